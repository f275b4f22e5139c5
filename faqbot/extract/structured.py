"""Questions and answers that a page states as data: schema.org FAQPage and QAPage.

Source: https://schema.org/FAQPage, https://schema.org/QAPage; JSON-LD and microdata.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from extruct.jsonld import JsonLdExtractor
from extruct.w3cmicrodata import MicrodataExtractor

from faqbot.text import squeeze

_DEEPEST = 12


class Stated(NamedTuple):
    """One question with its answer; the answer is HTML from outside, not safe to show."""

    question: str
    answer_html: str


def stated_pairs(html: str) -> list[Stated]:
    """Return the pairs in the structured data of a page, in order; broken data gives none."""
    found: list[Stated] = []
    for extractor, marker in ((JsonLdExtractor(), "ld+json"), (MicrodataExtractor(), "itemscope")):
        if marker not in html or "schema.org" not in html:
            continue
        try:
            items = extractor.extract(html)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue  # written by hand and never read by anybody: a page may state nonsense
        for item in items:
            found.extend(_questions(item, 0))
    return list(dict.fromkeys(found))


def _questions(item: Any, depth: int) -> Iterator[Stated]:
    if depth > _DEEPEST:
        return
    if isinstance(item, list):
        for part in item:
            yield from _questions(part, depth + 1)
    if not isinstance(item, dict):
        return
    inner = item.get("properties")
    properties: dict[str, Any] = inner if isinstance(inner, dict) else item
    if _is_a(item, "Question"):
        question = squeeze(_text(properties.get("name") or properties.get("text")))
        answer = properties.get("acceptedAnswer") or properties.get("suggestedAnswer")
        if question and (text := _answer(answer)):
            yield Stated(question, text)
    else:
        for value in properties.values():
            yield from _questions(value, depth + 1)


def _is_a(item: dict[str, Any], wanted: str) -> bool:
    stated = item.get("@type") or item.get("type") or ""
    kinds = stated if isinstance(stated, list) else [stated]
    return any(str(kind).rpartition("/")[2].rpartition(":")[2] == wanted for kind in kinds)


def _answer(answer: Any) -> str:
    if isinstance(answer, list):
        return next(filter(None, map(_answer, answer)), "")
    if isinstance(answer, dict):
        properties = answer.get("properties")
        return _text((properties if isinstance(properties, dict) else answer).get("text"))
    return _text(answer)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    return value.strip() if isinstance(value, str) else ""
