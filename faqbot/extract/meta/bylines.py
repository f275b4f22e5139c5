"""Dates and authors that a page shows its readers, beside its heading or at its end."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from faqbot.core.languages.registry import LANGUAGES
from faqbot.extract.html.blocks import Block, blocks
from faqbot.extract.html.tree import HEADINGS, tags, visible_text
from faqbot.extract.meta.dates import find_date, find_dates

_SKIPPED = frozenset("script style noscript template svg nav aside select textarea".split())
_SKIPPED_CLASSES = frozenset({"comments", "comment", "comment-list"})
# Classes that mark a date as the page's own, anywhere on the page.
_DATE_CLASSES = frozenset({"published", "updated", "modified"})
_DAY_PROPERTIES = ("datePublished", "dateModified")
_LINES_ABOVE, _LINES_BELOW, _LINES_AT_END = 3, 10, 30
_BYLINES_BELOW = 6
_MAX_ELEMENTS = 80
_MAX_LINE_CHARS = 200
_MAX_DATE_CHARS = 80
_MAX_NOTICE_CHARS = 150
# A longer paragraph is content, and so is all that follows it.
_MAX_HEADER_LINE_CHARS = 60
_TEXTS = ("p", "li", "dd", "td", "blockquote")
# At most a weekday stands between the label and the date.
_MAX_GAP_CHARS = 12
_MARKS_PUBLISHED = frozenset({"published", "pubdate", "datepublished", "posted"})
_MARKS_UPDATED = frozenset({"updated", "modified", "datemodified", "lastmod", "lastmodified"})
_MARKS_AUTHOR = frozenset({"author", "authors", "byline"})
_OF_TEXTS = frozenset({"article", "post", "entry", "blog", "news", "publish", "byline", "meta"})
_OF_EVENTS = frozenset({"event", "events", "startdate", "enddate", "dtstart", "dtend", "calendar"})
# What may precede a date, at the start of a line or of a part of one.
_LABEL = (
    r"(?im)(?:^|[|·•–—,;(]\s*)LABEL(?![^\W\d_])"
    r"(?:\s?{date_label_words}(?![^\W\d_]))?\s?[:：–—-]?\s?"
)
_BYLINE = r"(?i)(?:(?:{byline_verbs} )?{byline_prefixes}\b:?|{author_labels}:) (?P<names>.+)"
# A line of nothing but such parts; \0 is a date, which a weekday and a time may surround.
_NOTICE = (
    r"(?i)(?:{updated_labels}|{published_labels})(?:\s?{date_label_words}){0,2}\s?[:：–—-]?\s?"
    r"(?:[^\W\d_]{2,12}\.?,? )?\0(?:,? (?:[^\W\d_]{1,3} )?\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\b\.?)?)?"
    r"[ .。)]{0,2}(?P<rest>.{0,80})"
)
_AUTHOR_NOTICE = (
    r"(?i)(?:(?P<label>{byline_verbs} |{updated_labels} |{published_labels} )?{byline_prefixes}\b:?"
    r"|(?P<colon>{author_labels}:)) (?P<names>.+)"
)
# How one of the parts starts, for a cheap test before the others.
_NOTICE_START = (
    r"(?i)(?:^|[|·•–—\n] ?| - )\W{0,3}(?:{updated_labels}|{published_labels}|{byline_verbs} "
    r"|{byline_prefixes}\b|{author_labels})"
)
_BETWEEN_PARTS = re.compile(r" ?[|·•–—\n] ?| - ")
_BETWEEN_PEOPLE = r",? {conjunctions} |, ?| & "
_END_OF_NAMES = r" ?[|·•–—\n] ?| - |,? {byline_ends} "


class BylineFields(NamedTuple):
    """ISO dates and texts with names, most trusted first; a text may hold several names or none."""

    published: tuple[str, ...]
    modified: tuple[str, ...]
    authors: tuple[str, ...]
    bylines: tuple[str, ...]


def byline_fields(soup: BeautifulSoup, *, day_first: bool = False) -> BylineFields:
    """Return the dates and authors that a whole page shows; 3/4 is in April if `day_first`.

    A date counts beside the main heading, where a class or itemprop marks it as the page's, or
    after words such as "Last updated" near the start or the end; other dates are content.
    """
    elements = list(tags(soup))
    headings = [tag for tag in elements if tag.name == "h1"]
    heading = next(filter(_is_main, headings), next(iter(headings), None))
    around = list(_around(heading)) if heading else []
    skipped = frozenset(id(tag) for tag in elements if _is_skipped(tag))
    above, end = _lines(soup, heading, skipped)
    marked = [tag for tag in elements if _is_marked(tag) and not _is_aside(tag)]

    def days(markers: frozenset[str], labels: str) -> list[str]:
        label = LANGUAGES.pattern(_LABEL.replace("LABEL", labels))
        return [
            *_marked_days(around, markers, day_first=day_first),
            *_single(_marked_days(marked, markers, day_first=day_first)),
            *_labelled_days(label, above, day_first=day_first),
            *_single(_labelled_days(label, end, day_first=day_first)),
        ]

    modified = days(_MARKS_UPDATED, "{updated_labels}")
    published = days(_MARKS_PUBLISHED, "{published_labels}")
    datelines = (_day(tag, day_first=day_first) for tag in around if _is_dateline(tag))
    published += [day for day in datelines if day and day not in modified]
    return BylineFields(
        tuple(published),
        tuple(modified),
        tuple(visible_text(tag) for tag in around if _markers(tag) & _MARKS_AUTHOR),
        tuple(_byline_names(above)),
    )


def is_byline_line(text: str) -> bool:
    """Return whether a whole line only says when its page was written or changed, and by whom.

    A name alone does not count: "By Ada Green" looks like "By Certified Mail".

    >>> is_byline_line("Last updated: March 4, 2025"), is_byline_line("By Ada Green | 4/3/25")
    (True, True)
    >>> is_byline_line("Updated rules hold from March 4, 2025"), is_byline_line("March 4, 2025")
    (False, False)
    """
    return len(text) <= _MAX_NOTICE_CHARS and _is_byline(text)


@lru_cache(maxsize=10_000)
def _is_byline(text: str) -> bool:
    if not LANGUAGES.pattern(_NOTICE_START).search(text):
        return False
    for date in reversed(list(find_dates(text))):
        text = f"{text[: date.start]}\0{text[date.end :]}"
    parts = [part.strip() for part in _BETWEEN_PARTS.split(text.strip(" -–—|·•*()[]"))]
    notices = [part for part in parts if part and part != "\0"]
    return bool(notices) and all(_is_notice(part, has_date="\0" in text) for part in notices)


def _is_notice(part: str, *, has_date: bool) -> bool:
    match = LANGUAGES.pattern(_NOTICE).fullmatch(part)
    if not match:
        return _is_author_notice(part, has_date=has_date)
    rest = match["rest"].strip(" .,;")
    return not rest or _is_notice(rest, has_date=has_date)


def _is_author_notice(part: str, *, has_date: bool) -> bool:
    """Return whether a text is a byline of people's full names, perhaps with a date after them."""
    match = LANGUAGES.pattern(_AUTHOR_NOTICE).fullmatch(part)
    if not match or not (has_date or match["label"] or match["colon"]):
        return False
    names, *end = LANGUAGES.pattern(_END_OF_NAMES).split(match["names"], maxsplit=1)
    is_ended_by_day = not end or end[0].strip(" .") == "\0"
    people = [name.split() for name in LANGUAGES.pattern(_BETWEEN_PEOPLE).split(names.strip(" .,"))]
    return is_ended_by_day and all(map(_is_full_name, people))


