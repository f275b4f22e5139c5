"""The crawl loop: follows the links of one site from its seeds and stores the pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from faqbot.core.errors import RefusedError
from faqbot.core.records import Outcome, OutcomeResult, Page, Progress, ReportProgress, ScrapeReport
from faqbot.core.urls import is_same_site, resolve_link
from faqbot.crawl.frontier.plan import Plan
from faqbot.crawl.frontier.robots import Robots
from faqbot.crawl.frontier.scheduler import Scheduler
from faqbot.crawl.frontier.sitemaps import read_sitemaps
from faqbot.crawl.page.directives import PageDirectives, read_directives
from faqbot.crawl.page.soft_404 import is_soft_404, needs_javascript
from faqbot.crawl.redirects import Download, Downloader, Fetch, follow_redirects
from faqbot.crawl.store.crawl_log import CrawlLog
from faqbot.crawl.store.journal import Journal
from faqbot.crawl.store.shrink_check import ShrinkCheck
from faqbot.crawl.store.snapshots import Snapshot, StoredPage, stored_page

PRODUCT = "faqbot"
_GONE = (404, 410)
_ANSWERS = (200, 304, *_GONE)
# So many in a row mean that the site is down, not that single pages are broken.
_MAX_FAILURES_IN_A_ROW = 25
# A URL that cannot exist: the response shows how the site reports missing pages.
_PROBE_PATH = "/faqbot-asks-for-a-page-that-is-not-there"


def crawl(
    plan: Plan,
    snapshot: Snapshot,
    *,
    fetch: Fetch,
    fetch_sitemap: Callable[[str], Page],
    robots: Robots,
    now: datetime,
    report: ReportProgress,
    force: bool = False,
) -> ScrapeReport:
    """Update the snapshot from the site and return what happened to each URL.

    An interrupted run is resumed. If the site cannot be read or suddenly lost most of its pages,
    the snapshot stays and the report has a failure; with `force` the loss is accepted and every
    page requested again. `now` is an aware time.
    """
    journal = Journal(snapshot, now, start_anew=force)
    try:
        run = _Crawl(plan, snapshot, journal, fetch, robots, now)
        failure = run.run(fetch_sitemap, report) or run.finish(force=force)
        if not failure:
            snapshot.commit(plan.seeds, run.log.pages, run=journal.run)
        if not run.is_aborted:
            journal.drop()
    finally:
        journal.close()
    return replace(run.report(failure), resumed_count=journal.resumed_count)


class _Crawl:
    """One run over one site."""

    def __init__(
        self,
        plan: Plan,
        snapshot: Snapshot,
        journal: Journal,
        fetch: Fetch,
        robots: Robots,
        now: datetime,
    ) -> None:
        self.is_aborted = False
        self._plan = plan
        self._seed = plan.seeds[0]
        self._snapshot = snapshot
        self._robots = robots
        self._now = now
        self._shrink_check = ShrinkCheck(self._seed, snapshot)
        keep_failed_days = plan.keep_failed_days
        self.log = CrawlLog(
            snapshot, self._shrink_check, self._read, now=now, keep_failed_days=keep_failed_days
        )
        self._scope = plan.scope()
        self._scheduler = Scheduler(plan, self._scope, snapshot, self.log)
        self._downloader = Downloader(fetch, snapshot, journal, self._refusal)
        self._home: PageDirectives | None = None
        self._not_found: PageDirectives | None = None
        self._failures_in_a_row = 0
        self._is_cut_short = False
        self._unread_count = 0
        self._sitemap_problems: tuple[Outcome, ...] = ()

    def run(self, fetch_sitemap: Callable[[str], Page], report: ReportProgress) -> str:
        """Fetch every page in scope; return why the site could not be read, or ""."""
        # Seeds first: the first page is the home page, which the check for soft 404s needs.
        for url in self._plan.seeds:
            self._crawl_url(url, 0, report)
        if self._home is None:
            return self._unreadable()
        # A single file leads nowhere, so neither error pages nor sitemaps matter.
        if not self._plan.is_single_file:
            self._probe(fetch_sitemap)
        for url, depth in self._scheduler:
            if self._downloader.request_count >= self._plan.max_pages:
                self._is_cut_short = True
                is_new = url not in self._snapshot.entries
                # Known pages are not in the queue; this one counts if it has just left it.
                self._unread_count = self._scheduler.waiting_count + is_new
                break
            self._crawl_url(url, depth, report)
            if self._failures_in_a_row >= _MAX_FAILURES_IN_A_ROW:
                self.is_aborted = True
                return (
                    f"{_MAX_FAILURES_IN_A_ROW} pages in a row failed (last: {url}: "
                    f"{self.log.outcomes[url].reason}); nothing was changed. "
                    "The next scrape resumes here."
                )
        return ""

    def finish(self, *, force: bool) -> str:
        """Record what is left; return why the pages must not replace the snapshot, or ""."""
        self._scheduler.record_too_deep()
        self.log.record_unvisited(self._scheduler.orphans, was_cut_short=self._is_cut_short)
        self.log.merge(self._home.lines if self._home else frozenset())
        return "" if force and self.log.pages else self._shrink_check.failure(self.log.pages)

    def report(self, failure: str) -> ScrapeReport:
        return ScrapeReport(
            self._seed,
            (*self.log.outcomes.values(), *self._sitemap_problems),
            self._downloader.downloaded_bytes,
            unread_count=self._unread_count,
            unlisted_count=self.log.unlisted_count,
            findings=self._scheduler.findings(),
            failure=failure and f"{self._seed}: {failure}",
            finished_at=self._now.isoformat(timespec="seconds"),
        )

    def _unreadable(self) -> str:
        reasons = [outcome.reason for outcome in self.log.outcomes.values() if outcome.reason]
        return (
            f"nothing could be read ({reasons[-1] if reasons else 'no response'}); nothing was "
            "changed. Check the URL and that the site is up."
        )

    def _probe(self, fetch_sitemap: Callable[[str], Page]) -> None:
        """Request a page that cannot exist and read the sitemaps."""

        def fetch(url: str) -> Page:
            if reason := self._refusal(url):
                raise RefusedError(url, reason)
            return fetch_sitemap(url)

        request_count = self._downloader.request_count
        probe = resolve_link(self._seed, _PROBE_PATH)
        download = self._downloader.download(probe, self._is_logged)
        self._downloader.request_count = request_count  # the probe does not count towards max_pages
        if download.page and download.page.status == 200:
            self._not_found = self._read(download.page)
        urls = [*self._robots.sitemaps, *self._plan.sitemaps]
        sitemaps = read_sitemaps(self._seed, urls, follow_redirects(fetch))
        self._sitemap_problems = sitemaps.problems
        self._scheduler.add_listed(sitemaps.urls)

    def _crawl_url(self, url: str, depth: int, report: ReportProgress) -> None:
        if self._is_logged(url):
            return
        # Known pages come past the filters of the queue, and the patterns may have changed since.
        if url not in self._plan.seeds and (reason := self._scope.refusal(url, depth)):
            self._shrink_check.exclude(url)
            self.log.record(url, "refused", reason)
            return
        self._take(self._downloader.download(url, self._is_logged), depth)
        done = len(self.log.outcomes)
        report(Progress("scrape", done, done + self._scheduler.waiting_count, url))

    def _take(self, download: Download, depth: int) -> None:
        if download.page and download.page.status not in _ANSWERS:
            failure = f"HTTP status {download.page.status}"
            download = replace(download, page=None, failure=failure)
        for hop in download.hops:
            self._scheduler.mark_done(hop)
            if download.refusal:
                self.log.record(hop, "refused", f"redirects to {download.url}: {download.refusal}")
            elif download.failure:
                reason = f"redirects to {download.url}, which failed: {download.failure}"
                self._fail(hop, reason, depth)
            else:
                self.log.record(hop, "moved", f"redirects to {download.url}")
        self._scheduler.mark_done(download.url, is_led_to=bool(download.hops))
        # A target on another site is no page of this one: its hops say where they lead.
        if download.refusal and (not download.hops or is_same_site(download.url, self._seed)):
            self.log.record(download.url, "refused", download.refusal)
        elif download.failure:
            self._fail(download.url, download.failure, depth)
        elif download.page:
            self._take_response(download.page, depth)

    def _take_response(self, page: Page, depth: int) -> None:
        previous = self._snapshot.entries.get(page.url)
        if page.status == 200:
            is_same = previous is not None and previous.sha256 == page.sha256
            self._take_content(page, stored_page(page, depth=depth), is_same=is_same)
        elif page.status == 304 and previous and (copy := self._snapshot.page(page.url)):
            # The old headers stay: a 304 may leave out the type and the language.
            entry = replace(previous, depth=depth, failing_since="")
            self._take_content(copy, entry, is_same=True)
        elif page.status in _GONE:
            self._failures_in_a_row = 0
            self._record_missing(page.url, f"HTTP status {page.status}")
        else:
            self._fail(page.url, "HTTP status 304, but there is no stored copy", depth)

    def _take_content(self, page: Page, entry: StoredPage, *, is_same: bool) -> None:
        directives = self._read(page)
        self._failures_in_a_row = 0
        self._home = self._home or directives
        # Before any verdict: noindex forbids to keep a page, not to follow its links.
        self._scheduler.follow(page.url, directives, entry.depth)
        if not directives.is_indexable:
            self.log.record(page.url, "refused", "noindex")
        elif is_soft_404(directives, not_found=self._not_found, home=self._home):
            reason = "says that the page does not exist, with status 200 (soft 404)"
            self._record_missing(page.url, reason)
        # A redirect may have led out of scope. Depth 0: hops are no links.
        elif page.url not in self._plan.seeds and (reason := self._scope.refusal(page.url, 0)):
            self.log.record(page.url, "refused", reason)
        else:
            # Unchanged pages cannot have lost text, and reading the old copy takes time.
            if not is_same and (previous_page := self._snapshot.page(page.url)):
                self._shrink_check.compare(self._read(previous_page), directives)
            if needs_javascript(page, directives):
                advice = "empty without JavaScript; configure a sitemap, feed or API instead"
                self.log.keep(page.url, entry, directives, "empty", advice)
            else:
                result: OutcomeResult = "unchanged" if is_same else "fetched"
                self.log.keep(page.url, entry, directives, result)

    def _record_missing(self, url: str, reason: str) -> None:
        """Record a page that the site has no more, or never had."""
        self.log.record(url, "gone" if url in self._snapshot.entries else "failed", reason)

    def _fail(self, url: str, reason: str, depth: int) -> None:
        self._failures_in_a_row += 1
        if directives := self.log.fail(url, reason):
            # Else pages that only this one links to would look like orphans.
            self._scheduler.follow(url, directives, depth, is_fresh=False)

    def _refusal(self, url: str) -> str:
        """Return why a URL must not be requested, wherever it came from, or ""."""
        if not is_same_site(url, self._seed):
            return "belongs to another site"
        if not self._robots.allows(url):
            return self._robots.reason or "disallowed by robots.txt"
        return ""

    def _is_logged(self, url: str) -> bool:
        return url in self.log.outcomes

    def _read(self, page: Page) -> PageDirectives:
        return read_directives(page, product=PRODUCT, now=self._now)
