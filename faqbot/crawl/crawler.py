"""The loop of a scrape: from the seeds along the links of one site into its snapshot."""

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
from faqbot.crawl.page.soft_404 import is_disguised_error, needs_javascript
from faqbot.crawl.redirects import Download, Downloader, Fetch, follow_redirects
from faqbot.crawl.store.crawl_log import CrawlLog
from faqbot.crawl.store.journal import Journal
from faqbot.crawl.store.shrink_check import ShrinkCheck
from faqbot.crawl.store.snapshots import Snapshot, StoredPage, stored_page

PRODUCT = "faqbot"
_GONE = (404, 410)
_ANSWERS = (200, 304, *_GONE)
_MAX_IN_SITEMAPS = 50_000
_FAILURES_IN_A_ROW = 25
# An address that cannot exist, to see how the site answers for those.
_MADE_UP = "/faqbot-asks-for-a-page-that-is-not-there"


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
    """Bring the snapshot up to date with the site and return what happened to each URL.

    A run that was interrupted goes on where it stopped. A site that cannot be read, or suddenly
    has little left, changes nothing, and the report has a failure; with `force` what is left is
    taken as it is, and everything is asked for anew. `now` is an aware time.
    """
    journal = Journal(snapshot, now, start_anew=force)
    try:
        scrape = _Crawl(plan, snapshot, journal, fetch, robots, now)
        failure = scrape.run(fetch_sitemap, report) or scrape.finish(force=force)
        if not failure:
            snapshot.commit(plan.seeds, scrape.pages, run=journal.run)
        if not scrape.is_aborted:
            journal.drop()
    finally:
        journal.close()
    return replace(scrape.report(failure), resumed_count=journal.resumed_count)


