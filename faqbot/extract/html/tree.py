"""An HTML page as a tree: parsed to a bounded depth, edited in linear time."""

import warnings
from collections.abc import Callable, Iterator, Set
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from faqbot.core.text.charset import decode
from faqbot.core.text.unicode import squeeze

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CELLS = ("td", "th")
# Elements that do not start a line.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd mark q rp "
    "rt ruby s samp small span strike strong sub sup td th time tt u var wbr".split()
)
_MAX_DEPTH = 100
_MAX_ELEMENTS = 15_000
_INVISIBLE = frozenset({"script", "style", "template", "noscript"})


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
        warnings.simplefilter("ignore")  # bs4 warns that the text looks like a file name or XML
        return _BoundedSoup(html, "lxml")


def tags(root: Tag) -> Iterator[Tag]:
    """Yield the elements below an element in reading order."""
    return (node for node in root.descendants if isinstance(node, Tag))


def visible_text(node: PageElement) -> str:
    """Return the text of an element or string on one line."""
    return squeeze(node.get_text(" ") if isinstance(node, Tag) else str(node))


def own_anchor(tag: Tag) -> str:
    """Return the id or name by which a link can jump to this element, or ""."""
    return str(tag.get("id") or (tag.get("name") if tag.name == "a" else "") or "")


def walk(root: PageElement, skipped: Set[int] = frozenset()) -> Iterator[tuple[bool, PageElement]]:
    """Yield (True, node) on the way in and (False, tag) on the way out, without recursion.

    `skipped` holds the `id()` of nodes to leave out with all their content.
    """
    stack: list[tuple[bool, PageElement]] = [(True, root)]
    while stack:
        is_opening, node = stack.pop()
        if id(node) in skipped:
            continue
        yield is_opening, node
        if is_opening and isinstance(node, Tag):
            stack.append((False, node))
            stack.extend((True, child) for child in reversed(node.contents))


def edit(root: Tag, change: Callable[[PageElement], PageElement | None]) -> None:
    """Replace every node below `root` by what `change` returns for it; None removes it.

    The content of removed and replaced nodes is not visited. One pass over the tree: `extract()`
    of the library searches all siblings for each node, which takes quadratic time.
    """
    stack = [root]
    while stack:
        tag = stack.pop()
        contents: list[PageElement] = []
        for node in tag.contents:
            new = change(node)
            if new is not None:
                contents.append(new)
            if new is node and isinstance(node, Tag):
                stack.append(node)
        tag.contents = contents
    relink(root)


def relink(root: Tag) -> None:
    """Rebuild the parent, sibling and document-order links of a tree from its `contents`."""
    top = next(reversed([root, *root.parents]))
    last: PageElement = top
    for is_opening, node in walk(top):
        if not is_opening:
            continue
        if node is not top:
            last.next_element, node.previous_element = node, last
            last = node
        if isinstance(node, Tag):
            befores, afters = [None, *node.contents], [*node.contents[1:], None]
            for before, child, after in zip(befores, node.contents, afters, strict=False):
                child.parent, child.previous_sibling, child.next_sibling = node, before, after
    last.next_element = None


class _BoundedSoup(BeautifulSoup):
    """A tree of bounded depth and number of elements that holds all the text of the page.

    Elements nested too deep become siblings at the deepest level: a page that never closes an
    element nests as deep as it is long, and code that looks at all parents of each element would
    take quadratic time. After the last element that fits, tags only separate words.
    """

    def reset(self) -> None:
        super().reset()
        self._depth = 0
        self._count = 0
        self._late: list[bool] = []

    def handle_starttag(self, name: str, *args: Any, **kwargs: Any) -> Tag | None:
        self._count += 1
        if self._count > _MAX_ELEMENTS:
            self._late.append(name in _INVISIBLE)
            if self._late[-1]:
                return super().handle_starttag(name, *args, **kwargs)
            self.handle_data("\n")
            return None
        if self._depth >= _MAX_DEPTH:
            self.endData()
            self.popTag()
        self._depth += 1
        return super().handle_starttag(name, *args, **kwargs)

    def handle_endtag(self, name: str, *args: Any, **kwargs: Any) -> None:
        is_late = bool(self._late)
        if self._late.pop() if is_late else self._depth <= _MAX_DEPTH:
            super().handle_endtag(name, *args, **kwargs)
        self._depth -= not is_late
