"""Sentences: where they end, in the languages of the sites that we read.

Rules that all languages share, and the abbreviations of each. Of the libraries, pysbd is
unmaintained, blingfire is a binary, and syntok (1.4.4, tried) splits neither lines nor Chinese and
knows three languages.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from faqbot.core.languages.registry import LANGUAGES, Languages

# More stops, quotes and brackets may stand behind a stop; « Oui ! » has a space before its own.
# Possessive, so that a million stops in a row are read once.
_STOPS = re.compile(r"[.!?…؟۔।。！？]++(?:[)\]}\"'”’»›」』）］】]|\s»)*+")
_FULL_WIDTH = frozenset("。！？")
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+)?")
_LIST_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\.")
_MAX_ABBREVIATION_CHARS = 12  # how much before a stop is looked at
_BEFORE = re.compile(r"[\w.]*\Z")
_NEXT = re.compile(r"\s+[(\[{\"'“‘„«‹¿¡「『（［【-]*(\w*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


class Sentence(NamedTuple):
    """One sentence of a text, with where it stands: text[start:end]."""

    start: int
    end: int
    text: str


def sentences(text: str, languages: Languages = LANGUAGES) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; each line starts one, without its bullet.

    Where it is doubtful whether an abbreviation ends a sentence, it does not: one long sentence
    reads better than two halves.

    >>> [sentence.text for sentence in sentences("Is Dr. Lee in? No. Call at 9 a.m. on Monday.")]
    ['Is Dr. Lee in?', 'No.', 'Call at 9 a.m. on Monday.']
    """
    line_start = 0
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        start = bullet.end() if bullet else 0
        for end in (*_ends(line, start, languages), len(line)):
            piece = line[start:end]
            if sentence := piece.strip():
                begin = line_start + start + len(piece) - len(piece.lstrip())
                yield Sentence(begin, begin + len(sentence), sentence)
            start = end
        line_start += len(line) + 1


def _ends(line: str, start: int, languages: Languages) -> Iterator[int]:
    """Yield where sentences end within a line that starts at `start`, but for its last."""
    first = _after_number(line, start)
    for stop in _STOPS.finditer(line, first):
        if first <= stop.start() and stop.end() < len(line) and _is_end(line, stop, languages):
            yield stop.end()
            first = _after_number(line, stop.end())


def _after_number(line: str, start: int) -> int:
    """Return where a sentence goes on after the number of a list that it starts with."""
    number = _LIST_NUMBER.match(line, start)
    return number.end() if number else start


def _is_end(line: str, stop: re.Match[str], languages: Languages) -> bool:
    # Scripts with full-width stops put no space behind them.
    if not _FULL_WIDTH.isdisjoint(stop.group()):
        return True
    # No space follows in "3.5" and "example.org".
    next_word = _NEXT.match(line, stop.end())
    if next_word is None or next_word.group(1)[:1].islower():
        return False
    # Only a single full stop can be that of an abbreviation.
    if stop.group()[0] != "." or stop.group()[1:2] == ".":
        return True
    before = _BEFORE.search(line, max(0, stop.start() - _MAX_ABBREVIATION_CHARS), stop.start())
    following_word = next_word.group(1)
    if (
        len(following_word) == 1
        and following_word.isalpha()
        and line.startswith(".", next_word.end())
    ):
        following_word = ""  # an initial, which starts no sentence
    return _ends_with(before.group() if before else "", following_word, languages)


def _ends_with(word: str, following: str, languages: Languages) -> bool:
    """Return whether a sentence ends between a word with a full stop and the following word."""
    abbreviation = word.casefold()
    if abbreviation in _folded(languages, "abbreviations"):
        return False
    if abbreviation in _folded(languages, "abbreviations_before_numbers"):
        # Else they may end a sentence, as the answer "No." does.
        return not following[:1].isdigit()
    if abbreviation in _folded(languages, "abbreviations_at_end") or _INITIALS.fullmatch(word):
        return following.casefold() in _folded(languages, "sentence_starters")
    return not (word.isdigit() and following in _months_after_full_stop(languages))


@cache
def _folded(languages: Languages, field: str) -> frozenset[str]:
    return frozenset(map(str.casefold, languages.union(field)))


@cache
def _months_after_full_stop(languages: Languages) -> frozenset[str]:
    """Return the months of the languages that write "3. Mai"."""
    dotted = [language for language in languages.all() if language.full_stop_after_day]
    return frozenset(names[0] for language in dotted for names in language.months)
