"""Similarity by character n-grams (four characters inside words), for the candidates of a search.

They find what stems miss: "vaccination" beside "vaccines", the parts of a compound, a misspelt
word. A passage is stored as its words, a word as its n-grams, so that the n-grams of a few hundred
passages are counted at question time. Scores are BM25, and questions weigh as much as in the
inverted index. The number of passages that have an n-gram is estimated from the numbers that have
its words, as if words were independent.

    ends, words, counts      of each passage: where its words end; word numbers; times in all,
                             and times in its question << 16
    lengths                  of each passage, in n-grams
    question_lengths         of each question, in n-grams
    word_ends, ngrams        of each word: where its n-grams end; n-gram numbers
    keys, frequencies        of each n-gram: its hash, in order; how many passages have it
    texts                    of each word: itself, for the next build (`writer`)
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
MAX_WORD_CHARS = 40
MAX_COUNT = 0xFFFF
_NAMES = "ends words counts lengths question_lengths word_ends ngrams keys frequencies".split()


class NgramIndex:
    """The n-grams of the passages of one build. Safe to share between threads."""

    def __init__(self, folder: Path, weights: Weights) -> None:
        """Map the files; raises BuildError if they are lost or do not fit together."""
        self._files = {name: read_array(folder, name) for name in _NAMES}
        files = self._files
        fits = (
            is_rising(files["ends"], last=len(files["words"]))
            and is_rising(files["word_ends"], last=len(files["ngrams"]))
            and len(files["words"]) == len(files["counts"])
            and len(files["ends"]) == len(files["lengths"]) == len(files["question_lengths"])
            and len(files["keys"]) == len(files["frequencies"])
        )
        if not fits:
            raise damaged(folder / "ends.u32")
        total, question_count = len(files["ends"]), np.count_nonzero(files["question_lengths"])
        self._norms = _norms(files["lengths"], total)
        self._question_norms = _norms(files["question_lengths"], int(question_count))
        self._question_weight = question_weight(np.array(question_count / max(1, total)), weights)
        with_ngram = files["frequencies"].astype(np.float64)
        # The words with n-gram n: holders[holder_ends[n - 1] : holder_ends[n]].
        sizes = np.diff(files["word_ends"], prepend=np.uint32(0))
        owners = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        self._holders = owners[files["ngrams"].argsort(kind="stable")]
        self._holder_ends = np.bincount(files["ngrams"], minlength=len(with_ngram)).cumsum()
        self._idf = idf(with_ngram, total)

    @property
    def row_count(self) -> int:
        """Return the number of passages."""
        return len(self._files["ends"])

    def scores(self, rows: Array, question: str) -> Array:
        """Return the score of each of these passages."""
        places = self._places(question)
        if not len(rows) or not len(places):
            return np.zeros(len(rows))
        owner, numbers = expand_ranges(rows, self._files["ends"])
        words = self._files["words"][numbers]
        sharing_numbers, column_ends, columns = self._sharing(places)
        # Most words share no n-gram with the question.
        sharing = sharing_numbers[words].nonzero()[0]
        counts = self._files["counts"][numbers[sharing]]
        inner, pairs = expand_ranges(sharing_numbers[words[sharing]] - 1, column_ends)
        # One cell for each passage and each n-gram of the question.
        cells = owner[sharing[inner]] * len(places) + columns[pairs]
        shape = (len(rows), len(places))
        size = len(rows) * len(places)
        times = np.bincount(cells, counts[inner] & MAX_COUNT, size).reshape(shape)
        question_times = np.bincount(cells, counts[inner] >> 16, size).reshape(shape)
        gain = saturation(times, self._norms[rows, None])
        gain += self._question_weight * saturation(question_times, self._question_norms[rows, None])
        scores: Array = gain @ self._idf[places]
        return scores

    def _sharing(self, places: Array) -> tuple[Array, Array, Array]:
        """Return which words have any of these ngrams, and which of them.

        For each word its number among those that have any, from 1, or 0; where the columns of
        each of these end; and the columns, which number `places`.
        """
        column, numbers = expand_ranges(places, self._holder_ends)
        holders = self._holders[numbers]
        order = holders.argsort(kind="stable")
        holders = holders[order]
        last = np.append(holders[1:] != holders[:-1], True).nonzero()[0]
        sharing_numbers = np.zeros(len(self._files["word_ends"]), np.int32)
        sharing_numbers[holders[last]] = np.arange(1, len(last) + 1)
        return sharing_numbers, last + 1, column[order]

    def _places(self, question: str) -> Array:
        """Return the numbers of the question's n-grams that the index has."""
        ngrams = {each for word in folded_words(question) for each in ngram_hashes(word)}
        hashes = np.array(sorted(ngrams), np.uint32)
        keys = self._files["keys"]
        places: Array = keys.searchsorted(hashes)
        return places[places < keys.searchsorted(hashes, side="right")]


def folded_words(text: str) -> Sequence[str]:
    """Return the words of a text, with repeats, folded and cut to a bounded length."""
    return [fold(word)[:MAX_WORD_CHARS] for word in word_texts(text)]


def ngram_hashes(word: str) -> list[int]:
    """Return the hashes of the n-grams of a word, whose ends count as characters.

    A word that is too short for any is one n-gram.
    """
    ended = f" {word} "
    starts = range(max(1, len(ended) - _SIZE + 1))
    if ended.isascii():
        encoded = ended.encode()
        # Not hash(), which differs from process to process.
        return [crc32(encoded[start : start + _SIZE]) for start in starts]
    ngrams = (ended[start : start + _SIZE] for start in starts)
    return [crc32(ngram.encode("utf-8", "replace")) for ngram in ngrams]


def expand_ranges(chosen: Array, ends: Array) -> tuple[Array, Array]:
    """Return the numbers in the ranges of the chosen, and which of the chosen each belongs to.

    Range n is from ends[n - 1] to ends[n].
    """
    chosen = chosen.astype(np.int64)
    until = ends[chosen].astype(np.int64)
    # For range 0, ends[-1] is read too, and dropped.
    since = np.where(chosen > 0, ends[chosen - 1], 0).astype(np.int64)
    sizes = until - since
    owner = np.repeat(np.arange(len(chosen)), sizes)
    first = np.repeat(since - (np.cumsum(sizes) - sizes), sizes)
    return owner, first + np.arange(len(owner))


def _norms(lengths: Array, filled: int) -> Array:
    mean = lengths.sum(dtype=np.float64) / max(1, filled) or 1.0
    return length_norms(lengths, mean)
