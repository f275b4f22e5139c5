"""Crawler traps: endless parts of a site without new content.

Calendars, filters, session ids and growing paths have this in common: their pages repeat known
text and link to more of their kind. So URLs are grouped by pattern, and pages without new text may
add only a limited number of URLs to a group. Links of sitemaps and of pages with new text are never
cut: a long list is no trap.
"""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from faqbot.core.records import Finding
from faqbot.crawl.frontier.url_patterns import path_shape
from faqbot.crawl.page.directives import PageDirectives

_BUDGET = 250
_BUDGET_WITH_AREA = 1_000  # all below one top-level folder: filters can be folders
# The cost of a link for its group: on a page of known text, and where only numbers are new.
_COST_OF_KNOWN = 5
_COST_OF_NUMBERS = 1
_REWARD = 20  # for a page with new text
_MAX_REPEATS = 2
_MAX_SEGMENTS = 20
_BITS = 1 << 25  # 4 MB; at a million lines, one new line in thirty looks known
_MAX_COUNTED = 100_000


class Traps:
    """Filters links that lead deeper into a trap, learning from the pages."""

    def __init__(self) -> None:
        self._budget: dict[str, int] = {}
        self._known = bytearray(_BITS // 8)
        self._refused: set[int] = set()
        self._examples: dict[tuple[str, str], str] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def filter_links(self, url: str, directives: PageDirectives, links: Iterable[str]) -> list[str]:
        """Learn from a page and return which of its links to follow, in their order.

        The links are normalised and new.
        """
        cost = self._learn(directives)
        if not cost:
            for group in _groups(url):
                self._spend(group, -_REWARD)
        return [link for link in links if not self._refusal(link, cost)]

    def findings(self) -> list[Finding]:
        """Return each rule and group with an example and the number of refused URLs."""
        return [
            Finding(rule, group, example, self._counts[rule, group])
            for (rule, group), example in self._examples.items()
        ]

    def _learn(self, directives: PageDirectives) -> int:
        """Record the lines of a page and return the cost of each of its links."""
        # All lines are noted, so no short cut with any().
        new_count = sum(map(self._note, directives.lines))
        # Lines leave out digits, the hash of the text does not.
        is_new = self._note(hash(directives.text_hash))
        if new_count:
            return 0
        return _COST_OF_NUMBERS if is_new else _COST_OF_KNOWN

    def _refusal(self, url: str, cost: int) -> str:
        path = urlsplit(url).path
        if rule := _growth(path):
            self._count(rule, f"/{path.split('/')[1]}/*", url)
        elif cost:
            for group in _groups(url):
                if not rule and not self._spend(group, cost):
                    rule = "similar pages link to each other without new content"
                    self._count(rule, group, url)
        return rule

    def _spend(self, group: str, cost: int) -> bool:
        """Charge a group and return whether its budget was not used up."""
        limit = _BUDGET_WITH_AREA if group.endswith("**") else _BUDGET
        left = self._budget.get(group, limit)
        # Never above the limit: rewards of many good pages must not pay for a later trap.
        self._budget[group] = min(max(left - cost, 0), limit)
        return left > 0

    def _note(self, line_hash: int) -> bool:
        """Record the hash of a line and return whether it is new."""
        byte, bit = divmod(line_hash % _BITS, 8)
        mask = 1 << bit
        is_new = not self._known[byte] & mask
        self._known[byte] |= mask
        return is_new

    def _count(self, rule: str, group: str, url: str) -> None:
        if hash(url) in self._refused or len(self._refused) >= _MAX_COUNTED:
            return
        self._refused.add(hash(url))
        self._examples.setdefault((rule, group), url)
        self._counts[rule, group] += 1


def _groups(url: str) -> tuple[str, ...]:
    """Return the patterns of the URLs that one program generates, the narrower first.

    >>> _groups("https://example.org/news/2026/10/open-house"), _groups("https://example.org/list?page=7")
    (('/news/#/#/*', '/news/**'), ('/list?',))
    """
    parts = urlsplit(url)
    shape = path_shape(parts.path)
    folder, slash, _ = shape.removesuffix("/").rpartition("/")
    # The values of a query are what a trap varies.
    group = f"{shape}?" if parts.query else f"{folder}{slash}*"
    return (group, f"/{shape.split('/')[1]}/**") if folder else (group,)


def _growth(path: str) -> str:
    """Return why a path seems to grow by relative links resolved again and again, or ""."""
    # Numbers may repeat honestly, as in /2026/11/11/.
    segments = [segment for segment in path.split("/") if segment and not segment.isdigit()]
    if segments and Counter(segments).most_common(1)[0][1] > _MAX_REPEATS:
        return "the path repeats itself"
    if len(segments) > _MAX_SEGMENTS:
        return f"the path has more than {_MAX_SEGMENTS} parts"
    return ""