def _is_full_name(words: Sequence[str]) -> bool:
    is_particle = LANGUAGES.pattern("{name_particles}|{rare_name_particles}")
    return 2 <= len(words) <= 5 and all(
        word[0].isupper() or is_particle.fullmatch(word) for word in words
    )


def _is_main(heading: Tag) -> bool:
    parents = heading.parents
    return any(tag.name in ("main", "article") or tag.get("role") == "main" for tag in parents)


def _is_marked(tag: Tag) -> bool:
    """Return whether the element is marked as holding a date of the page."""
    if not tag.attrs:
        return False
    if tag.name == "time" and (tag.has_attr("class") or tag.has_attr("pubdate")):
        return True
    has_class = not _DATE_CLASSES.isdisjoint(tag.attrs.get("class") or ())
    return has_class or tag.attrs.get("itemprop") in _DAY_PROPERTIES


def _around(heading: Tag) -> Iterator[Tag]:
    """Yield the elements of the heading's header, and those after it up to the content."""
    header = heading.find_parent("header")
    inside = islice(header.descendants, _MAX_ELEMENTS) if header else ()
    yield from (node for node in inside if isinstance(node, Tag))
    for node in islice(heading.next_elements, _MAX_ELEMENTS):
        if isinstance(node, Tag):
            if node.name in HEADINGS or (
                node.name in _TEXTS and len(node.get_text()) > _MAX_HEADER_LINE_CHARS
            ):
                return
            yield node


