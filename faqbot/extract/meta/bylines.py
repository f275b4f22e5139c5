"""Days and names that a page shows beside its heading or at its end, for readers to see."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement, PreformattedString

from faqbot.core.languages.registry import LANGUAGES
from faqbot.extract.html.blocks import HEADINGS, Block, blocks, visible_text
from faqbot.extract.html.tree import tags
from faqbot.extract.meta.dates import find_date, find_dates

_UNREAD = frozenset("script style noscript template svg nav aside select textarea".split())
_UNREAD_CLASSES = frozenset({"comments", "comment", "comment-list"})
# What calls a day the page's own, wherever it stands.
_NAMED = frozenset({"published", "updated", "modified"})
_DAY_PROPERTIES = ("datePublished", "dateModified")
_LINES_ABOVE, _LINES_BELOW, _LINES_AT_END = 3, 10, 30
_BYLINES_BELOW = 6
_MOST_ELEMENTS = 80
_LONGEST_LINE = 200
_LONGEST_MARKED = 80
# A longer paragraph is text, and what stands behind it belongs to the text.
_LONGEST_IN_HEADER = 60
_TEXTS = ("p", "li", "dd", "td", "blockquote")
# Between the label and the day stands a weekday at most.
_LONGEST_GAP = 12
_SAYS_PUBLISHED = frozenset({"published", "pubdate", "datepublished", "posted"})
_SAYS_UPDATED = frozenset({"updated", "modified", "datemodified", "lastmod", "lastmodified"})
_SAYS_AUTHOR = frozenset({"author", "authors", "byline"})
_OF_TEXTS = frozenset({"article", "post", "entry", "blog", "news", "publish", "byline", "meta"})
_OF_EVENTS = frozenset({"event", "events", "startdate", "enddate", "dtstart", "dtend", "calendar"})


class Shown(NamedTuple):
    """ISO days and names in order of trust; names may be several in one text, or none."""

    published: tuple[str, ...]
    modified: tuple[str, ...]
    authors: tuple[str, ...]
    bylines: tuple[str, ...]


def shown_facts(soup: BeautifulSoup) -> Shown:
    """Return what a whole page shows of its days and authors.

    A day counts beside the main heading, where a class or itemprop names it as the page's, or
    after words such as "Last updated" near the start or the end; other days are told about.
    """
    headings = [tag for tag in tags(soup) if tag.name == "h1"]
    heading = next(filter(_is_main, headings), next(iter(headings), None))
    around = list(_around(heading)) if heading else []
    above, end = _lines(soup, heading)
    named = [tag for tag in tags(soup) if _is_named(tag) and not _is_aside(tag)]
    published = [
        *_marked_days(around, _SAYS_PUBLISHED),
        *_lone(_marked_days(named, _SAYS_PUBLISHED)),
    ]
    modified = [*_marked_days(around, _SAYS_UPDATED), *_lone(_marked_days(named, _SAYS_UPDATED))]
    published += [
        *_labelled(_label("published_labels"), above),
        *_lone(_labelled(_label("published_labels"), end)),
    ]
    modified += [
        *_labelled(_label("updated_labels"), above),
        *_lone(_labelled(_label("updated_labels"), end)),
    ]
    days = (_day(tag) for tag in around if _is_dateline(tag))
    published += [day for day in days if day and day not in modified]
    return Shown(
        tuple(published),
        tuple(modified),
        tuple(visible_text(tag) for tag in around if _says(tag) & _SAYS_AUTHOR),
        tuple(_byline_names(above)),
    )


def _is_main(heading: Tag) -> bool:
    parents = heading.parents
    return any(tag.name in ("main", "article") or tag.get("role") == "main" for tag in parents)


def _is_named(tag: Tag) -> bool:
    """Return whether the element says that it holds a day of the page."""
    if tag.name == "time" and (tag.has_attr("class") or tag.has_attr("pubdate")):
        return True
    is_named = not _NAMED.isdisjoint(tag.get_attribute_list("class"))
    return is_named or tag.get("itemprop") in _DAY_PROPERTIES


def _around(heading: Tag) -> Iterator[Tag]:
    """Yield the elements of the heading's header, and those behind it up to the text."""
    header = heading.find_parent("header")
    inside = islice(header.descendants, _MOST_ELEMENTS) if header else ()
    yield from (node for node in inside if isinstance(node, Tag))
    for node in islice(heading.next_elements, _MOST_ELEMENTS):
        if isinstance(node, Tag):
            if node.name in HEADINGS or (
                node.name in _TEXTS and len(node.get_text()) > _LONGEST_IN_HEADER
            ):
                return
            yield node


