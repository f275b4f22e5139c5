"""Counted postings as arrays: made from analysed passages, joined, kept for the next build."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from faqbot.search.analysis.passages import PassageTerms
from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.keys import pair_hashes, term_hash

_MOST = np.iinfo(np.uint16).max
# How the times that a term is asked share 16 bits: those in the question itself stand above.
_ASKED_BITS = 12
_MOST_ASKED, _MOST_OWN = (1 << _ASKED_BITS) - 1, (1 << 16 - _ASKED_BITS) - 1


@dataclass(frozen=True)
class Postings:
    """Postings in order of key hash, then row; `counts` has the number of each key's postings.

    Frequencies above 65,535 count as 65,535. `tf_question` is read by `asked_times`.
    """

    keys: Array
    counts: Array
    rows: Array
    tf_all: Array
    tf_question: Array


@dataclass(frozen=True)
class Counted:
    """Postings in parts that share no row, and the lengths of those rows.

    A row of `lengths` has the number of its language in `languages`, then how many terms, terms
    of all wordings of the question, and pairs the passage has, 1 if its question is a heading, and
    how many terms the question itself has.
    """

    parts: list[Postings]
    rows: Array
    languages: list[str]
    lengths: Array


# Where a term stands: anywhere in the passage, in its question, in another wording of that.
_FIELDS = _SAID, _OWN, _OTHER = 0, 1, 2
# The numbers that are kept of the lengths of a passage.
LENGTHS = 6


class Counter:
    """Counts terms and pairs of passages, a chunk at a time, so that no token list grows long."""

    def __init__(self, chunk_terms: int = 1 << 18) -> None:
        self._chunk_terms = chunk_terms
        self._languages: dict[str, int] = {}
        self._lengths = array("q")
        self._done: list[Postings] = []
        self._rows = array("q")
        self._start()

    def add(self, row: int, passage: PassageTerms) -> None:
        """Count one passage; rows must ascend."""
        language = passage.language
        fields = [field for field in passage.fields if field]
        lengths = [len(field) for field in fields]
        self._terms.extend([term_hash(language, term) for term in chain.from_iterable(fields)])
        self._field_lengths.extend(lengths)
        self._question.extend([term_hash(language, term) for term in passage.question])
        self._others.extend([term_hash(language, term) for term in passage.aliases])
        number = self._languages.setdefault(language, len(self._languages))
        length = sum(lengths)
        own, pairs = len(passage.question), length - len(lengths)
        asked = own + len(passage.aliases)
        self._lengths.extend((number, length, asked, pairs, passage.is_heading, own))
        self._rows.append(row)
        if len(self._terms) + len(self._question) + len(self._others) >= self._chunk_terms:
            self._count()

    def finish(self) -> Counted:
        """Return all that was counted."""
        self._count()
        lengths = np.array(self._lengths, np.uint32).reshape(-1, LENGTHS)
        return Counted(self._done, np.array(self._rows, np.int64), list(self._languages), lengths)

    def _start(self) -> None:
        self._first = len(self._rows)
        self._terms = array("Q")
        self._question = array("Q")
        self._others = array("Q")
        self._field_lengths = array("q")

    def _count(self) -> None:
        lengths = np.array(self._lengths[LENGTHS * self._first :], np.int64).reshape(-1, LENGTHS)
        local = np.arange(len(lengths))
        said = np.array(self._terms, np.uint64)
        rows = np.repeat(local, lengths[:, 1])
        fields = np.repeat(np.arange(len(self._field_lengths)), np.array(self._field_lengths))
        inside = fields[1:] == fields[:-1]
        pairs = pair_hashes(said[:-1], said[1:])[inside]
        question, others = np.array(self._question, np.uint64), np.array(self._others, np.uint64)
        hashes = np.concatenate((said, pairs, question, others))
        owned, lent = lengths[:, 5], lengths[:, 2] - lengths[:, 5]
        where = np.concatenate(
            (rows, rows[:-1][inside], np.repeat(local, owned), np.repeat(local, lent))
        )
        kinds = np.repeat(
            (_SAID, _OWN, _OTHER), (len(said) + len(pairs), len(question), len(others))
        )
        self._done.append(
            _counted(hashes, where, kinds, np.array(self._rows[self._first :], np.int64))
        )
        self._start()


def asked_times(tf_question: Array) -> tuple[Array, Array]:
    """Return how often each term is asked in all wordings, and how often in the question itself.

    More than 4,095 count as 4,095, and in the question itself more than 15 as 15.
    """
    return tf_question & _MOST_ASKED, tf_question >> _ASKED_BITS


def _counted(hashes: Array, rows: Array, fields: Array, row_numbers: Array) -> Postings:
    """Return the postings of single occurrences; `rows` are positions in `row_numbers`."""
    keys, numbers = np.unique(hashes, return_inverse=True)
    occurrences = np.sort((numbers * len(row_numbers) + rows) << 2 | fields)
    kinds, tf = _runs(occurrences)
    postings, _ = _runs(kinds >> 2)
    place = np.searchsorted(postings, kinds >> 2)
    times = np.zeros((len(_FIELDS), len(postings)), np.int64)
    times[kinds & 3, place] = tf
    tf_all = np.minimum(times[_SAID], _MOST).astype(np.uint16)
    asked = np.minimum(times[_OWN] + times[_OTHER], _MOST_ASKED)
    tf_question = (np.minimum(times[_OWN], _MOST_OWN) << _ASKED_BITS | asked).astype(np.uint16)
    found, places = np.divmod(postings, len(row_numbers))
    counts = np.bincount(found, minlength=len(keys))
    return Postings(keys, counts, row_numbers[places].astype(np.int32), tf_all, tf_question)


def _runs(values: Array) -> tuple[Array, Array]:
    """Return the distinct values of a sorted array, and how often each occurs."""
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))[: len(values)])
    return values[starts], np.diff(starts, append=len(values))


def moved(postings: Postings, new_rows: Array) -> Postings:
    """Return the postings under new row numbers (-1: dropped); rows may be out of order."""
    rows = new_rows[postings.rows]
    kept = rows >= 0
    if kept.all():
        counts, tf_all, tf_question = postings.counts, postings.tf_all, postings.tf_question
        return Postings(postings.keys, counts, rows, tf_all, tf_question)
    dropped = np.searchsorted(np.cumsum(postings.counts), np.flatnonzero(~kept), side="right")
    counts = postings.counts - np.bincount(dropped, minlength=len(postings.counts))
    left = counts > 0
    return Postings(
        postings.keys[left],
        counts[left],
        rows[kept],
        postings.tf_all[kept],
        postings.tf_question[kept],
    )


def joined(parts: Iterable[Postings]) -> Postings:
    """Return the postings of all parts, which share no row, in order of key hash and row."""
    parts = list(parts)
    # A stable sort of long numbers merges runs that are in order: what is sorted costs little.
    keys, _ = _runs(np.sort(np.concatenate([part.keys for part in parts]), kind="stable"))
    places = np.concatenate(
        [
            np.repeat(np.searchsorted(keys, part.keys) << 32, part.counts) | part.rows
            for part in parts
        ]
    )
    counts = np.bincount(places >> 32, minlength=len(keys))
    order = np.argsort(places, kind="stable")
    del places
    return Postings(
        keys,
        counts,
        np.concatenate([part.rows for part in parts])[order],
        np.concatenate([part.tf_all for part in parts])[order],
        np.concatenate([part.tf_question for part in parts])[order],
    )
