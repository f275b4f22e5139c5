"""Writes the files of `grams`: passages of the build before are taken over as they lie there.

Words are numbered in their own order, so that the files do not tell how a build came about.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from faqbot.search.grams import LONGEST_WORD, MOST, folded_words, run_hashes, spread
from faqbot.search.impacts_files import Array
from faqbot.search.mapped import Texts, read_numbers, write_numbers, write_texts

# Raise it when the same passages would give other files than before.
FORMAT = 1


class GramsWriter:
    """Takes passages one by one and writes the files at the end."""

    def __init__(self, previous: Path | None = None) -> None:
        """Start with the files of the previous build, which must be whole."""
        self._before = _Before(previous)
        # Of each word, those of the previous build first: its number until they are put in order.
        self._numbers = {text: number for number, text in enumerate(self._before.runs)}
        self._sources = array("q")  # of each row: where it stands in the tables of both builds
        self._ends, self._words, self._counts = array("I"), array("I"), array("I")

    def keep(self, row: int) -> None:
        """Take the passage of this row of the previous build as the next."""
        self._sources.append(row)

    def add(self, asked: Iterable[str], texts: Iterable[str]) -> None:
        """Take the next passage: the texts of its question, and all others."""
        asked_counts = Counter(word for text in asked for word in folded_words(text))
        counts = Counter(word for text in texts for word in folded_words(text)) + asked_counts
        for word, count in counts.items():
            self._words.append(self._numbers.setdefault(word, len(self._numbers)))
            self._counts.append(min(count, MOST) | min(asked_counts[word], MOST) << 16)
        self._sources.append(len(self._before.ends) + len(self._ends))
        self._ends.append(len(self._words))

    def write(self, folder: Path, languages: Sequence[str]) -> dict[str, dict[str, int]]:
        """Write the files into a folder; return how many passages have each word, by language.

        `languages` are those of the passages, in order; words that were cut are left out.
        """
        texts, words, counts, ends = self._tables()
        total = len(ends)
        row_of = np.repeat(np.arange(total), np.diff(ends, prepend=0))
        known = self._before.runs
        runs = [known[text] if text in known else run_hashes(text) for text in texts]
        word_ends = np.cumsum([len(each) for each in runs], dtype=np.int64)
        keys, numbers = np.unique(
            np.fromiter(chain.from_iterable(runs), np.uint32), return_inverse=True
        )
        sizes = np.diff(word_ends, prepend=0)
        holders = np.bincount(words, minlength=len(texts))
        lacking = np.log1p(-np.minimum(holders / max(1, total), 1 - 1e-9))
        summed = np.bincount(numbers, np.repeat(lacking, sizes), len(keys))
        values = {
            "ends": ends,
            "words": words,
            "counts": counts,
            "lengths": np.bincount(row_of, (counts & MOST) * sizes[words], total),
            "asked_lengths": np.bincount(row_of, (counts >> 16) * sizes[words], total),
            "word_ends": word_ends,
            "runs": numbers,
            "keys": keys,
            "frequencies": np.ceil(total * -np.expm1(summed)),
        }
        for name, value in values.items():
            write_numbers(folder, name, value)
        write_texts(folder, "texts", texts)
        return _by_language(texts, words, row_of, languages)

    def _tables(self) -> tuple[list[str], Array, Array, Array]:
        """Return the words in order, and words, counts and ends of all rows."""
        before = self._before
        new_ends = np.array(self._ends, np.int64) + len(before.words)
        ends = np.concatenate((before.ends, new_ends))
        row_of, places = spread(np.array(self._sources, np.int64), ends)
        words = np.concatenate((before.words, np.array(self._words, np.uint32)))[places]
        counts = np.concatenate((before.counts, np.array(self._counts, np.uint32)))[places]
        texts = list(self._numbers)
        used = np.flatnonzero(np.bincount(words, minlength=len(texts))).tolist()
        order = sorted(used, key=texts.__getitem__)
        numbers = np.zeros(len(texts), np.uint32)
        numbers[order] = np.arange(len(order))
        ends = np.cumsum(np.bincount(row_of, minlength=len(self._sources)))
        return [texts[word] for word in order], numbers[words], counts, ends


class _Before:
    """The files of the previous build."""

    def __init__(self, folder: Path | None) -> None:
        self.runs: dict[str, list[int]] = {}  # of each word, in order
        self.ends = self.words = self.counts = np.empty(0, np.uint32)
        if folder is None:
            return
        self.ends, self.words, self.counts, keys, runs, word_ends = (
            read_numbers(folder, name)
            for name in ("ends", "words", "counts", "keys", "runs", "word_ends")
        )
        hashes = keys[runs].tolist()
        bounds = pairwise([0, *word_ends.tolist()])
        self.runs = {
            text: hashes[start:end]
            for text, (start, end) in zip(Texts(folder, "texts"), bounds, strict=True)
        }


def _by_language(
    texts: Sequence[str], words: Array, row_of: Array, languages: Sequence[str]
) -> dict[str, dict[str, int]]:
    names = sorted(set(languages))
    numbers = np.array([names.index(language) for language in languages], np.int64)
    counts: dict[str, dict[str, int]] = {}
    for number, name in enumerate(names):
        found = np.bincount(words[numbers[row_of] == number], minlength=len(texts))
        counts[name] = {
            texts[word]: int(found[word])
            for word in np.flatnonzero(found).tolist()
            if len(texts[word]) < LONGEST_WORD
        }
    return counts
