"""What a page says of itself: title, language, days, authors, description."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain

from bs4 import BeautifulSoup

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.iso import iso_date, language_code
from faqbot.core.text.unicode import squeeze
from faqbot.extract.meta.bylines import Shown, shown_facts
from faqbot.extract.meta.dates import find_date
from faqbot.extract.meta.schema_org import NOTHING_STATED, StatedFacts
from faqbot.extract.meta.titles import own_title

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
_MOST_METAS = 500
_LONGEST_VALUE = 2000
_LONGEST_DESCRIPTION = 1000
_FIRST_DAY = "1990-01-01"
_MOST_AUTHORS = 20
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Head:
    """What a page says of itself; fields are empty where it says nothing.

    `published` and `modified` are ISO 8601 days, `modified` not before `published`; `due` is the
    first day that it states and that would count if the page had been fetched later.
    """

    title: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    due: str = ""


def read_head(
    soup: BeautifulSoup,
    *,
    stated: StatedFacts = NOTHING_STATED,
    site_parts: Set[str] = frozenset(),
    fetched_at: str = "",
) -> Head:
    """Return what a whole page says of itself. Call it before `main_content`.

    `stated` is what its structured data say, `site_parts` what `repeated_parts` learnt from the
    titles of its site. Days after the page was fetched are mistakes and left out.
    """
    metas = _metas(soup)
    shown = shown_facts(soup)
    last = last_day(fetched_at)
    published, due = _day(
        (stated.published, *_values(metas, _PUBLISHED_FIELDS), *shown.published), last
    )
    modified, also_due = _day(
        (stated.modified, *_values(metas, _MODIFIED_FIELDS), *shown.modified), last
    )
    return Head(
        title=own_title(
            soup, _first(metas, ["og:site_name"]), _first(metas, ["og:title"]), site_parts
        ),
        language=_language(soup, metas),
        published=published,
        modified=modified if modified >= published else "",
        authors=_authors(stated, metas, shown),
        description=_first(metas, _DESCRIPTION_FIELDS)[:_LONGEST_DESCRIPTION].rstrip(),
        due=min(filter(None, (due, also_due)), default=""),
    )


def last_day(fetched_at: str) -> str:
    """Return the last day that a page which was fetched then may state without a mistake."""
    day = iso_date(fetched_at)
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else "9999-12-31"


def _metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Return the contents of <meta> by name, property or http-equiv in lower case."""
    found: dict[str, list[str]] = {}
    for tag in soup.find_all("meta", limit=_MOST_METAS):
        content = squeeze(str(tag.get("content") or "")[:_LONGEST_VALUE])
        for attribute in ("name", "property", "http-equiv"):
            if content and (name := str(tag.get(attribute) or "").strip().lower()):
                found.setdefault(name, []).append(content)
    return found


def _values(metas: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (value for name in names for value in metas.get(name, ()))


def _first(metas: Mapping[str, list[str]], names: Iterable[str]) -> str:
    return next(_values(metas, names), "")


def _language(soup: BeautifulSoup, metas: Mapping[str, list[str]]) -> str:
    html = soup.find("html")
    own = [str(html.get("lang") or html.get("xml:lang") or "")] if html else []
    codes = (language_code(value) for value in (*own, *_values(metas, _LANGUAGE_FIELDS)))
    return next(filter(None, codes), "")


def _day(candidates: Iterable[str], last: str) -> tuple[str, str]:
    """Return the first possible day, and the next that would come before it if it were past."""
    due = ""
    for stated in candidates:
        day = iso_date(stated) or find_date(stated)
        if _FIRST_DAY <= day <= last:
            return day, due
        due = min(filter(None, (due, day if day > last else "")), default="")
    return "", due


def _authors(stated: StatedFacts, metas: Mapping[str, list[str]], shown: Shown) -> tuple[str, ...]:
    """Return the names that the first source with any has; a byline in words must name people."""
    sources = (
        map(_name, stated.authors),
        *(_names(metas.get(field, ())) for field in _AUTHOR_FIELDS),
        _names(shown.authors),
        filter(_is_person, _names(shown.bylines)),
    )
    found = (tuple(dict.fromkeys(filter(None, names))) for names in sources)
    return next(filter(None, found), ())[:_MOST_AUTHORS]


def _names(texts: Iterable[str]) -> Iterator[str]:
    """Yield single names: a text is cut where it lists people, not within an institution's name."""
    for text in texts:
        for line in _byline_prefix().sub("", squeeze(text[:_LONGEST_VALUE])).split(";"):
            parts = [part for part in _between_names().split(line.strip()) if part]
            yield from map(_name, parts if all(map(_is_person, parts)) else [line])


def _name(text: str) -> str:
    name = squeeze(text[:_LONGEST_VALUE])[:_LONGEST_NAME].strip(" ,;:|·-")
    is_none = "://" in name or "@" in name or "www." in name or name.lower() in _placeholders()
    return "" if is_none else name


def _is_person(text: str) -> bool:
    """Say whether a text looks like the full name of a person: some words with capitals."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(
        word in _particles() or (word[0].isalpha() and not word[0].islower()) for word in words
    )


@cache
def _byline_prefix() -> re.Pattern[str]:
    prefixes = LANGUAGES.alternatives("byline_prefixes")
    return re.compile(rf"\A{prefixes}\b:? ", re.IGNORECASE)


@cache
def _between_names() -> re.Pattern[str]:
    conjunctions = LANGUAGES.alternatives("conjunctions")
    return re.compile(rf" ?[,&] ?(?:{conjunctions} )?| {conjunctions} ")


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(LANGUAGES.union("placeholder_authors"))


@cache
def _particles() -> frozenset[str]:
    """Return the words of names that are not capitalized, such as van and de."""
    fields = ("name_particles", "rare_name_particles")
    return frozenset(chain.from_iterable(map(LANGUAGES.union, fields)))
