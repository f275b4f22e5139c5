"""Parts of a site that go on for ever without saying anything new.

Calendars, filters, session ids and growing paths differ in their looks and agree in this: their
pages repeat what others said, and lead to more of their kind. So URLs are grouped by what makes
them, and pages with nothing new may add only so many URLs to a group. What a sitemap or a page with
something new lists is never cut: a long list is no trap.
"""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from faqbot.core.records import Finding
from faqbot.crawl.frontier.url_patterns import path_shape
from faqbot.crawl.page.directives import PageDirectives

_PATIENCE = 250
_PATIENCE_WITH_AREA = 1_000  # all that is below one folder of the root: filters can be folders
# What a link costs its group: on a page whose text is known, and where only numbers are new.
_COST_OF_KNOWN = 5
_COST_OF_NUMBERS = 1
_REWARD = 20  # for a page with something new
_MAX_REPEATS = 2
_MAX_SEGMENTS = 20
_BITS = 1 << 25  # 4 MB; at a million lines one in thirty is wrongly taken for known
_MAX_COUNTED = 100_000


class Traps:
    """Says which links to leave alone, and learns from the pages."""

    def __init__(self) -> None:
        self._patience: dict[str, int] = {}
        self._known = bytearray(_BITS // 8)
        self._refused: set[int] = set()
        self._examples: dict[tuple[str, str], str] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def sift(self, url: str, directives: PageDirectives, links: Iterable[str]) -> list[str]:
        """Learn from a page; return those of its links, in their order, to go on with.

        The links are normalised and not known yet.
        """
        cost = self._learn(directives)
        if not cost:
            for group in _groups(url):
                self._spend(group, -_REWARD)
        return [link for link in links if not self._refusal(link, cost)]

    def findings(self) -> list[Finding]:
        """Return each rule and group with a URL that was refused, and how many were."""
        return [
            Finding(rule, group, example, self._counts[rule, group])
            for (rule, group), example in self._examples.items()
        ]

    def _learn(self, directives: PageDirectives) -> int:
        """Take note of what a page says; return what each link on it costs."""
        new_count = sum(map(self._note, directives.lines))
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
                    rule = "pages like it lead to one another and bring nothing new"
                    self._count(rule, group, url)
        return rule

    def _spend(self, group: str, cost: int) -> bool:
        """Take the cost from the patience with a group; return whether there was any left."""
        most = _PATIENCE_WITH_AREA if group.endswith("**") else _PATIENCE
        left = self._patience.get(group, most)
        self._patience[group] = min(max(left - cost, 0), most)
        return left > 0

    def _note(self, said: int) -> bool:
        """Note the hash of what a page says and return whether it is new."""
        byte, bit = divmod(said % _BITS, 8)
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
    """Return what the URLs have in common that one program makes, the narrower group first.

    >>> _groups("https://example.org/news/2026/10/open-house"), _groups("https://example.org/list?page=7")
    (('/news/#/#/*', '/news/**'), ('/list?',))
    """
    parts = urlsplit(url)
    shape = path_shape(parts.path)
    folder, slash, _ = shape.removesuffix("/").rpartition("/")
    group = f"{shape}?" if parts.query else f"{folder}{slash}*"
    return (group, f"/{shape.split('/')[1]}/**") if folder else (group,)


def _growth(path: str) -> str:
    """Return why a path looks like relative links that were resolved again and again, or ""."""
    segments = [segment for segment in path.split("/") if segment and not segment.isdigit()]
    if segments and Counter(segments).most_common(1)[0][1] > _MAX_REPEATS:
        return "the path repeats itself"
    if len(segments) > _MAX_SEGMENTS:
        return f"the path has more than {_MAX_SEGMENTS} parts"
    return ""
