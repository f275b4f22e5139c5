"""Hits made ready to show: the words to mark, and the link to the very passage."""

from collections.abc import Set
from urllib.parse import quote

from faqbot.records import Hit, Query, Result
from faqbot.search.whoosh_engine import common_terms
from faqbot.text import term, words


def make_result(hit: Hit, query: Query) -> Result:
    """Return the hit with its deep link and highlights, which pass over common words."""
    language = hit.document.language
    wanted = set(query.terms[language]) - common_terms(language)
    return Result(
        hit=hit,
        deep_link=deep_link(hit.document.url, hit.passage.anchor),
        highlights=highlights(hit.passage.text, wanted, language),
    )


def deep_link(url: str, anchor: str) -> str:
    """Return the link to an anchor of a page; for PDFs an anchor such as page=3.

    >>> deep_link("https://example.org/faq", "q 1")
    'https://example.org/faq#q%201'
    """
    return f"{url}#{quote(anchor, safe='=&-._~:@!$()*+,;/?')}" if anchor else url


def highlights(text: str, wanted: Set[str], language: str) -> tuple[tuple[int, int], ...]:
    """Return where the text has one of these terms, as (start, end) in characters, in order."""
    return tuple(
        (word.start, word.end) for word in words(text) if term(word.text, language) in wanted
    )
