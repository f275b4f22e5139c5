"""Counted postings as arrays: made from analysed passages, joined, kept for the next build."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faqbot.search.keys import pair_hashes, term_hash

Array = NDArray[Any]
_MOST = np.iinfo(np.uint16).max


@dataclass(frozen=True)
class PassageTerms:
    """What a passage says after analysis: the terms of each of its fields, in order.

    `everything` has one list for each field (question, aliases, title, headings, text); pairs
    never cross from one to the next. `question` has the terms of question and aliases again, or,
    for running text, those of the heading that it stands under (`is_heading`).
    """

    language: str
    everything: Sequence[Sequence[str]]
    question: Sequence[str] = ()
    is_heading: bool = False


@dataclass(frozen=True)
class Postings:
    """Postings in order of key hash, then row; `counts` has the number of each key's postings.

    Frequencies above 65,535 count as 65,535.
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
    of the question, and pairs the passage has, and 1 if its question is a heading.
    """

    parts: list[Postings]
    rows: Array
    languages: list[str]
    lengths: Array


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
        fields = [field for field in passage.everything if field]
        lengths = [len(field) for field in fields]
        self._terms.extend([term_hash(language, term) for term in chain.from_iterable(fields)])
        self._field_lengths.extend(lengths)
        self._question.extend([term_hash(language, term) for term in passage.question])
        number = self._languages.setdefault(language, len(self._languages))
        length = sum(lengths)
        asked, pairs = len(passage.question), length - len(lengths)
        self._lengths.extend((number, length, asked, pairs, passage.is_heading))
        self._rows.append(row)
        if len(self._terms) + len(self._question) >= self._chunk_terms:
            self._count()

    def finish(self) -> Counted:
        """Return all that was counted."""
        self._count()
        lengths = np.array(self._lengths, np.uint32).reshape(-1, 5)
        return Counted(self._done, np.array(self._rows, np.int64), list(self._languages), lengths)

    def _start(self) -> None:
        self._first = len(self._rows)
        self._terms = array("Q")
        self._question = array("Q")
        self._field_lengths = array("q")

    def _count(self) -> None:
        lengths = np.array(self._lengths[5 * self._first :], np.int64).reshape(-1, 5)
        local = np.arange(len(lengths))
        said = np.array(self._terms, np.uint64)
        rows = np.repeat(local, lengths[:, 1])
        fields = np.repeat(np.arange(len(self._field_lengths)), np.array(self._field_lengths))
        inside = fields[1:] == fields[:-1]
        pairs = pair_hashes(said[:-1], said[1:])[inside]
        asked = np.array(self._question, np.uint64)
        hashes = np.concatenate((said, pairs, asked))
        where = np.concatenate((rows, rows[:-1][inside], np.repeat(local, lengths[:, 2])))
        is_asked = np.arange(len(hashes)) >= len(said) + len(pairs)
        self._done.append(
            _counted(hashes, where, is_asked, np.array(self._rows[self._first :], np.int64))
        )
        self._start()


def _counted(hashes: Array, rows: Array, is_asked: Array, row_numbers: Array) -> Postings:
    """Return the postings of single occurrences; `rows` are positions in `row_numbers`."""
    keys, numbers = np.unique(hashes, return_inverse=True)
    occurrences = np.sort((numbers * len(row_numbers) + rows) * 2 + is_asked)
    kinds, tf = _runs(occurrences)
    postings, _ = _runs(kinds >> 1)
    place = np.searchsorted(postings, kinds >> 1)
    tf = np.minimum(tf, _MOST).astype(np.uint16)
    of_question = (kinds & 1).astype(bool)
    tf_all = np.zeros(len(postings), np.uint16)
    tf_question = np.zeros(len(postings), np.uint16)
    tf_all[place[~of_question]] = tf[~of_question]
    tf_question[place[of_question]] = tf[of_question]
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
    before = np.concatenate(([0], np.cumsum(kept)))
    ends = np.cumsum(postings.counts)
    counts = before[ends] - before[ends - postings.counts]
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
