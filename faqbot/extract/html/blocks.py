"""The text of a tree as blocks.

A block is a heading, a paragraph, a list item, a table row or any other run of text that stands
on its own line. Answers and sections are both made of blocks.
"""

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from itertools import takewhile

from bs4 import Tag
from bs4.element import PageElement

from faqbot.core.text.unicode import squeeze
from faqbot.extract.html.tables import read_table
from faqbot.extract.html.tree import edit, tags, walk

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd mark q rp "
    "rt ruby s samp small span strike strong sub sup td th time tt u var wbr".split()
)
CELLS = ("td", "th")
_CELL_BREAK = " | "
# The rest of a line of links is what stands between them: bars, dots, "and".
_LINK_SHARE = 0.8


@dataclass(frozen=True)
class Block:
    """One run of text; `level` is 1 to 6 for headings and 0 for all else.

    `anchor` is the id or name that a link can jump to, if one stands right before the text.
    `is_jump` says that the block is nothing but links to places on the same page, `is_links`
    that it is nothing but links.
    """

    text: str
    level: int = 0
    anchor: str = ""
    is_jump: bool = False
    is_links: bool = False


def blocks(roots: Iterable[PageElement], skipped: Set[int] = frozenset()) -> list[Block]:
    """Return the blocks in and below these elements in reading order.

    `skipped` holds the `id()` of elements that are left out with all that is in them.
    """
    writer = _Writer(skipped)
    for root in roots:
        for is_opening, node in walk(root, writer.skipped):
            if isinstance(node, Tag):
                (writer.open if is_opening else writer.close)(node)
            else:
                writer.write(node)
    writer.flush()
    return writer.blocks


def take_out_lines(root: Tag, is_unwanted: Callable[[Block], bool]) -> None:
    """Take elements that hold just one unwanted block out of the tree."""
    holders: set[int] = set()
    for tag in tags(root):
        if tag.name not in INLINE and tag.name != "br":
            unseen = takewhile(lambda parent: id(parent) not in holders, tag.parents)
            holders.update(map(id, unseen))

    def change(node: PageElement) -> PageElement | None:
        if not isinstance(node, Tag) or node.name in INLINE or id(node) in holders:
            return node
        found = blocks([node])
        return None if len(found) == 1 and is_unwanted(found[0]) else node

    edit(root, change)


def visible_text(node: PageElement) -> str:
    """Return the text of an element or string on one line."""
    return squeeze(node.get_text(" ") if isinstance(node, Tag) else str(node))


def own_anchor(tag: Tag) -> str:
    """Return what a link can use to jump to this very element, or ""."""
    return str(tag.get("id") or (tag.get("name") if tag.name == "a" else "") or "")


class _Writer:
    """Gathers text and cuts it into blocks where the page starts a new line."""

    def __init__(self, skipped: Set[int]) -> None:
        self.blocks: list[Block] = []
        self.skipped = set(skipped)
        self._written: dict[int, str] = {}
        self._pieces: list[str] = []
        self._has_text = False
        self._anchor = ""
        self._bullet = ""
        self._level = 0
        self._linked = 0
        self._jumps = 0
        self._target: str | None = None

    def open(self, tag: Tag) -> None:
        if tag.name == "br":
            self._pieces.append(self._written.get(id(tag), "\n"))
        elif tag.name in INLINE or id(tag) in self._written:
            if tag.name == "a":
                self._target = str(tag["href"]) if tag.has_attr("href") else None
            if not self._has_text:
                # The nearest link wins; ids of other inline elements are mostly for scripts.
                near, far = own_anchor(tag), self._anchor
                self._anchor = (near or far) if tag.name == "a" else (far or near)
            self._pieces.append(self._written.get(id(tag), ""))
        else:
            self.flush()
            self._anchor = own_anchor(tag) or self._anchor
            if tag.name == "li":
                self._bullet = "- "
            if tag.name in HEADINGS:
                self._level = int(tag.name[1])
            if tag.name == "table":
                table = read_table(tag, INLINE)
                self._written |= table.written
                self.skipped |= table.headers

    def close(self, tag: Tag) -> None:
        if tag.name == "a":
            self._target = None
        elif id(tag) in self._written:
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
        piece = re.sub(r"\s+", " ", str(text))
        self._pieces.append(piece)
        self._has_text = self._has_text or bool(piece.strip())
        if self._target is not None:
            self._linked += len(piece.replace(" ", ""))
            if self._target.startswith("#"):
                self._jumps += len(piece.replace(" ", ""))

    def flush(self) -> None:
        raw = "".join(self._pieces)
        lines = [squeeze(line).strip("| ") for line in raw.split("\n")]
        text = ("\n" if not self._level else " ").join(line for line in lines if line)
        if text:
            most = len(text.replace(" ", "")) * _LINK_SHARE
            is_jump, is_links = self._jumps >= most, self._linked >= most
            bullet = self._bullet if not self._level else ""
            self.blocks.append(Block(bullet + text, self._level, self._anchor, is_jump, is_links))
            self._anchor = self._bullet = ""
        self._pieces.clear()
        self._has_text = False
        self._linked = self._jumps = 0
