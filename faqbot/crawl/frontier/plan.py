"""What to read of one site."""

from dataclasses import dataclass

from faqbot.crawl.frontier.scope import Scope
from faqbot.crawl.store.snapshots import is_single_file


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

    @property
    def is_single_file(self) -> bool:
        """Return whether there is one document to read rather than a site."""
        return is_single_file(self.seeds[0])

    def scope(self) -> Scope:
        """Return the bounds; raises SettingsError if a pattern cannot be used."""
        return Scope(
            self.seeds[0], include=self.include, exclude=self.exclude, max_depth=self.max_depth
        )
