"""Writes the files of `index`; words of unchanged passages are taken over.

Words are numbered in alphabetical order, so that the files are the same without a previous build.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from faqbot.search.analysis.passages import AnalysedPassage
from faqbot.search.arrays.mapped import Array, Texts, read_array, write_array, write_texts
from faqbot.search.ngrams.index import (
    MAX_COUNT,
    MAX_WORD_CHARS,
    expand_ranges,
    folded_words,
    ngram_hashes,
)

# Of each language: how many passages have each folded word.
Vocabulary = dict[str, dict[str, int]]


class NgramWriter:
    """The n-grams as a part of a build."""

    FORMAT = 2

    def __init__(self, folder: Path, previous: Path | None = None) -> None:
        """Start with the files of the previous build; raises BuildError if they are damaged."""
        self._folder = folder
        self._vocabulary: Vocabulary = {}
        self._languages: list[str] = []
        self._previous = _Previous(previous)
        # Of each word, those of the previous build first: its number until they are put in order.
        self._numbers = {text: number for number, text in enumerate(self._previous.texts)}
        self._sources = array("q")  # of each row: where it stands in the tables of both builds
        self._ends, self._words, self._counts = array("I"), array("I"), array("I")

    def add(self, passage: AnalysedPassage, old_row: int | None = None) -> None:
        """Count the words of a passage, or take them over."""
        self._languages.append(passage.document.language)
        if old_row is not None:
            self._sources.append(old_row)
            return
        question_counts = _word_counts(passage.questions)
        counts = _word_counts(passage.texts) + question_counts
        for word, count in counts.items():
            self._words.append(self._numbers.setdefault(word, len(self._numbers)))
            self._counts.append(min(count, MAX_COUNT) | min(question_counts[word], MAX_COUNT) << 16)
        self._sources.append(len(self._previous.ends) + len(self._ends))
        self._ends.append(len(self._words))

    def vocabulary(self) -> Vocabulary:
        """Return how many passages have each word, once the files are written."""
        return self._vocabulary

    def finish(self) -> None:
        """Write the files."""
        rows, words, counts = self._rows()
        total = len(self._sources)
        texts, order = self._in_order(words)
        renumbered = np.zeros(len(self._numbers), np.uint32)
        renumbered[order] = np.arange(len(order))
        words = renumbered[words]
        word_ends, hashes = self._ngrams(order)
        keys, numbers = np.unique(hashes, return_inverse=True)
        sizes = np.diff(word_ends, prepend=0)
        holders = np.bincount(words, minlength=len(texts))
        # A word that all passages have would give log(0).
        lacking = np.log1p(-np.minimum(holders / max(1, total), 1 - 1e-9))
        summed = np.bincount(numbers, np.repeat(lacking, sizes), len(keys))
        values = {
            "ends": np.cumsum(np.bincount(rows, minlength=total)),
            "words": words,
            "counts": counts,
            "lengths": np.bincount(rows, (counts & MAX_COUNT) * sizes[words], total),
            "question_lengths": np.bincount(rows, (counts >> 16) * sizes[words], total),
            "word_ends": word_ends,
            "ngrams": numbers,
            "keys": keys,
            # Rounded up: at least one passage has the n-gram.
            "frequencies": np.ceil(total * -np.expm1(summed)),
        }
        for name, value in values.items():
            write_array(self._folder, name, value)
        write_texts(self._folder, "texts", texts)
        self._vocabulary = _by_language(texts, words, rows, self._languages)

    def _rows(self) -> tuple[Array, Array, Array]:
        """Return of each word in a passage: the row, the word's number, and its counts."""
        previous = self._previous
        ends = _concatenate(previous.ends, np.array(self._ends, np.int64) + len(previous.words))
        rows, places = expand_ranges(np.array(self._sources, np.int64), ends)
        words = _concatenate(previous.words, self._words)[places]
        return rows, words, _concatenate(previous.counts, self._counts)[places]

    def _in_order(self, words: Array) -> tuple[list[str], Array]:
        """Return the texts of the words that occur, in order, and their numbers so far."""
        texts = list(self._numbers)
        used = np.flatnonzero(np.bincount(words, minlength=len(texts))).tolist()
        order = sorted(used, key=texts.__getitem__)
        return [texts[word] for word in order], np.array(order, np.int64)

    def _ngrams(self, order: Array) -> tuple[Array, Array]:
        """Return where the n-grams of each of these words end, and their hashes."""
        previous = self._previous
        new = [ngram_hashes(text) for text in islice(self._numbers, len(previous.texts), None)]
        new_hashes = np.fromiter(chain.from_iterable(new), np.uint32)
        new_ends = np.cumsum([len(each) for each in new], dtype=np.int64) + len(previous.hashes)
        owners, places = expand_ranges(order, _concatenate(previous.word_ends, new_ends))
        ends = np.cumsum(np.bincount(owners, minlength=len(order)))
        return ends, _concatenate(previous.hashes, new_hashes)[places]


class _Previous:
    """The files of the previous build."""

    def __init__(self, folder: Path | None) -> None:
        self.texts: list[str] = []
        self.ends = self.words = self.counts = self.word_ends = np.empty(0, np.uint32)
        self.hashes = np.empty(0, np.uint32)
        if folder is None:
            return
        self.texts = list(Texts(folder, "texts"))
        self.ends, self.words, self.counts, self.word_ends, ngrams, keys = (
            read_array(folder, name)
            for name in ("ends", "words", "counts", "word_ends", "ngrams", "keys")
        )
        self.hashes = keys[ngrams]


def _word_counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in folded_words(text))


def _concatenate(old: Array, new: ArrayLike) -> Array:
    values: Array = np.concatenate((old, np.asarray(new)))
    return values


def _by_language(
    texts: Sequence[str], words: Array, rows: Array, languages: Sequence[str]
) -> Vocabulary:
    """Return how many passages have each word; words that were cut are left out."""
    names = sorted(set(languages))
    numbers = np.array([names.index(language) for language in languages], np.int64)
    counts: Vocabulary = {}
    for number, name in enumerate(names):
        holders = np.bincount(words[numbers[rows] == number], minlength=len(texts))
        counts[name] = {
            texts[word]: int(holders[word])
            for word in np.flatnonzero(holders).tolist()
            if len(texts[word]) < MAX_WORD_CHARS
        }
    return counts
