"""Likeness by runs of four characters inside words, for passages that were found already.

They find what stems miss: "vaccination" beside "vaccines", the parts of a compound, a misspelt
word. A passage is kept as the words it has, a word as its runs, so that the runs of a few hundred
passages are counted at question time. Scores are BM25 like those of the impacts, and questions
weigh as much as there. How many passages have a run is worked out from how many have its words, as
if words stood independent of one another.

    ends, words, counts      of each passage: where its words end; word numbers; times in all,
                             and times in its question << 16
    lengths, asked_lengths   of each passage, in runs
    word_ends, runs          of each word: where its runs end; run numbers
    keys, frequencies        of each run: its hash, in order; how many passages have it
    texts                    of each word: itself, for the next build (`grams_writer`)
"""

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from faqbot.core.records import Weights
from faqbot.core.text.words import fold, word_texts
from faqbot.search.arrays.mapped import Array, damaged, is_rising, read_array
from faqbot.search.inverted.bm25 import idf, length_norms, saturation
from faqbot.search.inverted.impacts import question_weight

_SIZE = 4
LONGEST_WORD = 40
MOST = 0xFFFF
_NAMES = "ends words counts lengths asked_lengths word_ends runs keys frequencies".split()


class NgramIndex:
    """The runs of the passages of one build. Safe to share between threads."""

    def __init__(self, folder: Path, weights: Weights) -> None:
        """Map the files; raises BuildError if they are lost or do not fit together."""
        self._files = {name: read_array(folder, name) for name in _NAMES}
        files = self._files
        fits = (
            is_rising(files["ends"], last=len(files["words"]))
            and is_rising(files["word_ends"], last=len(files["runs"]))
            and len(files["words"]) == len(files["counts"])
            and len(files["ends"]) == len(files["lengths"]) == len(files["asked_lengths"])
            and len(files["keys"]) == len(files["frequencies"])
        )
        if not fits:
            raise damaged(folder / "ends.u32")
        total, asked = len(files["ends"]), np.count_nonzero(files["asked_lengths"])
        self._norms = _norms(files["lengths"], total)
        self._question_norms = _norms(files["asked_lengths"], int(asked))
        self._question_weight = question_weight(np.array(asked / max(1, total)), weights)
        with_run = files["frequencies"].astype(np.float64)
        # Which words have each run: holders[holder_ends[n - 1] : holder_ends[n]] for run n.
        sizes = np.diff(files["word_ends"], prepend=np.uint32(0))
        owners = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        self._holders = owners[files["runs"].argsort(kind="stable")]
        self._holder_ends = np.bincount(files["runs"], minlength=len(with_run)).cumsum()
        self._idf = idf(with_run, total)

    @property
    def row_count(self) -> int:
        """Return the number of passages."""
        return len(self._files["ends"])

    def scores(self, rows: Array, question: str) -> Array:
        """Return how like the question each of these passages is."""
        places = self._places(question)
        if not len(rows) or not len(places):
            return np.zeros(len(rows))
        owner, numbers = spread(rows, self._files["ends"])
        held = self._files["words"][numbers]
        wanted, column_ends, columns = self._sharing(places)
        # Most words share no run with the question.
        sharing = wanted[held].nonzero()[0]
        counts = self._files["counts"][numbers[sharing]]
        inner, pairs = spread(wanted[held[sharing]] - 1, column_ends)
        cells = owner[sharing[inner]] * len(places) + columns[pairs]
        shape = (len(rows), len(places))
        size = len(rows) * len(places)
        times = np.bincount(cells, counts[inner] & MOST, size).reshape(shape)
        asked = np.bincount(cells, counts[inner] >> 16, size).reshape(shape)
        gain = saturation(times, self._norms[rows, None])
        gain += self._question_weight * saturation(asked, self._question_norms[rows, None])
        scores: Array = gain @ self._idf[places]
        return scores

    def _sharing(self, places: Array) -> tuple[Array, Array, Array]:
        """Return which words have any of these runs, and which of them.

        For each word its number among those that have any, from 1, or 0; where the columns of
        each of these end; and the columns, which number `places`.
        """
        column, numbers = spread(places, self._holder_ends)
        holders = self._holders[numbers]
        order = holders.argsort(kind="stable")
        holders = holders[order]
        last = np.append(holders[1:] != holders[:-1], True).nonzero()[0]
        wanted = np.zeros(len(self._files["word_ends"]), np.int32)
        wanted[holders[last]] = np.arange(1, len(last) + 1)
        return wanted, last + 1, column[order]

    def _places(self, question: str) -> Array:
        """Return the numbers of the question's runs that the index knows."""
        runs = {run for word in folded_words(question) for run in run_hashes(word)}
        wanted = np.array(sorted(runs), np.uint32)
        keys = self._files["keys"]
        if not len(keys):
            return np.empty(0, np.intp)
        places: Array = keys.searchsorted(wanted)
        known: Array = places[keys.take(places, mode="clip") == wanted]
        return known


def folded_words(text: str) -> Sequence[str]:
    """Return the words of a text, with repeats, folded and cut to a bounded length."""
    return [fold(word)[:LONGEST_WORD] for word in word_texts(text)]


def run_hashes(word: str) -> list[int]:
    """Return the runs of a word, whose ends count as characters; of a short one, all of it."""
    ended = f" {word} "
    starts = range(max(1, len(ended) - _SIZE + 1))
    if ended.isascii():
        encoded = ended.encode()
        return [crc32(encoded[start : start + _SIZE]) for start in starts]
    runs = (ended[start : start + _SIZE] for start in starts)
    return [crc32(run.encode("utf-8", "replace")) for run in runs]


def spread(chosen: Array, ends: Array) -> tuple[Array, Array]:
    """Return which of the chosen each of their parts belongs to, and the numbers of the parts."""
    chosen = chosen.astype(np.int64)
    until = ends[chosen].astype(np.int64)
    since = np.where(chosen > 0, ends[chosen - 1], 0).astype(np.int64)
    sizes = until - since
    owner = np.repeat(np.arange(len(chosen)), sizes)
    first = np.repeat(since - (np.cumsum(sizes) - sizes), sizes)
    return owner, first + np.arange(len(owner))


def _norms(lengths: Array, filled: int) -> Array:
    mean = lengths.sum(dtype=np.float64) / max(1, filled) or 1.0
    return length_norms(lengths, mean)
