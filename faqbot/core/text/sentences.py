"""Sentences: where they end, in the languages of the sites that we read.

Rules and short lists of abbreviations. Of the libraries, pysbd is no longer kept, blingfire is a
binary, and syntok (1.4.4, tried) splits neither lines nor Chinese and knows three languages.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

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

# Names, examples and numbers follow these, so that no sentence ends in them.
_NEVER_LAST = frozenset(
    "mr mrs ms dr drs prof rev hon gov sen rep gen col capt lt sgt st mt ft messrs mme mlle sr "
    "sra srta dra lic ing ud uds vs cf viz e.g eg i.e ie p.ej ej z.b d.h u.a bzw ca hr fr frl "
    "approx attn".split()
)
# The same before a number; else they may end a sentence, as the answer "No." does.
_BEFORE_NUMBERS = frozenset(
    "no nos nr nro núm num p pp pg pág págs fig figs art arts sec secs ch vol vols ext tel ste "
    "apt rm bldg jan feb mar apr jun jul aug sep sept oct nov dec ene abr ago dic par para "
    "abs kap bd".split()
)
# These end a sentence where the next word is one that sentences start with, as initials do.
_MAYBE_LAST = frozenset(
    "etc inc ltd co corp jr ave blvd rd hwy dist dept univ assoc ph.d ee.uu usw".split()
)
_STARTERS = frozenset(
    "the a an this that these those it its we you they he she i our your their if in on at for to "
    "from as by when where what which who how why there then please all each every both after "
    "before but and or so however no not yes only also some many most other see el la los las un "
    "una este esta estos estas su sus si en con para por cuando qué cómo dónde der die das ein "
    "eine es wir sie wenn le les une nous vous il elle".split()
)
# German writes days as "3. Mai".
_MONTHS = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)


class Sentence(NamedTuple):
    """One sentence of a text, with where it stands: text[start:end]."""

    start: int
    end: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; each line starts one, without its bullet.

    Where it is doubtful whether an abbreviation ends a sentence, it does not: one long sentence
    reads better than two halves.

    >>> [found.text for found in sentences("Is Dr. Lee in? No. Call at 9 a.m. on Monday.")]
    ['Is Dr. Lee in?', 'No.', 'Call at 9 a.m. on Monday.']
    """
    at = 0
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        start = bullet.end() if bullet else 0
        for end in (*_ends(line, start), len(line)):
            piece = line[start:end]
            if found := piece.strip():
                begin = at + start + len(piece) - len(piece.lstrip())
                yield Sentence(begin, begin + len(found), found)
            start = end
        at += len(line) + 1


def _ends(line: str, start: int) -> Iterator[int]:
    """Yield where sentences end within a line that starts at `start`, but for its last."""
    first = _after_number(line, start)
    for stop in _STOPS.finditer(line, first):
        if first <= stop.start() and stop.end() < len(line) and _is_end(line, stop):
            yield stop.end()
            first = _after_number(line, stop.end())


def _after_number(line: str, start: int) -> int:
    """Return where a sentence goes on after the number of a list that it starts with."""
    number = _LIST_NUMBER.match(line, start)
    return number.end() if number else start


def _is_end(line: str, stop: re.Match[str]) -> bool:
    if not _FULL_WIDTH.isdisjoint(stop.group()):
        return True
    following = _NEXT.match(line, stop.end())
    if following is None or following.group(1)[:1].islower():
        return False
    if stop.group()[0] != "." or stop.group()[1:2] == ".":
        return True
    before = _BEFORE.search(line, max(0, stop.start() - _LONGEST_ABBREVIATION), stop.start())
    return _ends_with(before.group() if before else "", _word_to_start_with(line, following))


def _word_to_start_with(line: str, following: re.Match[str]) -> str:
    """Return the word that is found to follow, or "" for an initial, which starts no sentence."""
    word = following.group(1)
    is_initial = (
        len(word) == 1 and word.isalpha() and line[following.end() : following.end() + 1] == "."
    )
    return "" if is_initial else word


def _ends_with(word: str, following: str) -> bool:
    """Return whether a sentence ends between a word with a full stop and the following word."""
    abbreviation = word.casefold()
    if abbreviation in _NEVER_LAST:
        return False
    if abbreviation in _BEFORE_NUMBERS:
        return not following[:1].isdigit()
    if abbreviation in _MAYBE_LAST or _INITIALS.fullmatch(word):
        return following.casefold() in _STARTERS
    return not (word.isdigit() and following in _MONTHS)
