"""What happened to each URL of a scrape, and the pages of the next manifest."""

from collections.abc import Callable, Set
from dataclasses import replace
from datetime import datetime, timedelta

from faqbot.core.records import Outcome, OutcomeResult, Page
from faqbot.crawl.page.directives import PageDirectives
from faqbot.crawl.store.duplicates import ContentFingerprint, find_duplicates
from faqbot.crawl.store.shrink_check import ShrinkCheck
from faqbot.crawl.store.snapshots import Snapshot, StoredPage

_MAX_OUTCOMES = 5_000  # beyond it, refused URLs are only counted: there may be millions


class CrawlLog:
    """One outcome for each URL; `pages` holds those that are kept.

    `read` parses a page; `now` is an aware time.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        shrink_check: ShrinkCheck,
        read: Callable[[Page], PageDirectives],
        *,
        now: datetime,
        keep_failed_days: float,
    ) -> None:
        self.pages: dict[str, StoredPage] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.unlisted_count = 0
        """How many refused URLs are missing from the outcomes because there were too many."""
        self._snapshot = snapshot
        self._shrink_check = shrink_check
        self._read = read
        self._now = now
        self._grace_period = timedelta(days=keep_failed_days)
        self._fingerprints: dict[str, ContentFingerprint] = {}

    def record(self, url: str, result: OutcomeResult, reason: str = "") -> None:
        """Record the outcome of a URL that is not kept."""
        if result == "refused" and len(self.outcomes) >= _MAX_OUTCOMES:
            self.unlisted_count += 1
        else:
            self.outcomes[url] = Outcome(url, result, reason)

    def keep(
        self,
        url: str,
        entry: StoredPage,
        directives: PageDirectives,
        result: OutcomeResult,
        reason: str = "",
    ) -> None:
        """Record a page that is kept."""
        self.outcomes[url] = Outcome(url, result, reason)
        self.pages[url] = entry
        self._fingerprints[url] = ContentFingerprint(directives.text_hash, directives.canonical)

    def fail(self, url: str, reason: str) -> PageDirectives | None:
        """Record a failure and return the directives of the last copy, if that is kept.

        A short outage must not cost yesterday's answers; one of two weeks may.
        """
        entry, copy = self._snapshot.entries.get(url), self._snapshot.page(url)
        if entry is None or copy is None:
            self.record(url, "failed", reason)
            return None
        since = entry.failing_since or self._now.isoformat(timespec="seconds")
        if self._now - datetime.fromisoformat(since) > self._grace_period:
            self.record(url, "gone", f"{reason}; it has failed since {since[:10]}")
            return None
        self._shrink_check.count_failure()
        directives = self._read(copy)
        reason = f"{reason}; the copy of {entry.fetched_at[:10]} is kept"
        self.keep(url, replace(entry, failing_since=since), directives, "failed", reason)
        return directives

    def record_unvisited(self, orphans: Set[str], *, was_cut_short: bool) -> None:
        """Record the known pages that were not requested, and the orphans: pages without links."""
        for url, entry in self._snapshot.entries.items():
            outcome = self.outcomes.get(url)
            if outcome is None:
                self.outcomes[url] = Outcome(url, "unchanged", "not requested: max_pages reached")
                self.pages[url] = entry
            # A crawl that was cut short has not seen all links.
            elif url in orphans and url in self.pages and not was_cut_short:
                reason = outcome.reason or "still there, but no page links to it any more"
                self.outcomes[url] = replace(outcome, reason=reason)

    def merge(self, common: frozenset[int]) -> None:
        """Keep one of each set of duplicates; `common` are the lines of the home page."""

        def are_alike(url: str, canonical: str) -> bool:
            """Return whether half of the lines are equal, without those of the home page."""
            read = self._snapshot.read
            copies = [read(each, self.pages[each]) for each in (url, canonical)]
            # Menu and footer are alike on any two pages.
            lines = [self._read(copy).lines - common for copy in copies if copy]
            return len(lines) == 2 and 2 * len(lines[0] & lines[1]) >= max(map(len, lines))

        known = self._snapshot.entries.keys()
        for url, best in find_duplicates(self._fingerprints, known, are_alike).items():
            del self.pages[url]
            self.record(url, "same", f"same content as {best}")
