"""Highlights: where a text has the terms of the query."""

from collections.abc import Set
from typing import NamedTuple

from faqbot.core.text.words import words_with


class Highlight(NamedTuple):
    """A word of a text that matches the query, text[start:end], and its term."""

    start: int
    end: int
    term: str


def find_highlights(text: str, terms: Set[str], language: str) -> list[Highlight]:
    """Return where the text has one of these terms, in order."""
    return [
        Highlight(word.start, word.end, term) for word, term in words_with(terms, text, language)
    ]