def _markers(tag: Tag) -> set[str]:
    """Return the words of class, itemprop and rel, in lower case."""
    values = (tag.get_attribute_list(name) for name in ("class", "itemprop", "rel"))
    text = " ".join(str(value or "") for value in chain.from_iterable(values))
    markers = set(re.split(r"[-_\s]+", text.lower()))
    return markers | {"pubdate"} if tag.has_attr("pubdate") else markers


def _day(tag: Tag, *, day_first: bool) -> str:
    value = tag.get("datetime") or tag.get("content")
    text = str(value) if value else visible_text(tag)
    return find_date(text, day_first=day_first) if len(text) <= _MAX_DATE_CHARS else ""


def _marked_days(tags: Iterable[Tag], markers: frozenset[str], *, day_first: bool) -> Iterator[str]:
    return (
        day for tag in tags if _markers(tag) & markers and (day := _day(tag, day_first=day_first))
    )


def _is_aside(tag: Tag) -> bool:
    return any(
        parent.name in ("aside", "nav") or "comment" in _markers(parent)
        for parent in islice(tag.parents, 10)
    )


def _is_dateline(tag: Tag) -> bool:
    """Return whether an element beside the heading holds the date of the text, not of an event."""
    markers = _markers(tag)
    if tag.name != "time" and not ("date" in markers and markers & _OF_TEXTS):
        return False
    above = chain((markers,), map(_markers, islice(tag.parents, 3)))
    return not any(words & _OF_EVENTS for words in above)


def _lines(
    soup: BeautifulSoup, heading: Tag | None, skipped: Set[int]
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the short lines around the heading, starting with it, and the last short lines."""
    lines = blocks([soup.body or soup], skipped)
    title = visible_text(heading) if heading else ""
    at = next((at for at, line in enumerate(lines) if line.level == 1 and line.text == title), 0)
    start = lines[at : at + _LINES_BELOW] + lines[max(0, at - _LINES_ABOVE) : at]
    end = lines[max(at + _LINES_BELOW, len(lines) - _LINES_AT_END) :]
    return _short(start), _short(end)


def _is_skipped(tag: Tag) -> bool:
    if not tag.attrs:
        return tag.name in _SKIPPED
    return (
        tag.name in _SKIPPED
        or tag.attrs.get("role") == "navigation"
        or tag.attrs.get("id") == "comments"
        or not _SKIPPED_CLASSES.isdisjoint(tag.attrs.get("class") or ())
    )


def _short(lines: Iterable[Block]) -> list[Block]:
    return [line for line in lines if len(line.text) <= _MAX_LINE_CHARS]


def _labelled_days(
    label: re.Pattern[str], lines: Iterable[Block], *, day_first: bool
) -> Iterator[str]:
    for line in lines:
        for match in label.finditer(line.text):
            rest = line.text[match.end() :]
            date = next(find_dates(rest, day_first=day_first), None)
            if date and date.start <= _MAX_GAP_CHARS:
                yield date.day


def _single(days: Iterable[str]) -> list[str]:
    """Return the date if there is only one: different dates belong to the items of a list."""
    distinct = list(dict.fromkeys(days))
    return distinct if len(distinct) == 1 else []


def _byline_names(lines: Iterable[Block]) -> Iterator[str]:
    for line in islice(lines, _BYLINES_BELOW):
        if not line.level and (match := LANGUAGES.pattern(_BYLINE).match(line.text)):
            yield LANGUAGES.pattern(_END_OF_NAMES).split(match["names"], maxsplit=1)[0]