class _Crawl:
    """One run over a site."""

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
        self._log = CrawlLog(
            snapshot,
            self._shrink_check,
            self._read,
            now=now,
            keep_failed_days=plan.keep_failed_days,
        )
        self._scope = plan.scope()
        self._scheduler = Scheduler(plan, self._scope, snapshot, self._log)
        self._downloader = Downloader(fetch, snapshot, journal, self._refusal)
        self._home: PageDirectives | None = None
        self._missing: PageDirectives | None = None
        self._failures_in_a_row = 0
        self._is_cut_short = False
        self._unread_count = 0
        self._sitemap_problems: tuple[Outcome, ...] = ()

    @property
    def pages(self) -> dict[str, StoredPage]:
        """Return what the next manifest says of each page."""
        return self._log.pages

    def run(self, fetch_sitemap: Callable[[str], Page], report: ReportProgress) -> str:
        """Download all there is to visit, and return why the site could not be read, or ""."""
        for url in self._plan.seeds:
            self._visit(url, 0, report)
        if self._home is None:
            return self._unreadable()
        if not self._plan.is_single_file:
            self._look_around(fetch_sitemap)
        for url, depth in self._scheduler:
            if self._downloader.request_count >= self._plan.max_pages:
                self._is_cut_short = True
                self._unread_count = self._scheduler.waiting_count + (
                    self._snapshot.entry(url) is None
                )
                break
            self._visit(url, depth, report)
            if self._failures_in_a_row >= _FAILURES_IN_A_ROW:
                self.is_aborted = True
                return (
                    f"{_FAILURES_IN_A_ROW} pages in a row could not be read (last: {url}: "
                    f"{self._log.outcomes[url].reason}); nothing was changed. "
                    "The next scrape goes on from here."
                )
        return ""

    def finish(self, *, force: bool) -> str:
        """Settle what is left to settle, and return why the pages must not be taken, or ""."""
        self._scheduler.record_too_deep()
        self._log.record_unvisited(self._scheduler.orphans, was_cut_short=self._is_cut_short)
        self._log.merge(self._home.lines if self._home else frozenset())
        return "" if force and self.pages else self._shrink_check.failure(self.pages)

    def report(self, failure: str) -> ScrapeReport:
        """Return what happened."""
        return ScrapeReport(
            self._seed,
            (*self._log.outcomes.values(), *self._sitemap_problems),
            self._downloader.downloaded_bytes,
            unread_count=self._unread_count,
            unlisted_count=self._log.unlisted_count,
            findings=self._scheduler.findings(),
            failure=failure and f"{self._seed}: {failure}",
            finished_at=self._now.isoformat(timespec="seconds"),
        )

    def _unreadable(self) -> str:
        reasons = [outcome.reason for outcome in self._log.outcomes.values() if outcome.reason]
        return (
            f"nothing could be read ({reasons[-1] if reasons else 'no answer'}); nothing was "
            "changed. Check the address, and that the site is up."
        )

    def _look_around(self, fetch_sitemap: Callable[[str], Page]) -> None:
        """See what the site answers for pages that are not there, and which ones it lists."""

        def fetch(url: str) -> Page:
            if reason := self._refusal(url):
                raise RefusedError(url, reason)
            return fetch_sitemap(url)

        request_count = self._downloader.request_count
        visit = self._downloader.download(resolve_link(self._seed, _MADE_UP), None, self._is_logged)
        self._downloader.request_count = request_count  # max_pages is for pages
        if visit.page and visit.page.status == 200:
            self._missing = self._read(visit.page)
        stated = [*self._robots.sitemaps, *self._plan.sitemaps]
        sitemaps = read_sitemaps(
            self._seed, stated, follow_redirects(fetch), limit=_MAX_IN_SITEMAPS
        )
        self._sitemap_problems = sitemaps.problems
        self._scheduler.add_listed(sitemaps.urls)

    def _visit(self, url: str, depth: int, report: ReportProgress) -> None:
        if self._is_logged(url):
            return
        if url not in self._plan.seeds and (reason := self._scope.refusal(url, depth)):
            self._shrink_check.exclude(url)
            self._log.record(url, "refused", reason)
            return
        visit = self._downloader.download(url, self._snapshot.page(url), self._is_logged)
        self._take(visit, depth)
        done = len(self._log.outcomes)
        report(Progress("scrape", done, done + self._scheduler.waiting_count, url))

    def _take(self, visit: Download, depth: int) -> None:
        if visit.page and visit.page.status not in _ANSWERS:
            failure = f"the server answers {visit.page.status}"
            visit = replace(visit, page=None, failure=failure)
        for hop in visit.hops:
            self._scheduler.mark_done(hop)
            if visit.refusal:
                self._log.record(hop, "refused", f"redirects to {visit.url}: {visit.refusal}")
            elif visit.failure:
                self._fail(hop, f"redirects to {visit.url}, which fails: {visit.failure}", depth)
            else:
                self._log.record(hop, "moved", f"redirects to {visit.url}")
        self._scheduler.mark_done(visit.url, is_led_to=bool(visit.hops))
        if visit.refusal and (not visit.hops or is_same_site(visit.url, self._seed)):
            self._log.record(visit.url, "refused", visit.refusal)
        elif visit.failure:
            self._fail(visit.url, visit.failure, depth)
        elif visit.page:
            self._take_answer(visit.page, depth)

    def _take_answer(self, page: Page, depth: int) -> None:
        previous = self._snapshot.entry(page.url)
        if page.status == 200:
            is_same = previous is not None and previous.sha256 == page.sha256
            self._take_content(page, stored_page(page, depth=depth), is_same=is_same)
        elif page.status == 304 and previous and (copy := self._snapshot.page(page.url)):
            entry = replace(previous, depth=depth, failing_since="")
            self._take_content(copy, entry, is_same=True)
        elif page.status in _GONE:
            self._failures_in_a_row = 0
            result: OutcomeResult = "gone" if previous else "failed"
            self._log.record(page.url, result, f"the server answers {page.status}")
        else:
            self._fail(page.url, "is not modified since a copy that nobody has", depth)

    def _take_content(self, page: Page, entry: StoredPage, *, is_same: bool) -> None:
        directives = self._read(page)
        self._failures_in_a_row = 0
        self._home = self._home or directives
        self._scheduler.follow(page.url, directives, entry.depth)
        is_known = self._snapshot.entry(page.url) is not None
        if not directives.is_indexable:
            self._log.record(page.url, "refused", "the page asks not to be found (noindex)")
        elif is_disguised_error(directives, missing=self._missing, home=self._home):
            result: OutcomeResult = "gone" if is_known else "failed"
            reason = "says that there is no such page, though it answers 200"
            self._log.record(page.url, result, reason)
        elif page.url not in self._plan.seeds and (reason := self._scope.refusal(page.url, 0)):
            self._log.record(page.url, "refused", reason)
        else:
            if not is_same and (before := self._snapshot.page(page.url)):
                self._shrink_check.compare(self._read(before), directives)
            if needs_javascript(page, directives):
                advice = "needs JavaScript to show anything; name a sitemap, feed or API instead"
                self._log.keep(page.url, entry, directives, "empty", advice)
            else:
                result = "unchanged" if is_same else "fetched"
                self._log.keep(page.url, entry, directives, result)

    def _fail(self, url: str, reason: str, depth: int) -> None:
        self._failures_in_a_row += 1
        if directives := self._log.fail(url, reason):
            self._scheduler.follow(url, directives, depth, is_fresh=False)

    def _refusal(self, url: str) -> str:
        """Return why a URL must not be asked for, whatever leads to it."""
        if not is_same_site(url, self._seed):
            return "belongs to another site"
        if not self._robots.allows(url):
            return self._robots.reason or "robots.txt asks not to read it"
        return ""

    def _is_logged(self, url: str) -> bool:
        return url in self._log.outcomes

    def _read(self, page: Page) -> PageDirectives:
        return read_directives(page, product=PRODUCT, now=self._now)
