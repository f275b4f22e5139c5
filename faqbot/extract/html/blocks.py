"""The text of a tree as blocks.

A block is a heading, a paragraph, a list item, a table row or any other text on a line of its own.
Answers and sections are both made of blocks.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import PageElement

from faqbot.core.text.unicode import squeeze
from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.tables import label_cells
from faqbot.extract.html.tree import CELLS, HEADINGS, INLINE, edit, tags, walk

_CELL_BREAK = " | "
# All but single spaces, which need no replacement.
_SPACES = re.compile(r"(?:[^\S ]| (?=\s))\s*")
# A line of links may hold separators too: bars, dots, "and".
_MIN_LINK_SHARE = 0.8


@dataclass(frozen=True)
class Block:
    """One run of text; `level` is 1 to 6 for headings and 0 for all else.

    `anchor` is what a link to a heading can jump to, or "". `is_links` says that the block consists
    of links only, `is_jump` that they all lead to places on this page.
    """

    text: str
    level: int = 0
    anchor: str = ""
    is_jump: bool = False
    is_links: bool = False


def blocks(
    roots: Iterable[PageElement], skipped: Set[int] = frozenset(), anchors: Anchors | None = None
) -> list[Block]:
    """Return the blocks of these elements and their descendants, in reading order.

    `skipped` holds the `id()` of elements to leave out with all their content; `anchors` are those
    of the page. Without them, no block has an anchor.
    """
    return list(each_block(roots, skipped, anchors))


def each_block(
    roots: Iterable[PageElement], skipped: Set[int] = frozenset(), anchors: Anchors | None = None
) -> Iterator[Block]:
    """Yield the same as `blocks`, for callers that need only the first."""
    writer = _BlockWriter(skipped, anchors)
    for root in roots:
        for is_opening, node in walk(root, writer.skipped):
            if isinstance(node, Tag):
                (writer.open if is_opening else writer.close)(node)
                if writer.blocks:
                    yield from writer.blocks
                    writer.blocks.clear()
            else:
                writer.write(node)
    writer.flush()
    yield from writer.blocks


def remove_lines(root: Tag, is_unwanted: Callable[[Block], bool]) -> None:
    """Remove the elements that hold a single block, if that is unwanted, from the tree."""
    holders: set[int] = set()
    for tag in tags(root):
        if tag.name not in INLINE and tag.name != "br":
            parent = tag.parent
            while parent is not None and id(parent) not in holders:
                holders.add(id(parent))
                parent = parent.parent

    def change(node: PageElement) -> PageElement | None:
        if not isinstance(node, Tag) or node.name in INLINE or id(node) in holders:
            return node
        own_blocks = blocks([node])
        return None if len(own_blocks) == 1 and is_unwanted(own_blocks[0]) else node

    edit(root, change)


class _BlockWriter:
    """Collects text and starts a block wherever the page starts a new line."""

    def __init__(self, skipped: Set[int], anchors: Anchors | None) -> None:
        self.blocks: list[Block] = []
        self.skipped = set(skipped)
        self._anchors = anchors
        self._labels: dict[int, str] = {}
        self._pieces: list[str] = []
        self._anchor = ""
        self._bullet = ""
        self._level = 0
        self._link_chars = 0
        self._jump_chars = 0
        self._href: str | None = None

    def open(self, tag: Tag) -> None:
        if tag.name == "br":
            self._pieces.append(self._labels.get(id(tag), "\n"))
        elif tag.name in INLINE or id(tag) in self._labels:
            if tag.name == "a":
                self._href = str(tag["href"]) if tag.has_attr("href") else None
            self._pieces.append(self._labels.get(id(tag), ""))
        else:
            self.flush()
            if tag.name == "li":
                self._bullet = "- "
            if tag.name in HEADINGS:
                self._level = int(tag.name[1])
                self._anchor = self._anchors.of(tag) if self._anchors else ""
            if tag.name == "table":
                table = label_cells(tag)
                self._labels |= table.texts
                self.skipped |= table.header_rows

    def close(self, tag: Tag) -> None:
        if tag.name == "a":
            self._href = None
        elif id(tag) in self._labels:
            pass
        elif tag.name in CELLS:
            self._pieces.append(_CELL_BREAK)
        elif tag.name not in INLINE and tag.name != "br":
            self.flush()
            if tag.name == "li":
                self._bullet = ""
            if tag.name in HEADINGS:
                self._level = 0

    def write(self, text: PageElement) -> None:
        piece = str(text)
        if "  " in piece or not piece.isprintable():
            piece = _SPACES.sub(" ", piece)
        self._pieces.append(piece)
        if self._href is not None:
            chars = len(piece.replace(" ", ""))
            self._link_chars += chars
            self._jump_chars += chars if self._href.startswith("#") else 0

    def flush(self) -> None:
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        if not raw or raw.isspace():
            self._pieces.clear()
            self._link_chars = self._jump_chars = 0
            return
        lines = [squeeze(line).strip("| ") for line in raw.split("\n")]
        text = ("\n" if not self._level else " ").join(line for line in lines if line)
        if text:
            min_chars = len(text.replace(" ", "")) * _MIN_LINK_SHARE
            is_jump, is_links = self._jump_chars >= min_chars, self._link_chars >= min_chars
            bullet = self._bullet if not self._level else ""
            anchor = self._anchor if self._level else ""
            self.blocks.append(Block(bullet + text, self._level, anchor, is_jump, is_links))
            self._bullet = ""
        self._pieces.clear()
        self._link_chars = self._jump_chars = 0
