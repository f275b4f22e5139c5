"""Text, size and headings of every element below a root, measured once, from the leaves up."""

from collections import Counter
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from faqbot.extract.faq.wording import MAX_QUESTION_CHARS
from faqbot.extract.html.tree import HEADINGS, visible_text

# Text beyond the length of a question only has to show that there is more.
_MAX_LEVELS = 6
_MAX_CHARS = 3 * MAX_QUESTION_CHARS


class Measure:
    """Looks up what `get_text` would have to collect again for each element around a text.

    Valid as long as the tree does not change. Nodes outside the root count as empty. `tags` and
    `strings` hold the elements and the texts below the root in reading order.
    """

    def __init__(self, root: Tag) -> None:
        self._texts: dict[int, str] = {}
        self._chars: dict[int, int] = {}
        self._starts: dict[int, int] = {}
        self._links: Counter[int] = Counter()
        self._headings: dict[int, tuple[Tag, ...]] = {}
        self._heading_counts: Counter[int] = Counter()
        self._start = 0
        self.tags: list[Tag] = []
        self.strings: list[NavigableString] = []
        # In reverse, so that the parts of an element come before the element itself.
        for node in reversed([root, *root.descendants]):
            if isinstance(node, Tag):
                self._measure_tag(node)
                self.tags.append(node)
            elif isinstance(node, NavigableString):
                self._measure_text(node)
        self.tags.pop()
        self.tags.reverse()
        self.strings.reverse()

    def text(self, node: PageElement) -> str:
        """Return the text on one line, cut off somewhere beyond the length of a question."""
        return self._texts.get(id(node), "")

    def chars(self, node: PageElement) -> int:
        """Return the number of characters of the whole text."""
        return self._chars.get(id(node), 0)

    def chars_before(self, outer: PageElement, inner: PageElement) -> int:
        """Return the number of characters of `outer` that stand before `inner`, a part of it."""
        return self._starts.get(id(inner), 0) - self._starts.get(id(outer), 0)

    def link_chars(self, node: PageElement) -> int:
        """Return the number of characters that are text of links."""
        return self._links[id(node)]

    def headings(self, node: PageElement) -> tuple[Tag, ...]:
        """Return the first heading in an element, itself included, and the highest in rank."""
        return self._headings.get(id(node), ())

    def heading_count(self, node: PageElement) -> int:
        """Return the number of headings in an element, itself included."""
        return self._heading_counts[id(node)]

    def _measure_text(self, node: NavigableString) -> None:
        if text := visible_text(node):
            self.strings.append(node)
            self._texts[id(node)] = text[:_MAX_CHARS]
            self._chars[id(node)] = len(text)
            self._start -= len(text)
            self._starts[id(node)] = self._start

    def _measure_tag(self, tag: Tag) -> None:
        parts: list[str] = []
        length = chars = links = 0
        headings: list[Tag] = [tag] if tag.name in HEADINGS else []
        heading_count = len(headings)
        for child in tag.contents:
            key = id(child)
            if text := self._texts.get(key):
                chars += self._chars[key]
                links += self._links[key]
                if length < _MAX_CHARS:
                    parts.append(text)
                    length += len(text) + 1
                headings.extend(self._headings.get(key, ()))
                heading_count += self._heading_counts[key]
        if parts:
            self._texts[id(tag)] = " ".join(parts)[:_MAX_CHARS]
            self._chars[id(tag)] = chars
            if links or tag.name == "a":
                self._links[id(tag)] = chars if tag.name == "a" else links
            if headings:
                self._headings[id(tag)] = (headings[0], min(headings, key=_rank))
                self._heading_counts[id(tag)] = heading_count
        self._starts[id(tag)] = self._start


def _rank(heading: Tag) -> str:
    return heading.name


def heading_around(tag: Tag) -> Tag | None:
    """Return the heading that an element stands in, if it is close."""
    near = islice(tag.parents, _MAX_LEVELS)
    return next((parent for parent in near if parent.name in HEADINGS), None)


def element_after(tag: Tag) -> Tag | None:
    """Return the next element beside this one."""
    return next((node for node in tag.next_siblings if isinstance(node, Tag)), None)
