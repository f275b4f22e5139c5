"""Refuses a scrape that would lose so much of a site that the site is probably broken."""

from collections.abc import Mapping

from faqbot.crawl.page.directives import PageDirectives
from faqbot.crawl.store.snapshots import Snapshot, StoredPage

_MIN_PAGES = 4  # of fewer pages, half go easily
_MIN_PAGES_LEFT = 0.5
_MIN_WORDS_LEFT = 1 / 3


class ShrinkCheck:
    """Counts the losses among the pages of the last scrape."""

    def __init__(self, seed: str, snapshot: Snapshot) -> None:
        self._seed = seed
        self._known = set(snapshot.entries)
        self._failed_count = 0
        self._emptied_count = 0

    def exclude(self, url: str) -> None:
        """Ignore a page that the settings exclude now."""
        self._known.discard(url)

    def count_failure(self) -> None:
        """Count a known page that could not be read."""
        self._failed_count += 1

    def compare(self, before: PageDirectives, after: PageDirectives) -> None:
        """Count a known page that lost most of its text."""
        self._emptied_count += after.word_count < _MIN_WORDS_LEFT * before.word_count

    def failure(self, pages: Mapping[str, StoredPage]) -> str:
        """Return why these pages must not replace the known ones, or ""."""
        if not pages:
            return (
                "no page could be kept, so nothing was changed. `faqbot scrape --json` "
                "shows why each page was left out."
            )
        known_count = len(self._known)
        left_count = len(pages) - self._failed_count - self._emptied_count
        if known_count < _MIN_PAGES or left_count >= known_count * _MIN_PAGES_LEFT:
            return ""
        return (
            f"only {max(left_count, 0)} of {known_count} known pages are left "
            f"({self._failed_count} failed, {self._emptied_count} lost their text), so nothing was "
            "changed: the site may be under maintenance. To accept the loss: "
            f"faqbot scrape --force {self._seed}"
        )
