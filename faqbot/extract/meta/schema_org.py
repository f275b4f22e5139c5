"""The schema.org data of a page, in JSON-LD or microdata: questions, dates, authors.

Source: https://schema.org/FAQPage, https://schema.org/QAPage, https://schema.org/CreativeWork
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from extruct.jsonld import JsonLdExtractor
from extruct.w3cmicrodata import MicrodataExtractor

from faqbot.core.text.unicode import squeeze

# Data from outside may nest without end, and `_questions` is recursive.
_MAX_DEPTH = 12
_TEXTS = ("Article", "Posting", "Report", "CreativeWork")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_MAX_AUTHORS = 100
_MAX_ESCAPED = 2
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")


class SchemaPair(NamedTuple):
    """One question with its answer; the answer is HTML from outside, not safe to show."""

    question: str
    answer_html: str


class SchemaFields(NamedTuple):
    """What the data say about the page itself, unchecked: dates in any format, any names."""

    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()


NO_FIELDS = SchemaFields()


def schema_items(html: str) -> list[Any]:
    """Return the items of structured data in a page, in order; broken data yields none."""
    items: list[Any] = []
    for extractor, marker in ((JsonLdExtractor(), "ld+json"), (MicrodataExtractor(), "itemscope")):
        if marker not in html or "schema.org" not in html:
            continue
        try:
            items.extend(extractor.extract(html))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue  # often written by hand and never checked by anybody
    return items


def schema_pairs(items: Sequence[Any]) -> list[SchemaPair]:
    """Return the questions with their answers, in order."""
    return list(dict.fromkeys(pair for item in items for pair in _questions(item, 0)))


def schema_fields(items: Sequence[Any]) -> SchemaFields:
    """Return the fields of the only article of a page, else of the page itself.

    A page with several articles lists them, so their dates and authors are not its own.
    """
    works = list(_works(items))
    names = {
        str(work["@id"]): work["name"] for work in works if work.get("@id") and work.get("name")
    }
    articles = [work for work in works if _is_a(work, *_TEXTS)]
    # The same article may come again in microdata.
    articles = [work for work in articles if "properties" not in work] or articles
    pages = [work for work in works if _is_a(work, "Page")]
    own = [_properties(work) for work in (articles if len(articles) == 1 else []) + pages]
    authors = (tuple(_names(work.get("author"), names)) for work in own)
    return SchemaFields(
        next(filter(None, (_text(work.get("datePublished")) for work in own)), ""),
        next(filter(None, (_text(work.get("dateModified")) for work in own)), ""),
        next(filter(None, authors), ()),
    )


def _works(items: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield the top-level items in order, and the main entities of pages."""
    stack: list[Any] = list(reversed(items))
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            properties = _properties(item)
            stack.extend(properties[name] for name in _WITHIN if name in properties)


def _names(author: Any, known: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of an author or a list; `known` resolves references by their @id."""
    for one in (author if isinstance(author, list) else [author])[:_MAX_AUTHORS]:
        if isinstance(one, dict):
            name = _properties(one).get("name") or known.get(str(one.get("@id")))
        else:
            name = one
        if text := _text(name):
            yield text


def _properties(item: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of an item; microdata nests them one level deeper."""
    inner = item.get("properties")
    return inner if isinstance(inner, dict) else item


def _questions(item: Any, depth: int) -> Iterator[SchemaPair]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(item, list):
        for part in item:
            yield from _questions(part, depth + 1)
    if not isinstance(item, dict):
        return
    properties = _properties(item)
    if _is_a(item, "Question"):
        question = _plain(_text(properties.get("name") or properties.get("text")))
        answer = properties.get("acceptedAnswer") or properties.get("suggestedAnswer")
        if question and (text := _answer(answer)):
            yield SchemaPair(question, _markup(text))
    else:
        for value in properties.values():
            yield from _questions(value, depth + 1)


def _plain(text: str) -> str:
    """Return a question on one line, without the tags and entities that generators leave in it."""
    return squeeze(_TAG.sub(" ", _unescaped(text)))


def _markup(text: str) -> str:
    """Return an answer as HTML; generators often escape it once too often."""
    return text if _TAG.search(text) else _unescaped(text)


def _unescaped(text: str) -> str:
    for _ in range(_MAX_ESCAPED):
        if (plain := unescape(text)) == text:
            break
        text = plain
    return text


def _is_a(item: dict[str, Any], *endings: str) -> bool:
    """Return whether an item's type has one of these endings: "Article" matches NewsArticle."""
    types = item.get("@type") or item.get("type") or ""
    kinds = types if isinstance(types, list) else [types]
    return any(str(kind).endswith(endings) for kind in kinds)


def _answer(answer: Any) -> str:
    if isinstance(answer, list):
        return next(filter(None, map(_answer, answer)), "")
    if isinstance(answer, dict):
        return _text(_properties(answer).get("text"))
    return _text(answer)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    return value.strip() if isinstance(value, str) else ""
