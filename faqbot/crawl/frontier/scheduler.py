"""Schedules the URLs of a site: known pages first, then filtered links and sitemaps."""

from collections.abc import Iterable, Iterator

from faqbot.core.records import Finding
from faqbot.core.urls import is_same_site
from faqbot.crawl.frontier.parameters import Parameters
from faqbot.crawl.frontier.plan import Plan
from faqbot.crawl.frontier.queue import Frontier
from faqbot.crawl.frontier.scope import Scope
from faqbot.crawl.frontier.traps import Traps
from faqbot.crawl.page.directives import PageDirectives
from faqbot.crawl.store.crawl_log import CrawlLog
from faqbot.crawl.store.snapshots import Snapshot

# Links seen in an earlier page need no second look; every page repeats the menu.
_MAX_REMEMBERED = 200_000


class Scheduler:
    """Yields each URL once, with its depth, and adds the links of the pages that were read."""

    def __init__(self, plan: Plan, scope: Scope, snapshot: Snapshot, log: CrawlLog) -> None:
        self.orphans = set(snapshot.entries).difference(plan.seeds)
        """The known pages to which no link has led so far."""
        self._plan = plan
        self._scope = scope
        self._snapshot = snapshot
        self._log = log
        self._parameters = Parameters(plan.ignore_parameters)
        self._traps = Traps()
        self._frontier = Frontier(lambda url: self._parameters.key(self._scope.key(url)))
        self._seen: set[int] = set()
        self._too_deep: dict[str, int] = {}

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Yield known pages first, so that a crawl cut short by max_pages loses none of them."""
        for url, entry in self._snapshot.entries.items():
            if self._is_logged(url):
                continue
            plain = self._parameters.strip(url)
            # Stored before the argument was known as idle; the URL without it takes its place.
            if plain != url:
                self._frontier.add([plain], entry.depth)
                self._log.record(url, "same", f"same content as {plain}")
                continue
            self._frontier.mark_done(url)
            yield url, entry.depth
        for url, depth in self._frontier:
            if not self._is_logged(url):
                yield url, depth

    @property
    def waiting_count(self) -> int:
        """Return how many URLs are known and not yielded yet."""
        return len(self._frontier) + self._frontier.dropped_count

    def mark_done(self, url: str, *, is_led_to: bool = False) -> None:
        """Never yield this URL; `is_led_to` says that another one redirects to it."""
        self._frontier.mark_done(url)
        if is_led_to:
            self.orphans.discard(url)

    def add_listed(self, urls: Iterable[str]) -> None:
        """Add the URLs of sitemaps."""
        self._frontier.add_listed(filter(self._is_new, dict(self._in_bounds(urls, 1))))

    def follow(
        self, url: str, directives: PageDirectives, depth: int, *, is_fresh: bool = True
    ) -> None:
        """Add the links of a page; `is_fresh` is False for a copy from an earlier scrape."""
        # Old text and new text differ by time, not by a parameter.
        if is_fresh:
            self._parameters.learn(url, directives.text_hash)
        if self._plan.is_single_file:
            return
        marks = dict(self._in_bounds(directives.links, depth + 1))
        new = dict.fromkeys(self._frontier.new_links(filter(self._is_new, marks)))
        # Known pages are read anyway, but count as links: a trap may have produced them.
        links = [link for link in marks if link in new or not self._is_new(link)]
        accepted = self._traps.filter_links(url, directives, links) if is_fresh else links
        self._frontier.add(filter(self._is_new, accepted), depth + 1)
        held_back = set(new).difference(accepted)  # until another page leads to them
        for target, mark in marks.items():
            if target not in held_back:
                self._remember(mark)

    def record_too_deep(self) -> None:
        """Record the URLs beyond max_depth, once no nearer page can link to them."""
        for url, depth in self._too_deep.items():
            if not self._is_logged(url):
                self._log.record(url, "refused", self._scope.refusal(url, depth))

    def findings(self) -> tuple[Finding, ...]:
        """Return which URLs the crawler learnt to skip."""
        return (*self._traps.findings(), *self._parameters.findings())

    def _in_bounds(self, links: Iterable[str], depth: int) -> Iterator[tuple[str, int]]:
        """Yield the links in scope without idle parameters, each with a hash to recognise it."""
        for link in links:
            # With a max_depth, a link seen too deep may come again from a nearer page.
            mark = hash((link, self._plan.max_depth and depth))
            if mark in self._seen or not is_same_site(link, self._plan.seeds[0]):
                continue
            url = self._parameters.strip(link)
            self.orphans.discard(url)
            if not self._is_new(url):
                yield url, mark
            elif self._is_logged(url):
                self._remember(mark)
            # Depth 0 asks for the patterns alone; the depth may still change.
            elif reason := self._scope.refusal(url, 0):
                self._log.record(url, "refused", reason)
            elif self._scope.refusal(url, depth):  # a nearer page may link to it yet
                self._too_deep[url] = depth
            else:
                yield url, mark

    def _remember(self, mark: int) -> None:
        if len(self._seen) < _MAX_REMEMBERED:
            self._seen.add(mark)

    def _is_new(self, url: str) -> bool:
        return url not in self._snapshot.entries

    def _is_logged(self, url: str) -> bool:
        return url in self._log.outcomes
