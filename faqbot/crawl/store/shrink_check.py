"""Whether a site lost so much at once that it must be ill rather than changed."""

from collections.abc import Mapping

from faqbot.crawl.page.directives import PageDirectives
from faqbot.crawl.store.snapshots import Snapshot, StoredPage

_FEWEST = 4
_MIN_LEFT = 0.5
_MIN_TEXT_LEFT = 1 / 3


class ShrinkCheck:
    """Counts what happened to the pages that the last scrape left."""

    def __init__(self, seed: str, snapshot: Snapshot) -> None:
        self._seed = seed
        self._known = set(snapshot.urls)
        self._failed_count = 0
        self._emptied_count = 0

    def exclude(self, url: str) -> None:
        """Don't count a page that the settings leave out now."""
        self._known.discard(url)

    def count_failure(self) -> None:
        """Count a known page that could not be read."""
        self._failed_count += 1

    def compare(self, before: PageDirectives, after: PageDirectives) -> None:
        """Count a known page that lost most of its text."""
        self._emptied_count += after.word_count < _MIN_TEXT_LEFT * before.word_count

    def failure(self, pages: Mapping[str, StoredPage]) -> str:
        """Return why these pages must not take the place of the known ones, or ""."""
        if not pages:
            return (
                "no page is left that could be kept; nothing was changed. See with "
                "`faqbot scrape --json` why each was left out."
            )
        known = len(self._known)
        left = len(pages) - self._failed_count - self._emptied_count
        if known < _FEWEST or left >= known * _MIN_LEFT:
            return ""
        return (
            f"only {max(left, 0)} of {known} known pages are left ({self._failed_count} cannot be "
            f"read, {self._emptied_count} lost their text), as when a site is under maintenance; "
            f"nothing was changed. If it is right: faqbot scrape --force {self._seed}"
        )
