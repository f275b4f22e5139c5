"""Words that the index does not know, corrected from its own vocabulary.

For each language: its words (folded, shortest first, then by alphabet) with the number of passages
that have them, and their stems. A signature of 64 bits, one for each letter that a word has and one
for each that it has twice, leaves a few hundred words to compare: an edit sets or clears at most
one of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf, log
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from faqbot.core.text.words import UNSPACED, fold, term
from faqbot.search.arrays.mapped import Texts, damaged, is_rising, read_array
from faqbot.search.spelling.keyboard import typing_cost

MAX_CHARS = 64
_MIN_CORRECTED_LETTERS = 4
_MIN_TWO_EDIT_LETTERS = 6
# More candidates than the nearest and most frequent only cost time.
_MAX_CANDIDATES = 16
# One edit more must be made up for by a word that is e**4 = 55 times as frequent.
_EDIT_WEIGHT = 4.0
_SPLIT_COST = 0.9
_MIN_SPLIT_LETTERS = 3
_MIN_FREQUENCY = 2
# What is clear: one slip in 5 letters at most, well ahead of the next, and not too rare a word.
# Chosen on the collection of bench/spelling.py, where 1 in 20 real words that the index lacks
# becomes another; on two collections that were not looked at, 1 in 10.
_CLEAR_SLIPS_A_LETTER = 1 / 5
_CLEAR_MARGIN = 1.5
_CLEAR_SCORE = -12.5

# Takes a language and two words; returns in how many passages they stand side by side.
PairCount = Callable[[str, str, str], int]


@dataclass(frozen=True)
class Correction:
    """What a word was probably meant to be, folded: one word, or two where a space was left out.

    "silent": clearly so, search for it instead; "suggest": ask whether it was meant. The score is
    the logarithm of the candidate's frequency, as a share of the most frequent word's, less what
    the edits cost: at most 0, higher is surer.
    """

    text: str
    kind: Literal["silent", "suggest"]
    score: float


class _Candidate(NamedTuple):
    text: str
    cost: float
    score: float


class Speller:
    """Corrects words; safe to share between threads."""

    def __init__(self, folder: Path, pair_count: PairCount) -> None:
        """Map the files of `writer`; raises BuildError if they are damaged."""
        self._vocabularies = {
            language: _Vocabulary(folder, str(number), language, pair_count)
            for number, language in enumerate(Texts(folder, "languages"))
        }

    def knows(self, word: str, language: str) -> bool:
        """Return whether the index has this word or another with its stem."""
        vocabulary = self._vocabularies.get(language)
        return vocabulary is not None and vocabulary.knows(plain_word(word))

    def correct(self, word: str, language: str) -> Correction | None:
        """Return the best correction of an unknown word, None if it is known or nothing is near.

        Words of fewer than 4 letters, with digits, or in a script without spaces between words
        are left alone; up to 5 letters one edit is tried, from 6 letters two.
        """
        vocabulary = self._vocabularies.get(language)
        typed = plain_word(word)
        if vocabulary is None or not _is_correctable(typed) or vocabulary.knows(typed):
            return None
        return vocabulary.correct(typed)


class _Vocabulary:
    """The words of one language."""

    def __init__(self, folder: Path, name: str, language: str, pair_count: PairCount) -> None:
        self._language = language
        self._pair_count = pair_count
        self._words = Texts(folder, f"{name}_words")
        self._stems = Texts(folder, f"{name}_stems")
        # A damaged count must not be 0, which has no logarithm.
        self._counts = np.maximum(1, read_array(folder, f"{name}_counts"))
        self._signatures = read_array(folder, f"{name}_signatures", np.uint64)
        # The words of n letters stand from starts[n] to starts[n + 1].
        starts = read_array(folder, f"{name}_starts")
        self._starts: list[int] = starts.tolist()
        self._max_count = int(self._counts.max(initial=1))
        size = len(self._words)
        if not (
            len(self._counts) == len(self._signatures) == size
            and len(starts) == MAX_CHARS + 2
            and is_rising(starts, last=size)
        ):
            raise damaged(folder / f"{name}_words.utf8")

    def count(self, word: str) -> int:
        """Return how many passages have this very word."""
        if len(word) > MAX_CHARS:
            return 0
        low, high = self._starts[len(word) : len(word) + 2]
        place = self._words.find(word.encode("utf-8", "replace"), low, high)
        return 0 if place is None else int(self._counts[place])

    def knows(self, word: str) -> bool:
        """Return whether this word or its stem is there."""
        stem = term(word, self._language).encode("utf-8", "replace")
        return self.count(word) > 0 or self._stems.find(stem) is not None

    def correct(self, typed: str) -> Correction | None:
        """Return the best correction of a word that is not there."""
        ranked = sorted(self._candidates(typed), key=lambda each: (-each.score, each.text))
        if not ranked:
            return self._guess_split(typed)
        best = ranked[0]
        stem = term(best.text, self._language)
        # Forms of the same word are no rivals: any of them finds the same passages.
        rivals = (each.score for each in ranked if term(each.text, self._language) != stem)
        is_clear = (
            best.cost <= len(typed) * _CLEAR_SLIPS_A_LETTER
            and best.score >= _CLEAR_SCORE
            and best.score - next(rivals, -inf) >= _CLEAR_MARGIN
        )
        return Correction(best.text, "silent" if is_clear else "suggest", best.score)

    def _candidates(self, typed: str) -> Iterator[_Candidate]:
        for word, count in self._near(typed):
            yield self._candidate(word, count, typing_cost(typed, word, self._language))
        for first, second, _ in self._splits(typed):
            count = self._pair_count(self._language, first, second)
            if count >= _MIN_FREQUENCY:
                yield self._candidate(f"{first} {second}", count, _SPLIT_COST)

    def _guess_split(self, typed: str) -> Correction | None:
        """Return the likeliest two words, which no passage has side by side, to be suggested."""
        splits = (
            self._candidate(f"{first} {second}", count, _SPLIT_COST)
            for first, second, count in self._splits(typed)
        )
        best = max(splits, key=lambda split: split.score, default=None)
        return best and Correction(best.text, "suggest", best.score)

    def _splits(self, typed: str) -> Iterator[tuple[str, str, int]]:
        """Yield the pairs of known words that were run together, and how many have the rarer."""
        for cut in range(_MIN_SPLIT_LETTERS, len(typed) - _MIN_SPLIT_LETTERS + 1):
            first, second = typed[:cut], typed[cut:]
            count = self.count(first)
            if count >= _MIN_FREQUENCY:
                count = min(count, self.count(second))
                if count >= _MIN_FREQUENCY:
                    yield first, second, count

    def _candidate(self, text: str, count: int, cost: float) -> _Candidate:
        return _Candidate(text, cost, log(count / self._max_count) - _EDIT_WEIGHT * cost)

    def _near(self, typed: str) -> list[tuple[str, int]]:
        """Return the nearest words with their counts, the more frequent of equally near first."""
        edits = 2 if len(typed) >= _MIN_TWO_EDIT_LETTERS else 1
        low = self._starts[max(0, len(typed) - edits)]
        high = self._starts[min(MAX_CHARS + 1, len(typed) + edits + 1)]
        letters, own = self._signatures[low:high], np.uint64(signature(typed))
        # Each way on its own: a letter changed sets one bit and clears another.
        is_near = np.bitwise_count(letters & ~own) <= edits
        is_near &= np.bitwise_count(own & ~letters) <= edits
        places: list[int] = (np.flatnonzero(is_near) + low).tolist()
        words = [self._words[place] for place in places]
        matches = process.extract(typed, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
        ordered = sorted(
            (distance, -int(self._counts[places[number]]), word)
            for word, distance, number in matches
        )
        return [(word, -count) for _, count, word in ordered[:_MAX_CANDIDATES]]


def plain_word(word: str) -> str:
    """Return a word folded, without possessive or apostrophes, as stems are made from."""
    folded = fold(word[: 2 * MAX_CHARS]).replace("’", "'")
    return folded.removesuffix("'s").replace("'", "")


def _is_correctable(word: str) -> bool:
    is_fit = _MIN_CORRECTED_LETTERS <= len(word) <= MAX_CHARS
    return is_fit and not any(map(str.isdigit, word)) and not UNSPACED.search(word)


def signature(word: str) -> int:
    """Return 64 bits: which letters a word has, and above them which it has twice."""
    once = twice = 0
    for letter in word:
        # Letters that share a bit only leave more words to compare.
        bit = 1 << (ord(letter) % 32)
        twice |= once & bit
        once |= bit
    return once | twice << 32
