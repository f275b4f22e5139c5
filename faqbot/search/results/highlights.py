"""Hits made ready to show: the words to mark, and the link to the very passage."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from math import fsum
from typing import NamedTuple
from urllib.parse import quote

from faqbot.core.records import Hit, Passage, Query, Result
from faqbot.core.text.sentences import sentences
from faqbot.core.text.words import terms, words_with

_FRAGMENT_WORDS = 8


class Mark(NamedTuple):
    """A word of a text that was asked for, text[start:end], and its term."""

    start: int
    end: int
    term: str


def make_result(hit: Hit, query: Query) -> Result:
    """Return the hit with its deep link and highlights, which pass over common words."""
    language = hit.document.language
    wanted = set(query.terms.get(language, ())) - query.common.get(language, frozenset())
    marks = find_marks(hit.passage.text, wanted, language)
    above = hit.passage.question or (hit.passage.heading_path or ("",))[-1]
    said = frozenset(terms(above, language))
    return Result(
        hit=hit,
        deep_link=deep_link(hit.document.url, hit.passage),
        highlights=tuple((mark.start, mark.end) for mark in marks),
        best_sentence=best_sentence(
            hit.passage.text, [one for one in marks if one.term not in said]
        ),
    )


def deep_link(url: str, passage: Passage) -> str:
    """Return the link to the very passage: its anchor (page=3 in a PDF), else a text fragment.

    `url` is the document's; a passage that stands elsewhere says so itself.
    Source: https://wicg.github.io/scroll-to-text-fragment/
    """
    url = passage.url or url
    if not url.startswith(("http:", "https:")):
        return ""  # imported from a file: there is no page to read it on
    if passage.anchor:
        return f"{url}#{quote(passage.anchor, safe='=&-._~:@!$()*+,;/?')}"
    first_line = (passage.question or passage.text).split("\n")[0].removeprefix("- ")
    shown = " ".join(first_line.split()[:_FRAGMENT_WORDS])
    # "-" and "," have a meaning of their own in a fragment, and quote() leaves "-" alone.
    return f"{url}#:~:text={quote(shown, safe='').replace('-', '%2D')}"


def find_marks(text: str, wanted: Set[str], language: str) -> list[Mark]:
    """Return where the text has one of these terms, in order."""
    return [Mark(word.start, word.end, held) for word, held in words_with(wanted, text, language)]


def best_sentence(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """Return where the sentence stands that has most of the marked terms, the first of equals.

    A term counts for less the more sentences of the text have it. Marks of what the question or
    heading above says already belong left out: they do not tell which sentence answers it.
    """
    found = list(sentences(text))
    if not found:
        return 0, 0
    starts = [sentence.start for sentence in found]
    held: list[set[str]] = [set() for _ in found]
    for mark in marks:
        # No sentence ends within a word.
        held[bisect_right(starts, mark.start) - 1].add(mark.term)
    holders = Counter(term for terms_held in held for term in terms_held)
    gains = [fsum(1 / holders[term] for term in terms_held) for terms_held in held]
    best = found[gains.index(max(gains))]
    return best.start, best.end
