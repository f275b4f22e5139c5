"""What to crawl of one site."""

from dataclasses import dataclass

from faqbot.crawl.frontier.scope import Scope
from faqbot.crawl.store.snapshots import is_single_file


@dataclass(frozen=True)
class Plan:
    """The seeds of one site, all on that site, and the limits of its crawl.

    `max_pages` limits the requests of one run; a `max_depth` of 0 means no limit.
    """

    seeds: tuple[str, ...]
    max_pages: int = 1000
    max_depth: int = 0
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    ignore_parameters: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    keep_failed_days: float = 14.0

    @property
    def is_single_file(self) -> bool:
        """Return whether the seed is a single document rather than a site."""
        return is_single_file(self.seeds[0])

    def scope(self) -> Scope:
        """Return the scope; raises SettingsError for an invalid pattern."""
        return Scope(
            self.seeds[0], include=self.include, exclude=self.exclude, max_depth=self.max_depth
        )