def _says(tag: Tag) -> set[str]:
    """Return the words of class, itemprop and rel, in lower case."""
    values = (tag.get_attribute_list(name) for name in ("class", "itemprop", "rel"))
    stated = " ".join(str(value or "") for value in chain.from_iterable(values))
    found = set(re.split(r"[-_\s]+", stated.lower()))
    return found | {"pubdate"} if tag.has_attr("pubdate") else found


def _day(tag: Tag) -> str:
    stated = tag.get("datetime") or tag.get("content")
    text = str(stated) if stated else visible_text(tag)
    return find_date(text) if len(text) <= _LONGEST_MARKED else ""


def _marked_days(tags: Iterable[Tag], wanted: frozenset[str]) -> Iterator[str]:
    return (day for tag in tags if _says(tag) & wanted and (day := _day(tag)))


def _is_aside(tag: Tag) -> bool:
    return any(
        parent.name in ("aside", "nav") or "comment" in _says(parent)
        for parent in islice(tag.parents, 10)
    )


def _is_dateline(tag: Tag) -> bool:
    """Say whether an element beside the heading holds the day of the text, not of an event."""
    said = _says(tag)
    if tag.name != "time" and not ("date" in said and said & _OF_TEXTS):
        return False
    above = chain((said,), map(_says, islice(tag.parents, 3)))
    return not any(words & _OF_EVENTS for words in above)


def _lines(soup: BeautifulSoup, heading: Tag | None) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the short lines around the heading, the heading first if it is there, and the last."""
    unread: Iterable[PageElement] = chain(
        soup.find_all(_is_unread),
        soup.find_all(string=lambda text: isinstance(text, PreformattedString)),
    )
    lines = blocks([soup.body or soup], frozenset(map(id, unread)))
    title = visible_text(heading) if heading else ""
    at = next((at for at, line in enumerate(lines) if line.level == 1 and line.text == title), 0)
    start = lines[at : at + _LINES_BELOW] + lines[max(0, at - _LINES_ABOVE) : at]
    end = lines[max(at + _LINES_BELOW, len(lines) - _LINES_AT_END) :]
    return _short(start), _short(end)


def _is_unread(tag: Tag) -> bool:
    return (
        tag.name in _UNREAD
        or tag.get("role") == "navigation"
        or tag.get("id") == "comments"
        or not _UNREAD_CLASSES.isdisjoint(tag.get_attribute_list("class"))
    )


def _short(lines: Iterable[Block]) -> list[Block]:
    return [line for line in lines if len(line.text) <= _LONGEST_LINE]


def _labelled(label: re.Pattern[str], lines: Iterable[Block]) -> Iterator[str]:
    for line in lines:
        for found in label.finditer(line.text):
            rest = line.text[found.end() :]
            day = next(find_dates(rest), None)
            if day and day.start <= _LONGEST_GAP:
                yield day.day


def _lone(days: Iterable[str]) -> list[str]:
    """Return the day that all agree in: where they differ, they are those of listed texts."""
    found = list(dict.fromkeys(days))
    return found if len(found) == 1 else []


def _byline_names(lines: Iterable[Block]) -> Iterator[str]:
    for line in islice(lines, _BYLINES_BELOW):
        if not line.level and (found := _byline().match(line.text)):
            yield _end_of_names().split(found["names"], maxsplit=1)[0]


@cache
def _label(field: str) -> re.Pattern[str]:
    """Return what finds the labels of this field at the start of a line or a part of one."""
    labels, words = LANGUAGES.alternatives(field), LANGUAGES.alternatives("date_label_words")
    return re.compile(
        rf"(?:^|[|·•–—,;(]\s*){labels}\b(?:\s{words})?\s?[:–—-]?\s?", re.IGNORECASE | re.MULTILINE
    )


@cache
def _byline() -> re.Pattern[str]:
    verbs, by = LANGUAGES.alternatives("byline_verbs"), LANGUAGES.alternatives("byline_prefixes")
    labels = LANGUAGES.alternatives("author_labels")
    return re.compile(rf"(?:(?:{verbs} )?{by}\b:?|{labels}:) (?P<names>.+)", re.IGNORECASE)


@cache
def _end_of_names() -> re.Pattern[str]:
    return re.compile(rf" ?[|·•–—\n] ?| - |,? {LANGUAGES.alternatives('byline_ends')} ")
