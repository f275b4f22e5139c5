"""One publication as a page shows it: title, authors, date, organization, size, abstract, links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import Tag
from bs4.element import PageElement
from w3lib.url import canonicalize_url

from faqbot.extract.dates import find_date, find_dates
from faqbot.extract.html import blocks, visible_text
from faqbot.text import fold, squeeze, words

_FILE = re.compile(r"\.(?:pdf|docx?|pptx?|xlsx?|odt|rtf|epub)$", re.IGNORECASE)
_SIZE = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:[KMG]i?B|[KM]o|[KM]\.?\s?bytes|bytes)\b", re.IGNORECASE)
_LABELS = {
    "authors": r"authors?|written by|autore?s?|autoras?|auteure?s?|verfasser(?:in)?",
    "date": r"(?:publication )?date|published|posted|released|fecha|datum|data|publié",
    "organization": r"organi[sz]ation|publisher|published by|source|organización|editorial|"
    r"éditeur|herausgeber|organização",
    "size": r"(?:file ?)?size|tamaño|taille|größe|tamanho",
    "abstract": r"abstract|summary|description|resumen|descripción|résumé|zusammenfassung|resumo",
    "title": r"title|título|titre|titel|publication",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{kind}>{names})" for kind, names in _LABELS.items()), re.IGNORECASE
)
_LABELLED = re.compile(rf"(?:{_LABEL.pattern})(?:\(s\))?\s?[:.]\s+", re.IGNORECASE)
_BY = re.compile(r"(?:[Bb]y|BY|[Pp]or|[Pp]ar|[Vv]on)\s+(?=[^\W\d_a-z])")
_BETWEEN = re.compile(r"\s+[|·•–—]\s+|\s*\|\s*")
_AND = re.compile(r"\s*(?:,\s*(?:and|&)|[,&]|\b(?:and|y|et|und|e)\b)\s+")
_NAME = re.compile(
    r"(?:(?:[^\W\d_a-z][\w.'’-]*|de|del|da|dos|la|van|von|der|den|bin|al)(?: |$)){2,5}"
)
_NO_NAMES = frozenset(
    "alliance annual association book brief bulletin case center centre club coalition college "
    "committee council department district edition education fact final foundation full fund "
    "government group guide handbook harbor health institute institution issue journal library "
    "manual ministry national network news office paper policy press program project public "
    "publication release report research review school schools series service services sheet "
    "society staff state study summary team toolkit trust united university update "
    "volume working asociación fundación escuela escuelas universidad informe guía "
    "instituto consejo ministerio association école université rapport verein schule universität "
    "bericht stiftung associação escola universidade relatório".split()
)
_DOWNLOAD_WORDS = frozenset(
    "download downloads read more full text view open get click here to the a this our file pdf "
    "doc docx word report document publication paper brief version online now print english "
    "spanish french german portuguese espanol francais deutsch portugues descargar leer mas ver "
    "telecharger lire la suite le rapport herunterladen weiterlesen mehr lesen baixar ler mais "
    "documento informe archivo".split()
)
_PROSE_WORDS = 15
_LONGEST_TITLE = 300
_HEAD = 80
_EDGES = " ,;:.|·•–—-()[]/"
_MOST_AUTHORS = 20


@dataclass(frozen=True)
class Facts:
    """What the lines of an entry or a byline say; `published` is an ISO 8601 day or ""."""

    authors: tuple[str, ...] = ()
    published: str = ""
    organization: str = ""
    size: str = ""
    abstract: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One publication of a list; `link` and `file` are absolute URLs in one spelling.

    `link` leads to its inner page, else to the file; `file` is "" where no file is linked.
    """

    title: str
    link: str
    file: str = ""
    facts: Facts = Facts()
    has_download: bool = False

    @property
    def sign_count(self) -> int:
        """Return how many of the signs of a publication the entry shows, 0 to 5."""
        facts = self.facts
        signs = (facts.authors, facts.published, facts.size, facts.abstract, self.has_download)
        return sum(map(bool, signs))

    @property
    def is_told(self) -> bool:
        """Return whether the entry says more of the publication than where its file is."""
        return bool(self.facts.authors or self.facts.published or self.facts.abstract)


@dataclass(frozen=True)
class Link:
    """A link of an entry: its text and the absolute URL it leads to."""

    text: str
    target: str

    @property
    def is_file(self) -> bool:
        """Return whether it leads to a file, by the ending of its path."""
        return bool(_FILE.search(urlsplit(self.target).path))


def read_entry(
    nodes: Sequence[PageElement], base: str, columns: Sequence[str] = ()
) -> Entry | None:
    """Return the publication that these neighbouring elements show, or None if it is not one.

    `columns` are the names of the columns, if it is a row of a table that names them.
    """
    links = list(_links(nodes, base))
    lines = list(_lines(nodes, columns))
    titles = [link for link in links if not is_download(link.text) and len(link.text) > 3]
    alone = {link.target for link in titles if link.text in lines}
    files = [link.target for link in links if link.is_file]
    if not links or not lines or len(alone) > 1:
        return None
    title_link = next((link for link in titles if _leads(link.text, lines)), None)
    downloads = [link for link in links if is_download(link.text)]
    if title_link:
        title, link = title_link.text, title_link.target
    elif downloads and files:
        title, link = _SIZE.sub("", lines[0]).strip(_EDGES), files[0]
    else:
        return None
    if not 3 < len(title) <= _LONGEST_TITLE or _word_count(title) > 2 * _PROSE_WORDS:
        return None
    facts = read_facts(_without_title(lines, title))
    return Entry(title, link, next(iter(files), ""), facts, bool(downloads))


