"""The title of a page, without the name of its site."""

import re
from collections.abc import Set
from functools import cache
from itertools import islice

from bs4 import BeautifulSoup, Tag

from faqbot.core.languages.registry import LANGUAGES, alternation
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold
from faqbot.extract.html.boilerplate import TITLE_SEPARATOR, title_key
from faqbot.extract.html.tree import tags

_MARKS = " |»«›‹•·–—-"
# Names that programs give to pages, in no language.
_NAMES_OF_PROGRAMS = (r"index(?:\.\w+)?", r"default(?:\.\w+)?", "null", "undefined")
_MAX_CHARS = 300
_MAX_READ_CHARS = 2000
_MAX_TAGS = 20


def stated_title(soup: BeautifulSoup) -> str:
    """Return the text of <title>, or ""; the <title> of an inline SVG is not the page's."""
    titles = (tag for tag in tags(soup) if tag.name == "title")
    own = (tag for tag in islice(titles, _MAX_TAGS) if not tag.find_parent("svg"))
    return next(filter(None, map(_line, own)), "")


def page_title(soup: BeautifulSoup, site_name: str, og_title: str, site_parts: Set[str]) -> str:
    """Return the first of <title>, og:title and the headings that names this page, or "".

    The name of the site is removed from both ends: `site_name` is stated by the page,
    `site_parts` comes from `boilerplate.repeated_title_parts`. If none names the page, the first
    title is returned unchanged.
    """
    names = {
        "",
        *site_parts,
        title_key(site_name),
        *map(title_key, TITLE_SEPARATOR.split(site_name)[::2]),
    }
    first_headings = islice((tag for tag in tags(soup) if tag.name == "h1"), _MAX_TAGS)
    headings = [*map(_line, first_headings)]
    titles = [title for title in (stated_title(soup), og_title, *headings) if title.strip(_MARKS)]
    own = (_without(title, names) for title in titles)
    second = next((tag for tag in tags(soup) if tag.name == "h2"), None)
    fallback = titles[0] if titles else _line(second) if second else ""
    return next((title for title in own if _is_own(title, names)), fallback)[:_MAX_CHARS].rstrip()


def _without(title: str, names: Set[str]) -> str:
    parts = TITLE_SEPARATOR.split(title)
    while len(parts) > 1 and title_key(parts[-1]) in names:
        parts = parts[:-2]
    while len(parts) > 1 and title_key(parts[0]) in names:
        parts = parts[2:]
    return "".join(parts).strip(_MARKS)


def _is_own(title: str, names: Set[str]) -> bool:
    folded = title_key(title)
    return folded not in names and not _generic().fullmatch(folded)


def _line(tag: Tag) -> str:
    return squeeze(tag.get_text(" ")[:_MAX_READ_CHARS])


@cache
def _generic() -> re.Pattern[str]:
    """Return what matches a folded title that names no page: "home", "chapter 2"."""
    titles = alternation([*_NAMES_OF_PROGRAMS, *map(fold, LANGUAGES.union("generic_titles"))])
    parts = alternation(map(re.escape, map(fold, LANGUAGES.union("numbered_titles"))))
    return re.compile(rf"(?:{titles}|{parts}(?: ?[\divx]+)?)\W?\d*|[\W\d_]*")
