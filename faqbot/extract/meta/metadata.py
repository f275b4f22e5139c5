"""The metadata of a page: title, language, dates, authors, description."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bs4 import BeautifulSoup

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.iso import iso_date, language_code
from faqbot.core.text.unicode import squeeze
from faqbot.extract.html.tree import tags
from faqbot.extract.meta.bylines import BylineFields, byline_fields
from faqbot.extract.meta.dates import find_date, is_day_first
from faqbot.extract.meta.schema_org import NO_FIELDS, SchemaFields
from faqbot.extract.meta.titles import page_title

_PUBLISHED_FIELDS = (
    "article:published_time datepublished dc.date.issued dcterms.issued dc.date.created "
    "dcterms.created dc.date dcterms.date date pubdate publish-date publication_date "
    "citation_publication_date parsely-pub-date"
).split()
_MODIFIED_FIELDS = (
    "article:modified_time og:updated_time datemodified last-modified dcterms.modified "
    "dc.date.modified revised"
).split()
_AUTHOR_FIELDS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author")
_DESCRIPTION_FIELDS = ("description", "og:description", "dcterms.description", "dc.description")
_LANGUAGE_FIELDS = ("content-language", "og:locale")
_MAX_METAS = 500
_MAX_VALUE_CHARS = 2000
_MAX_DESCRIPTION_CHARS = 1000
_BYLINE_PREFIX = r"(?i)\A{byline_prefixes}\b:? "
_BETWEEN_NAMES = r" ?[,&] ?(?:{conjunctions} )?| {conjunctions} "
# What a name may hold that is not capitalized, such as van and de.
_PARTICLE = r"{name_particles}|{rare_name_particles}"
# Earlier than any web page: dates before it are placeholders such as 1970-01-01.
_FIRST_DAY = "1990-01-01"
_MAX_AUTHORS = 20
_MAX_NAME_CHARS = 100


@dataclass(frozen=True)
class Metadata:
    """The metadata of a page; a field is empty if the page does not state it.

    `published` and `modified` are ISO 8601 dates, `modified` not before `published`; `due` is the
    first stated date that would count if the page had been fetched later.
    """

    title: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    due: str = ""


def read_metadata(
    soup: BeautifulSoup,
    *,
    schema: SchemaFields = NO_FIELDS,
    site_parts: Set[str] = frozenset(),
    fetched_at: str = "",
    day_first: bool | None = None,
) -> Metadata:
    """Return the metadata of a whole page. Call it before `main_content`, which removes some.

    `schema` comes from the page's structured data, `site_parts` from the titles of its site. Dates
    after the day the page was fetched are mistakes and are skipped. `day_first` says whether 3/4
    is in April on this site; where that is not known, the language of the page decides.
    """
    metas = _metas(soup)
    languages = list(_language_tags(soup, metas))
    if day_first is None:
        day_first = is_day_first(languages[0] if languages else "")
    visible = byline_fields(soup, day_first=day_first)
    last = last_day(fetched_at)
    published, due = _day(
        (schema.published, *_values(metas, _PUBLISHED_FIELDS), *visible.published),
        last,
        day_first=day_first,
    )
    modified, also_due = _day(
        (schema.modified, *_values(metas, _MODIFIED_FIELDS), *visible.modified),
        last,
        day_first=day_first,
    )
    return Metadata(
        title=page_title(
            soup, _first(metas, ["og:site_name"]), _first(metas, ["og:title"]), site_parts
        ),
        language=next(map(language_code, languages), ""),
        published=published,
        modified=modified if modified >= published else "",
        authors=_authors(schema, metas, visible),
        description=_first(metas, _DESCRIPTION_FIELDS)[:_MAX_DESCRIPTION_CHARS].rstrip(),
        due=min(filter(None, (due, also_due)), default=""),
    )


def last_day(fetched_at: str) -> str:
    """Return the last plausible date on a page fetched then: the next day, for time zones."""
    day = iso_date(fetched_at)
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else "9999-12-31"


def _metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Return the contents of all <meta> by name, property or http-equiv, in lower case."""
    contents: dict[str, list[str]] = {}
    for tag in islice((tag for tag in tags(soup) if tag.name == "meta"), _MAX_METAS):
        content = squeeze(str(tag.get("content") or "")[:_MAX_VALUE_CHARS])
        for attribute in ("name", "property", "http-equiv"):
            if content and (name := str(tag.get(attribute) or "").strip().lower()):
                contents.setdefault(name, []).append(content)
    return contents


def _values(metas: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (value for name in names for value in metas.get(name, ()))


def _first(metas: Mapping[str, list[str]], names: Iterable[str]) -> str:
    return next(_values(metas, names), "")


def _language_tags(soup: BeautifulSoup, metas: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the valid language tags that the page states for itself."""
    html = soup.find("html")
    own = [str(html.get("lang") or html.get("xml:lang") or "")] if html else []
    return filter(language_code, (*own, *_values(metas, _LANGUAGE_FIELDS)))


def _day(candidates: Iterable[str], last: str, *, day_first: bool) -> tuple[str, str]:
    """Return the first plausible date, and the earliest future one that precedes it, or ""."""
    due = ""
    for text in candidates:
        day = iso_date(text) or find_date(text, day_first=day_first)
        if _FIRST_DAY <= day <= last:
            return day, due
        due = min(filter(None, (due, day if day > last else "")), default="")
    return "", due


def _authors(
    schema: SchemaFields, metas: Mapping[str, list[str]], visible: BylineFields
) -> tuple[str, ...]:
    """Return the names of the first source that has any; a byline must name people."""
    sources = (
        map(_name, schema.authors),
        *(_names(metas.get(field, ())) for field in _AUTHOR_FIELDS),
        _names(visible.authors),
        filter(_is_person, _names(visible.bylines)),
    )
    candidates = (tuple(dict.fromkeys(filter(None, names))) for names in sources)
    return next(filter(None, candidates), ())[:_MAX_AUTHORS]


def _names(texts: Iterable[str]) -> Iterator[str]:
    """Yield single names: lists of people are split, the name of an institution is not."""
    for text in texts:
        names = LANGUAGES.pattern(_BYLINE_PREFIX).sub("", squeeze(text[:_MAX_VALUE_CHARS]))
        for line in names.split(";"):
            parts = list(filter(None, LANGUAGES.pattern(_BETWEEN_NAMES).split(line.strip())))
            yield from map(_name, parts if all(map(_is_person, parts)) else [line])


def _name(text: str) -> str:
    name = squeeze(text[:_MAX_VALUE_CHARS])[:_MAX_NAME_CHARS].strip(" ,;:|·-")
    placeholder = LANGUAGES.pattern("{placeholder_authors}")
    is_none = "://" in name or "@" in name or "www." in name or placeholder.fullmatch(name.lower())
    return "" if is_none else name


def _is_person(text: str) -> bool:
    """Return whether a text looks like a person's full name: two to five capitalised words."""
    words = text.split()
    is_particle = LANGUAGES.pattern(_PARTICLE)
    return 2 <= len(words) <= 5 and all(
        is_particle.fullmatch(word) or (word[0].isalpha() and not word[0].islower())
        for word in words
    )
