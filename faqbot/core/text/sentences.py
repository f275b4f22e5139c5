"""Sentences: where they end, in the languages of the sites that we read.

Rules that all languages share, and the abbreviations of each. Of the libraries, pysbd is no longer
kept, blingfire is a binary, and syntok (1.4.4, tried) splits neither lines nor Chinese and knows
three languages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from faqbot.core.languages.registry import LANGUAGES, Languages

# More stops, quotes and brackets may stand behind a stop; « Oui ! » has a space before its own.
# Possessive, so that a million stops in a row are read once.
_STOPS = re.compile(r"[.!?…؟۔।。！？]++(?:[)\]}\"'”’»›」』）］】]|\s»)*+")
_FULL_WIDTH = frozenset("。！？")
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+)?")
_LIST_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\.")
# The word before a stop is read so far back; longer ones are no abbreviations.
_LONGEST_ABBREVIATION = 12
_BEFORE = re.compile(r"[\w.]*\Z")
_NEXT = re.compile(r"\s+[(\[{\"'“‘„«‹¿¡「『（［【-]*(\w*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


class Sentence(NamedTuple):
    """One sentence of a text, with where it stands: text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Abbreviations:
    """The abbreviations of all languages, case folded, and what may follow them."""

    anywhere: frozenset[str]
    before_numbers: frozenset[str]
    at_end: frozenset[str]
    starters: frozenset[str]
    months_after_stop: frozenset[str]


@cache
def _abbreviations(languages: Languages) -> _Abbreviations:
    return _Abbreviations(
        frozenset(map(str.casefold, languages.union("abbreviations"))),
        frozenset(map(str.casefold, languages.union("abbreviations_before_numbers"))),
        frozenset(map(str.casefold, languages.union("abbreviations_at_end"))),
        frozenset(map(str.casefold, languages.union("sentence_starters"))),
        frozenset(
            names[0]
            for language in languages.all()
            if language.full_stop_after_day
            for names in language.months
        ),
    )


def sentences(text: str, languages: Languages = LANGUAGES) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; each line starts one, without its bullet.

    Where it is doubtful whether an abbreviation ends a sentence, it does not: one long sentence
    reads better than two halves.

    >>> [found.text for found in sentences("Is Dr. Lee in? No. Call at 9 a.m. on Monday.")]
    ['Is Dr. Lee in?', 'No.', 'Call at 9 a.m. on Monday.']
    """
    known = _abbreviations(languages)
    at = 0
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        start = bullet.end() if bullet else 0
        for end in (*_ends(line, start, known), len(line)):
            piece = line[start:end]
            if found := piece.strip():
                begin = at + start + len(piece) - len(piece.lstrip())
                yield Sentence(begin, begin + len(found), found)
            start = end
        at += len(line) + 1


def _ends(line: str, start: int, known: _Abbreviations) -> Iterator[int]:
    """Yield where sentences end within a line that starts at `start`, but for its last."""
    first = _after_number(line, start)
    for stop in _STOPS.finditer(line, first):
        if first <= stop.start() and stop.end() < len(line) and _is_end(line, stop, known):
            yield stop.end()
            first = _after_number(line, stop.end())


def _after_number(line: str, start: int) -> int:
    """Return where a sentence goes on after the number of a list that it starts with."""
    number = _LIST_NUMBER.match(line, start)
    return number.end() if number else start


def _is_end(line: str, stop: re.Match[str], known: _Abbreviations) -> bool:
    if not _FULL_WIDTH.isdisjoint(stop.group()):
        return True
    following = _NEXT.match(line, stop.end())
    if following is None or following.group(1)[:1].islower():
        return False
    if stop.group()[0] != "." or stop.group()[1:2] == ".":
        return True
    before = _BEFORE.search(line, max(0, stop.start() - _LONGEST_ABBREVIATION), stop.start())
    word = before.group() if before else ""
    return _ends_with(word, _word_to_start_with(line, following), known)


def _word_to_start_with(line: str, following: re.Match[str]) -> str:
    """Return the word that is found to follow, or "" for an initial, which starts no sentence."""
    word = following.group(1)
    is_initial = (
        len(word) == 1 and word.isalpha() and line[following.end() : following.end() + 1] == "."
    )
    return "" if is_initial else word


def _ends_with(word: str, following: str, known: _Abbreviations) -> bool:
    """Return whether a sentence ends between a word with a full stop and the following word."""
    abbreviation = word.casefold()
    if abbreviation in known.anywhere:
        return False
    if abbreviation in known.before_numbers:
        # Else they may end a sentence, as the answer "No." does.
        return not following[:1].isdigit()
    if abbreviation in known.at_end or _INITIALS.fullmatch(word):
        return following.casefold() in known.starters
    return not (word.isdigit() and following in known.months_after_stop)
