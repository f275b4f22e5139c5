"""The fields of a publication in lines of text: authors, date, organization, size, abstract."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from faqbot.core.languages.registry import LANGUAGES, alternation
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold, word_texts
from faqbot.extract.meta.dates import find_date, find_dates

_SIZE = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:[KMG]i?B|[KM]o|[KM]\.?\s?bytes|bytes)\b", re.IGNORECASE)
# The name of a field; the group that matches says which field it is.
_LABEL = (
    "(?P<authors>{publication_labels.authors})|(?P<date>{publication_labels.date})"
    "|(?P<organization>{publication_labels.organization})|(?P<size>{publication_labels.size})"
    "|(?P<abstract>{publication_labels.abstract})|(?P<title>{publication_labels.title})"
)
_LABEL_AT_START = rf"(?i)(?:{_LABEL})(?:\(s\))?\s?[:.]\s+"
_BETWEEN_NAMES = r"\s*(?:,\s*(?:and|&)|[,&]|\b{conjunctions}\b)\s+"
# Two to five words that are capitalized or particles.
_FULL_NAME = r"(?:(?:[^\W\d_a-z][\w.'’-]*|{name_particles})(?: |$)){2,5}"
_BETWEEN = re.compile(r"\s+[|·•–—]\s+|\s*\|\s*")
# A line of this many words is running text, such as an abstract.
PROSE_WORDS = 15
# Only this much of a link's text is read: a link may surround half a page.
_MAX_LINK_CHARS = 300
# Where no other line has a date, the abstract may start with one.
_HEAD_CHARS = 80
# Marks that separate the fields on a line.
_EDGES = " ,;:.|·•–—-()[]/"
_MAX_AUTHORS = 20


@dataclass(frozen=True)
class Fields:
    """What the lines of an item or a byline say; `published` is an ISO 8601 date or ""."""

    authors: tuple[str, ...] = ()
    published: str = ""
    organization: str = ""
    size: str = ""
    abstract: str = ""
    notes: tuple[str, ...] = ()


def read_fields(lines: Iterable[str]) -> Fields:
    """Return the fields that lines of text name."""
    values: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    prose: list[str] = []
    notes: list[str] = []
    for line in lines:
        label = LANGUAGES.pattern(_LABEL_AT_START).match(line)
        text = line[label.end() :] if label else line
        kind = label.lastgroup if label else ""
        if word_count(text) >= PROSE_WORDS or kind == "abstract":
            prose.append(text)
            continue
        if kind == "title":
            continue
        _fill(values, text)
        for part in _parts(text):
            if not authors and (names := author_names(part, label)):
                authors = names
            elif kind in ("", "organization") and (rest := part.strip(_EDGES)):
                notes += [rest] if "organization" in values else []
                values.setdefault("organization", rest)
    if prose and "published" not in values:
        _fill(values, prose[0][:_HEAD_CHARS])
    return Fields(authors, abstract="\n".join(prose), notes=tuple(notes), **values)


def author_names(text: str, label: re.Match[str] | None = None) -> tuple[str, ...]:
    """Return the authors that a part of a line names, or ().

    "By" and a label are trusted; in brackets or alone, the words must look like names, and there
    must be two: a single name may be an organization's.
    """
    if label:
        return _split_names(text) if label.lastgroup == "authors" else ()
    if by := _byline_prefix().match(text):
        return _split_names(text[by.end() :])
    names = _split_names(text.strip(" ()[]"))
    is_plain = text.startswith("(") or len(names) > 1
    return names if is_plain and all(map(_is_name, names)) else ()


def is_download(text: str) -> bool:
    """Return whether the text of a link says only that there is something to download.

    >>> is_download("Download the full text (PDF, 7 KB)"), is_download("Rules of the pool")
    (True, False)
    """
    return _folded("download_words").issuperset(
        _folded_words(_SIZE.sub("", text[:_MAX_LINK_CHARS]))
    )


def has_size(text: str) -> bool:
    """Return whether a text names the size of a file, such as 340 KB."""
    return bool(_SIZE.search(text))


def is_label(text: str) -> bool:
    """Return whether a text is the name of a field or column, such as "Authors"."""
    return bool(LANGUAGES.pattern(f"(?i){_LABEL}").fullmatch(text))


def without_fields(text: str) -> str:
    """Return the text with " | " in place of each date and file size."""
    rest = _SIZE.sub(" | ", text)
    for match in reversed(list(find_dates(rest))):
        rest = f"{rest[: match.start]} | {rest[match.end :]}"
    return rest


def word_count(text: str) -> int:
    """Return how many words a text has."""
    return len(word_texts(text))


def _fill(values: dict[str, str], text: str) -> None:
    if day := find_date(text):
        values.setdefault("published", day)
    if size := _SIZE.search(text):
        values.setdefault("size", size.group())


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a line that are left without dates, sizes and download links."""
    for part in _BETWEEN.split(without_fields(text)):
        rest = squeeze(part).strip(",;: ")
        if rest.strip(_EDGES) and not is_download(rest):
            yield rest


def _split_names(text: str) -> tuple[str, ...]:
    parts = text.split(";") if ";" in text else LANGUAGES.pattern(_BETWEEN_NAMES).split(text)
    names = [part.strip(" ,;()") for part in parts[:_MAX_AUTHORS]]
    return tuple(filter(None, names))


def _is_name(text: str) -> bool:
    is_full_name = bool(LANGUAGES.pattern(_FULL_NAME).fullmatch(text))
    return is_full_name and _folded("organization_words").isdisjoint(_folded_words(text))


def _folded_words(text: str) -> Iterator[str]:
    return map(fold, word_texts(text))


@cache
def _folded(field: str) -> frozenset[str]:
    return frozenset(map(fold, LANGUAGES.union(field)))


@cache
def _byline_prefix() -> re.Pattern[str]:
    prefixes = LANGUAGES.union("byline_prefixes")
    capitalized = (prefix[0].upper() + prefix[1:] for prefix in prefixes)
    written = alternation(map(re.escape, dict.fromkeys((*prefixes, *capitalized))))
    return re.compile(rf"{written}\s+(?=[^\W\d_a-z])")
