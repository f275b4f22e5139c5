"""The loop of a scrape: from the seeds along the links of one site into its snapshot."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from faqbot.crawl.directives import PageDirectives, read_directives
from faqbot.crawl.frontier import Frontier
from faqbot.crawl.journal import Journal
from faqbot.crawl.links import is_same_site, resolve_link
from faqbot.crawl.losses import Losses
from faqbot.crawl.merging import Face, doubles
from faqbot.crawl.parameters import Parameters
from faqbot.crawl.robots import Robots
from faqbot.crawl.scope import Scope
from faqbot.crawl.shells import is_disguised_error, needs_javascript
from faqbot.crawl.sitemaps import read_sitemaps
from faqbot.crawl.snapshots import Snapshot, StoredPage, is_single_file, stored
from faqbot.crawl.traps import Traps
from faqbot.crawl.visits import MOVED, Fetch, Visit, Visitor
from faqbot.errors import RefusedError
from faqbot.records import Outcome, OutcomeResult, Page, Progress, ScrapeReport

PRODUCT = "faqbot"
_GONE = (404, 410)
_MOST_LISTED = 5_000
_MOST_IN_SITEMAPS = 50_000
_MOST_SITEMAP_HOPS = 3
_MOST_REMEMBERED = 200_000
_FAILURES_IN_A_ROW = 25
_ROBOTS = "robots.txt asks not to read it"
# An address that cannot exist, to see how the site answers for those.
_MADE_UP = "/faqbot-asks-for-a-page-that-is-not-there"


@dataclass(frozen=True)
class Plan:
    """What to read of one site: where to start, all on that site, and within which bounds.

    `max_pages` counts what is asked for in one run; a `max_depth` of 0 is no bound.
    """

    seeds: tuple[str, ...]
    max_pages: int = 1000
    max_depth: int = 0
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    ignore_parameters: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    keep_failed_days: float = 14.0

    def scope(self) -> Scope:
        """Return the bounds; raises SettingsError if a pattern cannot be used."""
        return Scope(
            self.seeds[0], include=self.include, exclude=self.exclude, max_depth=self.max_depth
        )


def crawl(
    plan: Plan,
    snapshot: Snapshot,
    *,
    fetch: Fetch,
    fetch_sitemap: Callable[[str], Page],
    robots: Robots,
    now: datetime,
    report: Callable[[Progress], None],
    force: bool = False,
) -> ScrapeReport:
    """Bring the snapshot up to date with the site and return what happened to each URL.

    A run that was interrupted goes on where it stopped. A site that cannot be read, or suddenly
    has little left, changes nothing, and the report has a failure; with `force` what is left is
    taken as it is, and everything is asked for anew. `now` is an aware time.
    """
    journal = Journal(snapshot, now, start_anew=force)
    try:
        scrape = _Scrape(plan, snapshot, journal, fetch, robots, now)
        failure = scrape.run(fetch_sitemap, report)
        if not failure:
            scrape.merge()
            failure = "" if force and scrape.pages else scrape.losses.failure(scrape.pages)
        if not failure:
            snapshot.commit(plan.seeds, scrape.pages, run=journal.run)
        if not scrape.was_broken_off:
            journal.drop()
    finally:
        journal.close()
    return scrape.report(failure)


class _Scrape:
    """One run: the pages of the next manifest, and the outcome of each URL so far."""

    def __init__(
        self,
        plan: Plan,
        snapshot: Snapshot,
        journal: Journal,
        fetch: Fetch,
        robots: Robots,
        now: datetime,
    ) -> None:
        self.pages: dict[str, StoredPage] = {}
        self.losses = Losses(plan.seeds[0], snapshot)
        self.was_broken_off = False
        self._outcomes: dict[str, Outcome] = {}
        self._plan = plan
        self._snapshot = snapshot
        self._robots = robots
        self._now = now
        self._scope = plan.scope()
        self._parameters = Parameters(plan.ignore_parameters)
        self._traps = Traps()
        self._frontier = Frontier(lambda url: self._parameters.key(self._scope.key(url)))
        self._visitor = Visitor(fetch, snapshot, journal, self._refusal)
        self._faces: dict[str, Face] = {}
        self._unlinked = set(snapshot.urls) - set(plan.seeds)
        self._met: set[int] = set()
        self._home: PageDirectives | None = None
        self._missing: PageDirectives | None = None
        self._failures_in_a_row = 0
        self._unlisted_count = 0
        self._is_cut_short = False
        self._problems: list[Outcome] = []

    def run(self, fetch_sitemap: Callable[[str], Page], report: Callable[[Progress], None]) -> str:
        """Visit all there is to visit, and return why the site could not be read, or ""."""
        for url in self._plan.seeds:
            self._frontier.mark_done(url)
            self._visit(url, 0, report)
        if self._home is None:
            return self._unreadable()
        if not is_single_file(self._plan.seeds[0]):
            self._look_around(fetch_sitemap)
        for url, depth in self._known_and_found():
            if self._visitor.asked_count >= self._plan.max_pages:
                self._is_cut_short = True
                break
            self._visit(url, depth, report)
            if self._failures_in_a_row >= _FAILURES_IN_A_ROW:
                self.was_broken_off = True
                return (
                    f"{_FAILURES_IN_A_ROW} pages in a row could not be read (last: {url}: "
                    f"{self._outcomes[url].reason}); nothing was changed. "
                    "The next scrape goes on from here."
                )
        self._settle_unvisited()
        return ""

    def merge(self) -> None:
        """Leave one of the pages that show the same."""
        kept = {url: face for url, face in self._faces.items() if url in self.pages}
        known = frozenset(self._snapshot.urls)
        for url, best in doubles(kept, known, self._are_alike).items():
            del self.pages[url]
            self._outcomes[url] = Outcome(url, "same", f"shows what {best} shows")

    def report(self, failure: str) -> ScrapeReport:
        """Return what happened."""
        seed = self._plan.seeds[0]
        waiting = len(self._frontier) + self._frontier.dropped_count
        return ScrapeReport(
            seed,
            (*self._outcomes.values(), *self._problems),
            self._visitor.downloaded_bytes,
            unread_count=waiting if self._is_cut_short else 0,
            unlisted_count=self._unlisted_count,
            findings=(*self._traps.findings(), *self._parameters.findings()),
            failure=failure and f"{seed}: {failure}",
            finished_at=self._now.isoformat(timespec="seconds"),
        )

    def _unreadable(self) -> str:
        reasons = [outcome.reason for outcome in self._outcomes.values() if outcome.reason]
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

        def follow(url: str) -> Page:
            page = fetch(url)
            for _ in range(_MOST_SITEMAP_HOPS):
                target = resolve_link(page.url, page.headers.get("location", ""))
                if page.status not in MOVED or not target:
                    break
                page = fetch(target)
            return page

        seed = self._plan.seeds[0]
        visit = self._visitor.visit(urljoin(seed, _MADE_UP), None, self._outcomes.__contains__)
        if visit.page and visit.page.status == 200:
            self._missing = self._directives(visit.page)
        stated = [*self._robots.sitemaps, *self._plan.sitemaps]
        sitemaps = read_sitemaps(seed, stated, follow, limit=_MOST_IN_SITEMAPS)
        self._problems.extend(sitemaps.problems)
        self._frontier.add_listed(self._in_bounds(sitemaps.urls, 1))

    def _known_and_found(self) -> Iterator[tuple[str, int]]:
        """Yield known pages first: a crawl that is cut short must not cost any of them."""
        for url in self._snapshot.urls:
            if url in self._outcomes:
                continue
            plain = self._parameters.strip(url)
            if plain != url:
                self._frontier.add([plain], self._depth(url))
                self._settle(url, "same", f"shows what {plain} shows")
                continue
            self._frontier.mark_done(url)
            yield url, self._depth(url)
        for url, depth in self._frontier:
            if url not in self._outcomes and not self._traps.refusal(url):
                yield url, depth

    def _visit(self, url: str, depth: int, report: Callable[[Progress], None]) -> None:
        if url in self._outcomes:
            return
        if url not in self._plan.seeds and (reason := self._scope.refusal(url, depth)):
            self.losses.forgive(url)
            self._settle(url, "refused", reason)
            return
        visit = self._visitor.visit(url, self._snapshot.page(url), self._outcomes.__contains__)
        self._take(visit, depth)
        done = len(self._outcomes)
        report(Progress("scrape", done, done + len(self._frontier), url))

    def _take(self, visit: Visit, depth: int) -> None:
        for hop in visit.hops:
            self._frontier.mark_done(hop)
            if visit.refusal:
                self._settle(hop, "refused", f"redirects to {visit.url}: {visit.refusal}")
            elif visit.failure:
                self._fail(hop, f"redirects to {visit.url}, which fails: {visit.failure}", depth)
            else:
                self._settle(hop, "moved", f"redirects to {visit.url}")
        self._frontier.mark_done(visit.url)
        self._unlinked.discard(visit.url)
        if visit.refusal and (not visit.hops or is_same_site(visit.url, self._plan.seeds[0])):
            self._settle(visit.url, "refused", visit.refusal)
        elif visit.failure:
            self._fail(visit.url, visit.failure, depth)
        elif visit.page:
            self._take_answer(visit.page, depth)

    def _take_answer(self, page: Page, depth: int) -> None:
        previous = self._snapshot.entry(page.url)
        if page.status == 200:
            is_same = previous is not None and previous.sha256 == page.sha256
            self._take_content(page, stored(page, depth=depth), is_same=is_same)
        elif page.status == 304 and previous and (copy := self._snapshot.page(page.url)):
            entry = replace(previous, depth=depth, failing_since="")
            self._take_content(copy, entry, is_same=True)
        elif page.status in _GONE:
            self._failures_in_a_row = 0
            result: OutcomeResult = "gone" if previous else "failed"
            self._settle(page.url, result, f"the server answers {page.status}")
        else:
            self._fail(page.url, f"the server answers {page.status}", depth)

    def _take_content(self, page: Page, entry: StoredPage, *, is_same: bool) -> None:
        url = page.url
        shown = self._directives(page)
        self._failures_in_a_row = 0
        self._home = self._home or shown
        self._parameters.learn(url, shown.text_hash)
        self._traps.learn(url, shown.lines)
        if not is_single_file(self._plan.seeds[0]):
            self._frontier.add(self._in_bounds(shown.links, entry.depth + 1), entry.depth + 1)
        if not shown.is_indexable:
            self._settle(url, "refused", "the page asks not to be found (noindex)")
        elif is_disguised_error(shown, missing=self._missing, home=self._home):
            result: OutcomeResult = "gone" if self._snapshot.entry(url) else "failed"
            self._settle(url, result, "says that there is no such page, though it answers 200")
        elif url in self._plan.seeds and self._scope.refusal(url, 0):
            self._settle(url, "refused", self._scope.refusal(url, 0))
        else:
            self._faces[url] = Face(shown.text_hash, shown.canonical)
            if not is_same and (before := self._snapshot.page(url)):
                self.losses.compare(self._directives(before), shown)
            if needs_javascript(page, shown):
                advice = "needs JavaScript to show anything; name a sitemap, feed or API instead"
                self._settle(url, "empty", advice, keep=entry)
            else:
                self._settle(url, "unchanged" if is_same else "fetched", keep=entry)

    def _fail(self, url: str, reason: str, depth: int) -> None:
        """Keep the last copy: a bad minute must not cost yesterday's answers; two weeks may."""
        self._failures_in_a_row += 1
        previous = self._snapshot.entry(url)
        if previous is None:
            self._settle(url, "failed", reason)
            return
        since = previous.failing_since or self._now.isoformat(timespec="seconds")
        if self._now - datetime.fromisoformat(since) > timedelta(days=self._plan.keep_failed_days):
            self._settle(url, "gone", f"{reason}; it has failed since {since[:10]}")
            return
        self.losses.count_failure()
        told = f"{reason}; its copy of {previous.fetched_at[:10]} is kept"
        self._settle(url, "failed", told, keep=replace(previous, failing_since=since))
        if copy := self._snapshot.page(url):
            shown = self._directives(copy)
            self._faces[url] = Face(shown.text_hash, shown.canonical)
            self._frontier.add(self._in_bounds(shown.links, depth + 1), depth + 1)

    def _in_bounds(self, links: Iterable[str], depth: int) -> Iterator[str]:
        """Yield the links to follow, in the spelling in which they are asked for."""
        for link in links:
            met = hash((link, self._plan.max_depth and depth))
            if met in self._met or not is_same_site(link, self._plan.seeds[0]):
                continue
            if len(self._met) < _MOST_REMEMBERED:
                self._met.add(met)
            url = self._parameters.strip(link)
            self._unlinked.discard(url)
            if self._snapshot.entry(url):
                continue
            if reason := self._scope.refusal(url, depth):
                self._settle(url, "refused", reason)
            elif not self._traps.refusal(url):
                yield url

    def _settle_unvisited(self) -> None:
        """Say what is known of the pages that were not asked for, or that nothing leads to."""
        for url in self._snapshot.urls:
            entry = self._snapshot.entry(url)
            if url not in self._outcomes:
                self._settle(url, "unchanged", "not asked for: max_pages is reached", keep=entry)
            elif url in self._unlinked and url in self.pages and not self._is_cut_short:
                outcome = self._outcomes[url]
                if not outcome.reason:
                    reason = "no page links to it any more, yet it is there"
                    self._outcomes[url] = replace(outcome, reason=reason)

    def _settle(
        self, url: str, result: OutcomeResult, reason: str = "", *, keep: StoredPage | None = None
    ) -> None:
        if result == "refused" and len(self._outcomes) >= _MOST_LISTED:
            self._unlisted_count += 1
            return
        self._outcomes[url] = Outcome(url, result, reason)
        if keep is not None:
            self.pages[url] = keep

    def _refusal(self, url: str) -> str:
        """Return why a URL must not be asked for, whatever leads to it."""
        if not is_same_site(url, self._plan.seeds[0]):
            return "belongs to another site"
        if not self._robots.allows(url):
            return self._robots.reason or _ROBOTS
        return ""

    def _depth(self, url: str) -> int:
        entry = self._snapshot.entry(url)
        return entry.depth if entry else 0

    def _directives(self, page: Page) -> PageDirectives:
        return read_directives(page, product=PRODUCT, now=self._now)

    def _are_alike(self, url: str, canonical: str) -> bool:
        """Return whether two pages share half of what they don't share with the home page."""
        lines: list[frozenset[int]] = []
        for each in (url, canonical):
            page = self._snapshot.read(each, self.pages[each])
            common = self._home.lines if self._home else frozenset()
            lines.append(self._directives(page).lines - common if page else frozenset())
        return 2 * len(lines[0] & lines[1]) >= max(map(len, lines))
