"""Parts of a site that go on for ever without saying anything new.

Calendars, filters, session ids and growing paths differ in their looks and agree in this: one
program makes all of their pages, and soon they only repeat one another. So URLs are grouped by
what makes them, and a group goes on for as long as its pages bring text that none of them had.
"""

from collections import Counter
from urllib.parse import urlsplit

from faqbot.crawl.shapes import path_shape
from faqbot.records import Finding

_PATIENCE = 50
# New text on one page in five keeps a group alive: lists of links among articles repeat.
_REWARD = 4
_MOST_REPEATS = 2
_MOST_SEGMENTS = 20
_BITS = 1 << 25  # 4 MB; at a million lines one in thirty is wrongly taken for known
_MOST_COUNTED = 100_000


class Traps:
    """Says which URLs to leave alone, and learns from the pages."""

    def __init__(self) -> None:
        self._patience: dict[str, int] = {}
        self._known_lines = bytearray(_BITS // 8)
        self._refused: set[int] = set()
        self._examples: dict[tuple[str, str], str] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def refusal(self, url: str) -> str:
        """Return why a normalised URL leads nowhere, or "" if it may be asked for."""
        group = _group(url)
        rule = _growth(urlsplit(url).path)
        if not rule and self._patience.get(group, _PATIENCE) <= 0:
            rule = "pages like it bring nothing new"
        if rule:
            self._count(rule, group, url)
        return rule

    def learn(self, url: str, lines: frozenset[int]) -> None:
        """Take note of the lines of a page (`PageDirectives.lines`) that was read."""
        group = _group(url)
        new_count = sum(self._note(hash((group, line)) % _BITS) for line in lines)
        patience = self._patience.get(group, _PATIENCE) + (_REWARD if new_count else -1)
        self._patience[group] = min(patience, _PATIENCE)

    def findings(self) -> list[Finding]:
        """Return each rule and group with a URL that was refused, and how many were."""
        return [
            Finding(rule, group, example, self._counts[rule, group])
            for (rule, group), example in self._examples.items()
        ]

    def _note(self, bit: int) -> bool:
        """Note a line and return whether it is new."""
        byte, mask = bit >> 3, 1 << (bit & 7)
        is_new = not self._known_lines[byte] & mask
        self._known_lines[byte] |= mask
        return is_new

    def _count(self, rule: str, group: str, url: str) -> None:
        if hash(url) in self._refused or len(self._refused) >= _MOST_COUNTED:
            return
        self._refused.add(hash(url))
        self._examples.setdefault((rule, group), url)
        self._counts[rule, group] += 1


def _group(url: str) -> str:
    """Return what the URLs have in common that one program makes.

    >>> _group("https://example.org/news/2026/10/open-house"), _group("https://a.example/list?page=7")
    ('/news/#/#/*', '/list?')
    """
    parts = urlsplit(url)
    shape = path_shape(parts.path)
    if parts.query:
        return f"{shape}?"
    folder, slash, _ = shape.removesuffix("/").rpartition("/")
    return f"{folder}{slash}*"


def _growth(path: str) -> str:
    """Return why a path looks like relative links that were resolved again and again, or ""."""
    segments = [segment for segment in path.split("/") if segment and not segment.isdigit()]
    if segments and Counter(segments).most_common(1)[0][1] > _MOST_REPEATS:
        return "the path repeats itself"
    if len(segments) > _MOST_SEGMENTS:
        return f"the path has more than {_MOST_SEGMENTS} parts"
    return ""
