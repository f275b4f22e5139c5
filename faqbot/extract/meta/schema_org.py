"""What a page states as schema.org data, in JSON-LD or microdata: questions, days, authors.

Source: https://schema.org/FAQPage, https://schema.org/QAPage, https://schema.org/CreativeWork
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from extruct.jsonld import JsonLdExtractor
from extruct.w3cmicrodata import MicrodataExtractor

from faqbot.core.text.unicode import squeeze

_DEEPEST = 12
_TEXTS = ("Article", "Posting", "Report", "CreativeWork")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_MOST_AUTHORS = 100


class Stated(NamedTuple):
    """One question with its answer; the answer is HTML from outside, not safe to show."""

    question: str
    answer_html: str


class StatedFacts(NamedTuple):
    """What data say of the page itself, as they say it: days in any spelling, names unchecked."""

    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()


NOTHING_STATED = StatedFacts()


def stated_items(html: str) -> list[Any]:
    """Return the items of structured data in a page, in order; broken data gives none."""
    found: list[Any] = []
    for extractor, marker in ((JsonLdExtractor(), "ld+json"), (MicrodataExtractor(), "itemscope")):
        if marker not in html or "schema.org" not in html:
            continue
        try:
            found.extend(extractor.extract(html))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue  # written by hand and never read by anybody: a page may state nonsense
    return found


def stated_pairs(items: Sequence[Any]) -> list[Stated]:
    """Return the questions with their answers, in order."""
    return list(dict.fromkeys(pair for item in items for pair in _questions(item, 0)))


def stated_facts(items: Sequence[Any]) -> StatedFacts:
    """Return what the only article of a page says of itself, else what the page does.

    Where there are several articles, the page lists them, and theirs are not its own.
    """
    works = list(_works(items))
    names = {
        str(work["@id"]): work["name"] for work in works if work.get("@id") and work.get("name")
    }
    articles = [work for work in works if _is_a(work, *_TEXTS)]
    # The same article may be stated once more, in microdata.
    articles = [work for work in articles if "properties" not in work] or articles
    pages = [work for work in works if _is_a(work, "Page")]
    own = [_properties(work) for work in (articles if len(articles) == 1 else []) + pages]
    authors = (tuple(_names(work.get("author"), names)) for work in own)
    return StatedFacts(
        next(filter(None, (_text(work.get("datePublished")) for work in own)), ""),
        next(filter(None, (_text(work.get("dateModified")) for work in own)), ""),
        next(filter(None, authors), ()),
    )


def _works(items: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield the items of the first rank, in order, and what a page calls its main entity."""
    waiting: list[Any] = list(reversed(items))
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            properties = _properties(item)
            waiting.extend(properties[name] for name in _WITHIN if name in properties)


def _names(author: Any, known: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of an author or a list; `known` resolves references by their @id."""
    for one in (author if isinstance(author, list) else [author])[:_MOST_AUTHORS]:
        if isinstance(one, dict):
            name = _properties(one).get("name") or known.get(str(one.get("@id")))
        else:
            name = one
        if text := _text(name):
            yield text


def _properties(item: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of an item, which microdata keep apart."""
    inner = item.get("properties")
    return inner if isinstance(inner, dict) else item


def _questions(item: Any, depth: int) -> Iterator[Stated]:
    if depth > _DEEPEST:
        return
    if isinstance(item, list):
        for part in item:
            yield from _questions(part, depth + 1)
    if not isinstance(item, dict):
        return
    properties = _properties(item)
    if _is_a(item, "Question"):
        question = squeeze(_text(properties.get("name") or properties.get("text")))
        answer = properties.get("acceptedAnswer") or properties.get("suggestedAnswer")
        if question and (text := _answer(answer)):
            yield Stated(question, text)
    else:
        for value in properties.values():
            yield from _questions(value, depth + 1)


def _is_a(item: dict[str, Any], *endings: str) -> bool:
    """Say whether the type of an item ends in one of these: "Article" takes a NewsArticle too."""
    stated = item.get("@type") or item.get("type") or ""
    kinds = stated if isinstance(stated, list) else [stated]
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
