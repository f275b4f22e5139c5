"""The loop of a scrape: from the seed along the links of one site into its snapshot."""

from collections.abc import Callable
from datetime import UTC, datetime

from faqbot.crawl.directives import read_directives
from faqbot.crawl.frontier import Frontier
from faqbot.crawl.links import is_same_site, resolve_link
from faqbot.crawl.robots import Robots
from faqbot.crawl.snapshots import Snapshot
from faqbot.errors import FetchError, RefusedError, SourceError
from faqbot.records import Outcome, OutcomeResult, Page, Progress, ScrapeReport

Fetch = Callable[[str, Page | None], Page]
_GONE = (404, 410)
_USELESS = ("failed", "refused", "gone")
_FEWEST_TO_LOSE = 8
_LEAST_LEFT = 0.5
_MOVED = (301, 302, 303, 307, 308)


def crawl(
    seed: str,
    snapshot: Snapshot,
    *,
    fetch: Fetch,
    robots: Robots,
    max_pages: int,
    report: Callable[[Progress], None],
) -> ScrapeReport:
    """Bring the snapshot up to date with the site and return what happened to each URL.

    `seed` is normalised. Raises SourceError if the seed cannot be read; the snapshot then stays
    as it was.
    """
    scrape = _Scrape(seed, snapshot, fetch, robots)
    frontier = Frontier()
    frontier.add([seed], 0)
    for url, depth in frontier:
        links = scrape.visit(url)
        frontier.add([link for link in links if is_same_site(link, seed)], depth + 1)
        done = len(scrape.outcomes)
        report(Progress("scrape", done, done + len(frontier), url))
        if scrape.outcomes[seed].result in _USELESS or scrape.asked_count >= max_pages:
            break
    if scrape.outcomes[seed].result in _USELESS or not scrape.pages:
        last = list(scrape.outcomes.values())[-1]
        raise SourceError(
            f"{seed}: nothing could be read ({last.reason}). "
            "Check the address, and that the site is up."
        )
    scrape.settle_unvisited(was_cut_short=len(frontier) > 0)
    known = len(snapshot.urls)
    if known >= _FEWEST_TO_LOSE and len(scrape.pages) < known * _LEAST_LEFT:
        raise SourceError(
            f"{seed}: only {len(scrape.pages)} of {known} known pages are left, as when a site is "
            "under maintenance; nothing was changed. If it is right, delete "
            f"{snapshot.folder} and scrape again."
        )
    snapshot.commit(seed, scrape.pages)
    outcomes = tuple(scrape.outcomes.values())
    return ScrapeReport(seed, outcomes, scrape.downloaded_bytes, unread_count=len(frontier))


class _Scrape:
    """One run: the pages of the next manifest, and the outcome of each URL so far."""

    def __init__(self, seed: str, snapshot: Snapshot, fetch: Fetch, robots: Robots) -> None:
        self.pages: dict[str, Page] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.asked_count = 0
        self.downloaded_bytes = 0
        self._seed = seed
        self._snapshot = snapshot
        self._fetch = fetch
        self._robots = robots

    def visit(self, url: str) -> list[str]:
        """Ask for one URL, record what came of it and return the links to go on with."""
        previous = self._snapshot.page(url)
        try:
            page = self._ask(url, previous)
        except RefusedError as error:
            return self._settle(url, "refused", error.reason)
        except FetchError as error:
            # A server's bad minute must not cost yesterday's answers.
            return self._settle(url, "failed", error.reason, keep=previous)
        if page.status == 200:
            self.downloaded_bytes += len(page.body)
            self._snapshot.store(page)
            same = previous is not None and previous.sha256 == page.sha256
            return self._settle(url, "unchanged" if same else "fetched", keep=page)
        if page.status == 304 and previous:
            return self._settle(url, "unchanged", keep=previous)
        if page.status in _MOVED:
            return self._move(page, previous)
        if page.status in _GONE and previous:
            return self._settle(url, "gone", f"the server answers {page.status}")
        keep = None if page.status in _GONE else previous
        return self._settle(url, "failed", f"the server answers {page.status}", keep=keep)

    def settle_unvisited(self, *, was_cut_short: bool) -> None:
        """Let known pages go that no page links to any more; a cut-short crawl cannot tell."""
        for url in self._snapshot.urls:
            if url in self.outcomes:
                continue
            if not self._robots.allows(url):
                self._settle(url, "refused", "robots.txt asks not to read it")
            elif was_cut_short and (page := self._snapshot.page(url)):
                self._settle(url, "unchanged", "not asked for: scrape.max_pages", keep=page)
            else:
                self._settle(url, "gone", "no page links to it any more")

    def _ask(self, url: str, previous: Page | None) -> Page:
        if not self._robots.allows(url):
            raise RefusedError(url, self._robots.reason or "robots.txt asks not to read it")
        self.asked_count += 1
        return self._fetch(url, previous)

    def _move(self, page: Page, previous: Page | None) -> list[str]:
        target = resolve_link(page.url, page.headers.get("location", ""))
        if target in ("", page.url):
            return self._settle(page.url, "failed", "redirects to nowhere", keep=previous)
        if not is_same_site(target, self._seed):
            return self._settle(page.url, "refused", f"leads to another site: {target}")
        self._settle(page.url, "moved", f"redirects to {target}")
        return [target]

    def _settle(
        self, url: str, result: OutcomeResult, reason: str = "", *, keep: Page | None = None
    ) -> list[str]:
        self.outcomes[url] = Outcome(url, result, reason)
        if keep is None:
            return []
        self.pages[url] = keep
        now = datetime.now(UTC)
        return list(read_directives(keep, product="faqbot", now=now).links)
