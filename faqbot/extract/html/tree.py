"""An HTML page as a tree: parsed to a bounded depth, edited in linear time."""

import warnings
from collections.abc import Callable, Iterator, Set
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from faqbot.core.text.charset import decode

_DEEPEST = 100
_MOST_ELEMENTS = 15_000
_UNSHOWN = frozenset({"script", "style", "template", "noscript"})


def parse(body: bytes, content_type: str = "") -> BeautifulSoup:
    """Return the tree of a page; `content_type` is the header, for charset and plain text."""
    text = decode(body, content_type)
    if content_type.split(";")[0].strip().lower() == "text/plain":
        lines = escape(text).replace("\r\n", "\n").split("\n")
        text = "".join(f"{line}<br>" if line.strip() else "<p>" for line in lines)
    return parse_text(text)


def parse_text(html: str) -> BeautifulSoup:
    """Return the tree of a page or of a piece of one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 suspects file names and XML; a page is a page
        return _BoundedSoup(html, "lxml")


def tags(root: Tag) -> Iterator[Tag]:
    """Yield the elements below an element in reading order."""
    return (node for node in root.descendants if isinstance(node, Tag))


def walk(root: PageElement, skipped: Set[int] = frozenset()) -> Iterator[tuple[bool, PageElement]]:
    """Yield (True, node) on the way in and (False, tag) on the way out, without recursion.

    `skipped` holds the `id()` of nodes that are passed over with all that is in them.
    """
    waiting: list[tuple[bool, PageElement]] = [(True, root)]
    while waiting:
        is_opening, node = waiting.pop()
        if id(node) in skipped:
            continue
        yield is_opening, node
        if is_opening and isinstance(node, Tag):
            waiting.append((False, node))
            waiting.extend((True, child) for child in reversed(node.contents))


def edit(root: Tag, change: Callable[[PageElement], PageElement | None]) -> None:
    """Put in the place of every node below `root` what `change` returns for it; None removes it.

    What is inside a removed or replaced node is not asked about. One pass: the library's own
    removal searches all siblings each time.
    """
    waiting = [root]
    while waiting:
        tag = waiting.pop()
        kept: list[PageElement] = []
        for node in tag.contents:
            new = change(node)
            if new is not None:
                kept.append(new)
            if new is node and isinstance(node, Tag):
                waiting.append(node)
        tag.contents = kept
    relink(root)


def relink(root: Tag) -> None:
    """Make all nodes of the tree agree with the `contents` of their parents."""
    top = next(reversed([root, *root.parents]))
    last: PageElement = top
    for is_opening, node in walk(top):
        if not is_opening:
            continue
        if node is not top:
            last.next_element, node.previous_element = node, last
            last = node
        if isinstance(node, Tag):
            before: PageElement | None = None
            for child in node.contents:
                child.parent, child.previous_sibling = node, before
                child.next_sibling = None
                if before is not None:
                    before.next_sibling = child
                before = child
    last.next_element = None


class _BoundedSoup(BeautifulSoup):
    """A tree of bounded depth and number of elements, which holds all the text of the page.

    What is nested too deep stands side by side at the deepest level: pages that never close an
    element nest as deep as they are long, and whatever looks at the parents of every element would
    take the square of their length. Behind the last element that counts, tags only part words.
    """

    def reset(self) -> None:
        super().reset()
        self._depth = 0
        self._count = 0
        self._late: list[bool] = []

    def handle_starttag(self, name: str, *args: Any, **kwargs: Any) -> Tag | None:
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            self._late.append(name in _UNSHOWN)
            if self._late[-1]:
                return super().handle_starttag(name, *args, **kwargs)
            self.handle_data("\n")
            return None
        if self._depth >= _DEEPEST:
            self.endData()
            self.popTag()
        self._depth += 1
        return super().handle_starttag(name, *args, **kwargs)

    def handle_endtag(self, name: str, *args: Any, **kwargs: Any) -> None:
        is_late = bool(self._late)
        if self._late.pop() if is_late else self._depth <= _DEEPEST:
            super().handle_endtag(name, *args, **kwargs)
        self._depth -= not is_late