def page_links(root: Tag, base: str) -> list[Link]:
    """Return the links of an element that lead to other pages and files, in order."""
    return list(_links([root], base))


def read_facts(lines: Iterable[str]) -> Facts:
    """Return what lines say of authors, day, organization, size and abstract."""
    found: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    prose: list[str] = []
    notes: list[str] = []
    for line in lines:
        labelled = _LABELLED.match(line)
        text = line[labelled.end() :] if labelled else line
        if _word_count(text) >= _PROSE_WORDS:
            prose.append(text)
            continue
        if labelled and labelled.lastgroup in ("title", "abstract"):
            prose += [text] if labelled.lastgroup == "abstract" else []
            continue
        _fill(found, text)
        for part in _parts(text):
            if not authors and (names := _authors(part, labelled)):
                authors = names
            elif labelled is None or labelled.lastgroup == "organization":
                rest = part.strip(_EDGES)
                notes += [rest] if "organization" in found and rest else []
                if rest:
                    found.setdefault("organization", rest)
    if prose and "published" not in found:
        _fill(found, prose[0][:_HEAD])
    return Facts(
        authors,
        found.get("published", ""),
        found.get("organization", ""),
        found.get("size", ""),
        "\n".join(prose),
        tuple(notes),
    )


def is_download(text: str) -> bool:
    """Return whether a link's text says no more than that there is something to get.

    >>> is_download("Download the full text (PDF, 7 KB)"), is_download("Rules of the pool")
    (True, False)
    """
    said = [fold(word.text) for word in words(_SIZE.sub("", text[:_LONGEST_TITLE]))]
    return all(word in _DOWNLOAD_WORDS for word in said)


def absolute(base: str, reference: str) -> str:
    """Return the URL that a reference leads to in one spelling, or "" if to no page or file."""
    if not reference.strip() or reference.strip().startswith("#"):
        return ""
    try:
        url = canonicalize_url(urljoin(base, reference.strip()), keep_fragments=True)
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://", "file://")) else ""


def _links(nodes: Iterable[PageElement], base: str) -> Iterator[Link]:
    for node in nodes:
        if not isinstance(node, Tag):
            continue
        for tag in ([node] if node.name == "a" else []) + node.find_all("a", href=True):
            target = absolute(base, str(tag.get("href") or ""))
            if target and target.partition("#")[0] != base.partition("#")[0]:
                yield Link(visible_text(tag), target)


def _lines(nodes: Sequence[PageElement], columns: Sequence[str]) -> Iterator[str]:
    """Yield the lines of an entry; those of a table row are its cells, named by their column."""
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
    cells = row.find_all(["td", "th"], recursive=False)
    names = columns if len(columns) == len(cells) else [""] * len(cells)
    for name, cell in zip(names, cells, strict=True):
        lines = list(_block_lines([cell]))
        is_named = len(lines) == 1 and _LABEL.fullmatch(name)
        yield from [f"{name}: {lines[0]}"] if is_named else lines


def _leads(title: str, lines: Sequence[str]) -> bool:
    """Return whether little but a date or the authors stands before the link on its line."""
    line = next((line for line in lines if title in line), "")
    before = _SIZE.sub("", line.partition(title)[0])
    for found in reversed(list(find_dates(before))):
        before = before[: found.start] + before[found.end :]
    return bool(line) and (_word_count(before) <= 3 or bool(_authors(before, None)))


def _without_title(lines: Iterable[str], title: str) -> Iterator[str]:
    is_told = False
    for line in lines:
        if title in line:
            line = line.replace(title, " " if is_told else " | ", 1)
            is_told = True
        for part in [line] if _word_count(line) >= _PROSE_WORDS else line.split(" | "):
            if (rest := squeeze(part).strip("| ,;")) and not is_download(rest):
                yield rest


def _fill(found: dict[str, str], text: str) -> None:
    if day := find_date(text):
        found.setdefault("published", day)
    if size := _SIZE.search(text):
        found.setdefault("size", size.group())


def _parts(text: str) -> Iterator[str]:
    """Yield what is left of a line without dates, sizes and words of download links."""
    for part in _BETWEEN.split(text):
        rest = _SIZE.sub("", part)
        for found in reversed(list(find_dates(rest))):
            rest = rest[: found.start] + rest[found.end :]
        rest = squeeze(rest).strip(",;: ")
        if rest.strip(_EDGES) and not is_download(rest):
            yield rest


def _authors(text: str, labelled: re.Match[str] | None) -> tuple[str, ...]:
    """Return the authors that a part of a line names, () if it names none.

    "By" and a label are believed; in brackets or alone, the words must look like names, and one
    name alone may as well be an organization's.
    """
    if labelled:
        return _split_names(text) if labelled.lastgroup == "authors" else ()
    if by := _BY.match(text):
        return _split_names(text[by.end() :])
    names = _split_names(text.strip(" ()[]"))
    is_bracketed = text.startswith("(") and text.endswith(")")
    return names if all(map(_is_name, names)) and (is_bracketed or len(names) > 1) else ()


def _split_names(text: str) -> tuple[str, ...]:
    parts = text.split(";") if ";" in text else _AND.split(text)
    names = [part.strip(" ,;()") for part in parts[:_MOST_AUTHORS]]
    return tuple(filter(None, names))


def _is_name(text: str) -> bool:
    said = {fold(word.text) for word in words(text)}
    return bool(_NAME.fullmatch(text)) and not said & _NO_NAMES


def _word_count(text: str) -> int:
    return sum(1 for _ in words(text))
