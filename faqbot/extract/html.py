"""An HTML page as a tree without its furniture, and that tree as text blocks.

A block is a heading, a paragraph, a list item, a table row or any other run of text that stands
on its own line. Answers and sections are both made of blocks.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from bs4 import BeautifulSoup, Comment, Doctype, ProcessingInstruction, Tag
from bs4.element import PageElement
from w3lib.encoding import html_to_unicode

from faqbot.extract.data_tables import read_table
from faqbot.text import iso_date, language_code, squeeze

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FURNITURE = (
    "script, style, noscript, template, svg, nav, aside, footer, iframe, object, select, input, "
    "textarea, label, button[type=submit], [role=navigation], [role=search], [role=contentinfo], "
    "[role=banner], span[aria-hidden=true], i[aria-hidden=true], #comments"
)
_NAMED = ("div", "section", "ul", "ol", "p", "table", "span", "header")
_FURNITURE_NAMES = frozenset(
    "footer copyright cookie cookies breadcrumb breadcrumbs share sharing social sidebar navbar "
    "navigation menu comments disqus newsletter pagination skip topbar masthead".split()
)
_FURNITURE_SHARE = 0.2
_UNSEEN = (Comment, Doctype, ProcessingInstruction)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd mark q rp "
    "rt ruby s samp small span strike strong sub sup td th time tt u var wbr".split()
)
_CELLS = ("td", "th")
_CELL_BREAK = " | "
# The rest of a line of links is what stands between them: bars, dots, "and".
_LINK_SHARE = 0.8
# Those of publication stand before those of the last change.
_DATE_FIELDS = (
    "article:published_time",
    "date",
    "dc.date",
    "dcterms.created",
    "article:modified_time",
    "last-modified",
)


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


@dataclass(frozen=True)
class Head:
    """What a page says of itself; fields are "" where it says nothing."""

    title: str
    language: str
    published: str
    description: str


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a page; the charset is found as browsers do.

    Source: the WHATWG encoding standard, as w3lib keeps it (byte order mark, header, page, guess;
    Latin-1 means windows-1252).
    """
    try:
        _, text = html_to_unicode(content_type, body, auto_detect_fun=_guess_charset)
    except (LookupError, ValueError):  # a charset that Python knows and cannot decode with
        text = body.decode(_guess_charset(body), "replace")
    return text.replace("\x00", "")


def parse(body: bytes, content_type: str = "") -> BeautifulSoup:
    """Return the tree of a page; `content_type` is the header, for its charset."""
    return parse_text(decode(body, content_type))


def parse_text(html: str) -> BeautifulSoup:
    """Return the tree of a page or of a piece of one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 suspects file names and XML; a page is a page
        return BeautifulSoup(html, "lxml")


def read_head(soup: BeautifulSoup) -> Head:
    """Return title, language, date and description. Call it before `main_content`."""
    html = soup.find("html")
    titles = [tag for tag in soup.find_all("title") if not tag.find_parent("svg")]
    headings = [tag for tag in (*titles, soup.find("h1"), soup.find("h2")) if tag]
    names = (squeeze(tag.get_text(" ")) for tag in headings)
    return Head(
        title=next((name for name in names if name), ""),
        language=language_code(str(html.get("lang") or "")) if html else "",
        published=_published(soup),
        description=_meta(soup, "description"),
    )


def main_content(soup: BeautifulSoup) -> Tag:
    """Return the element with the page's own content; furniture is removed from the tree."""
    for element in soup.select(_FURNITURE):
        element.decompose()
    _remove_named_furniture(soup)
    for image in soup.find_all("img"):
        image.replace_with(f" {squeeze(str(image.get('alt') or ''))} ")
    for text in soup.find_all(string=lambda text: isinstance(text, _UNSEEN)):
        text.extract()
    return soup.select_one("main, [role=main]") or soup.body or soup


def _remove_named_furniture(soup: BeautifulSoup) -> None:
    """Remove elements that their id or class calls furniture, unless they hold much of the page.

    Names of furniture also stand on wrappers ("content with-sidebar"); size tells these apart.
    """
    most = _FURNITURE_SHARE * len(soup.get_text())
    for element in soup.find_all(_is_named_furniture):
        if not element.decomposed and len(element.get_text()) <= most:
            element.decompose()


def _is_named_furniture(tag: Tag) -> bool:
    names = [str(tag.get("id") or ""), *map(str, tag.get("class") or ())]
    return tag.name in _NAMED and any(
        part in _FURNITURE_NAMES for name in names for part in re.split(r"[-_]+", name.lower())
    )


def blocks(roots: Iterable[PageElement], skipped: Set[int] = frozenset()) -> list[Block]:
    """Return the blocks in and below these elements in reading order.

    `skipped` holds the `id()` of elements that are left out with all that is in them.
    """
    writer = _Writer(skipped)
    for root in roots:
        for is_opening, node in _walk(root, writer.skipped):
            if isinstance(node, Tag):
                (writer.open if is_opening else writer.close)(node)
            else:
                writer.write(node)
    writer.flush()
    return writer.blocks


def take_out_lines(root: Tag, is_unwanted: Callable[[Block], bool]) -> None:
    """Take elements that hold just one unwanted block out of the tree."""
    for tag in root.find_all(lambda tag: tag.name not in INLINE):
        if tag.find(lambda inner: inner.name not in INLINE and inner.name != "br"):
            continue
        found = blocks([tag])
        if len(found) == 1 and is_unwanted(found[0]):
            tag.extract()


def visible_text(node: PageElement) -> str:
    """Return the text of an element or string on one line."""
    return squeeze(node.get_text(" ") if isinstance(node, Tag) else str(node))


def own_anchor(tag: Tag) -> str:
    """Return what a link can use to jump to this very element, or ""."""
    return str(tag.get("id") or (tag.get("name") if tag.name == "a" else "") or "")


def _guess_charset(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _published(soup: BeautifulSoup) -> str:
    stated = [_meta(soup, name) for name in _DATE_FIELDS]
    stated += [str(tag.get("datetime") or "") for tag in soup.find_all("time", limit=1)]
    return next(filter(None, map(iso_date, stated)), "")


def _meta(soup: BeautifulSoup, name: str) -> str:
    for attribute in ("name", "property"):
        tag = soup.find("meta", attrs={attribute: re.compile(f"^{re.escape(name)}$", re.I)})
        if tag and (content := squeeze(str(tag.get("content") or ""))):
            return content
    return ""


def _walk(root: PageElement, skipped: Set[int]) -> Iterator[tuple[bool, PageElement]]:
    """Yield (True, node) on the way in and (False, tag) on the way out, without recursion."""
    waiting: list[tuple[bool, PageElement]] = [(True, root)]
    while waiting:
        is_opening, node = waiting.pop()
        if id(node) in skipped:
            continue
        yield is_opening, node
        if is_opening and isinstance(node, Tag):
            waiting.append((False, node))
            waiting.extend((True, child) for child in reversed(node.contents))


class _Writer:
    """Gathers text and cuts it into blocks where the page starts a new line."""

    def __init__(self, skipped: Set[int]) -> None:
        self.blocks: list[Block] = []
        self.skipped = set(skipped)
        self._written: dict[int, str] = {}
        self._pieces: list[str] = []
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
            if not "".join(self._pieces).strip():
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
        elif tag.name in _CELLS:
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
        self._linked = self._jumps = 0
