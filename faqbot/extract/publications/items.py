"""One publication as a list shows it: title, authors, date, organization, size, abstract, links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bs4 import Tag
from bs4.element import PageElement

from faqbot.core.text.unicode import squeeze
from faqbot.core.urls import resolve_link
from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.tree import CELLS, tags, visible_text
from faqbot.extract.publications.fields import (
    PROSE_WORDS,
    Fields,
    author_names,
    has_size,
    is_download,
    is_label,
    read_fields,
    without_fields,
    word_count,
)

_FILE = re.compile(r"\.(?:pdf|docx?|pptx?|xlsx?|odt|rtf|epub)$", re.IGNORECASE)
_MAX_TITLE_CHARS = 300
_MIN_SIGNS = 2


@dataclass(frozen=True)
class Item:
    """One publication of a list; `link` and `file` are absolute, normalised URLs.

    `link` leads to its inner page, else to the file; `file` is "" if no file is linked.
    """

    title: str
    link: str
    file: str = ""
    fields: Fields = field(default_factory=Fields)
    has_download: bool = False

    @property
    def sign_count(self) -> int:
        """Return how many of the five signs of a publication the item shows."""
        fields = self.fields
        signs = (fields.authors, fields.published, fields.size, fields.abstract, self.has_download)
        return sum(map(bool, signs))

    @property
    def is_publication(self) -> bool:
        """Return whether the item shows enough signs, and more than where its file is."""
        fields = self.fields
        is_described = bool(fields.authors or fields.published or fields.abstract)
        return is_described and self.sign_count >= _MIN_SIGNS


@dataclass(frozen=True)
class Link:
    """A link of an item: its text and the absolute URL it leads to."""

    text: str
    target: str

    @property
    def is_file(self) -> bool:
        """Return whether it leads to a file, by the ending of its path."""
        return bool(_FILE.search(urlsplit(self.target).path))


def read_item(nodes: Sequence[PageElement], base: str, columns: Sequence[str] = ()) -> Item | None:
    """Return the publication that these adjacent elements show, or None if they show none.

    `columns` holds the column names if the item is a row of a table that has them.
    """
    links = list(links_of(nodes, base))
    downloads = [link for link in links if is_download(link.text)]
    titles = [link for link in links if link not in downloads and len(link.text) > 3]
    files = [link.target for link in links if link.is_file]
    if not titles and not (downloads and files):
        return None
    lines = list(_lines(nodes, columns))
    whole_lines = {link.target for link in titles if link.text in lines}
    if not lines or len(whole_lines) > 1:
        return None
    title_link = next((link for link in titles if _leads(link.text, lines)), None)
    if title_link:
        title, link = title_link.text, title_link.target
    elif downloads and files:
        title, link = _plain_title(lines[0]), files[0]
    else:
        return None
    if not 3 < len(title) <= _MAX_TITLE_CHARS or word_count(title) > 2 * PROSE_WORDS:
        return None
    fields = read_fields(_without_title(lines, title))
    return Item(title, link, next(iter(files), ""), fields, bool(downloads))


def mentions_file(root: Tag) -> bool:
    """Return whether an element links to a file or mentions the size of one."""
    links = (tag for tag in tags(root) if tag.name == "a" and tag.has_attr("href"))
    ends = (str(tag["href"]).partition("#")[0].partition("?")[0].strip() for tag in links)
    return any(map(_FILE.search, ends)) or has_size(root.get_text(" "))


def links_of(nodes: Iterable[PageElement], base: str) -> Iterator[Link]:
    """Yield the links of elements that lead to other pages and files, in order."""
    for node in nodes:
        if not isinstance(node, Tag):
            continue
        inner = (tag for tag in tags(node) if tag.name == "a" and tag.has_attr("href"))
        for tag in (*([node] if node.name == "a" else ()), *inner):
            target = resolve_link(base, str(tag.get("href") or ""), keep_fragment=True)
            if target and target.partition("#")[0] != base.partition("#")[0]:
                yield Link(visible_text(tag), target)


def _lines(nodes: Sequence[PageElement], columns: Sequence[str]) -> Iterator[str]:
    """Yield the lines of an item; those of a table row are its cells, labelled by their column."""
    rows = [node for node in nodes if isinstance(node, Tag)]
    if len(rows) == 1 and rows[0].name == "tr":
        yield from _cells(rows[0], columns)
    else:
        yield from _block_lines(nodes)


def _block_lines(nodes: Sequence[PageElement]) -> Iterator[str]:
    for block in blocks(nodes):
        for line in block.text.split("\n"):
            yield line.removeprefix("- ")


def _cells(row: Tag, columns: Sequence[str]) -> Iterator[str]:
    cells = row.find_all(CELLS, recursive=False)
    names = columns if len(columns) == len(cells) else [""] * len(cells)
    for name, cell in zip(names, cells, strict=True):
        lines = list(_block_lines([cell]))
        is_labelled = len(lines) == 1 and is_label(name)
        yield from [f"{name}: {lines[0]}"] if is_labelled else lines


def _plain_title(line: str) -> str:
    """Return the first part of a line that is neither a date nor a size."""
    parts = (squeeze(part).strip(" ,;:(–—-") for part in without_fields(line).split(" | "))
    return next((part for part in parts if len(part) > 3), "")


def _leads(title: str, lines: Sequence[str]) -> bool:
    """Return whether at most a date or the authors precede the link on its line."""
    line = next((line for line in lines if title in line), "")
    before = without_fields(line.partition(title)[0])
    return bool(line) and (word_count(before) <= 3 or bool(author_names(before)))


def _without_title(lines: Iterable[str], title: str) -> Iterator[str]:
    is_removed = False
    for line in lines:
        if title in line:
            line = line.replace(title, " " if is_removed else " | ", 1)
            is_removed = True
        for part in [line] if word_count(line) >= PROSE_WORDS else line.split(" | "):
            rest = squeeze(part).strip("| ,;")
            if has_size(rest) or not (is_download(rest) or is_label(rest.rstrip(":"))):
                yield rest
