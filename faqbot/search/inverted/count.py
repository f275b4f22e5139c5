"""Terms and pairs counted into arrays, which can be merged and taken over by a later build."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from faqbot.search.analysis.passages import PassageTerms
from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.keys import pair_hashes, term_hash

_MAX_TIMES = np.iinfo(np.uint16).max
# 16 bits hold two counts: of the term in all questions of a passage, and above, in its own one.
_QUESTION_BITS = 12
_MAX_QUESTION_TIMES, _MAX_OWN_TIMES = (1 << _QUESTION_BITS) - 1, (1 << 16 - _QUESTION_BITS) - 1


@dataclass(frozen=True)
class Postings:
    """Postings in order of key hash, then row; `counts` has the number of each key's postings.

    Frequencies above 65,535 count as 65,535. `tf_question` is read by `question_times`.
    """

    keys: Array
    counts: Array
    rows: Array
    tf_all: Array
    tf_question: Array


@dataclass(frozen=True)
class PassageCounts:
    """Postings in parts that share no row, and the lengths of those rows.

    A row of `lengths` has the number of its language in `languages`, then how many terms, terms
    of the question and its aliases, and pairs the passage has, 1 if its question is a heading, and
    how many terms the question alone has.
    """

    parts: list[Postings]
    rows: Array
    languages: list[str]
    lengths: Array


# Where a term stands: anywhere in the passage, in its question, in an alias of that.
_FIELDS = _TEXT, _QUESTION, _ALIAS = 0, 1, 2
# Numbers in a row of `PassageCounts.lengths`.
LENGTHS = 6


class TermCounter:
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
        self._aliases.extend([term_hash(language, term) for term in passage.aliases])
        number = self._languages.setdefault(language, len(self._languages))
        length = sum(lengths)
        own, pairs = len(passage.question), length - len(lengths)
        question = own + len(passage.aliases)
        self._lengths.extend((number, length, question, pairs, passage.is_heading, own))
        self._rows.append(row)
        if len(self._terms) + len(self._question) + len(self._aliases) >= self._chunk_terms:
            self._count()

    def finish(self) -> PassageCounts:
        """Return all that was counted."""
        self._count()
        lengths = np.array(self._lengths, np.uint32).reshape(-1, LENGTHS)
        return PassageCounts(
            self._done, np.array(self._rows, np.int64), list(self._languages), lengths
        )

    def _start(self) -> None:
        self._first = len(self._rows)
        self._terms = array("Q")
        self._question = array("Q")
        self._aliases = array("Q")
        self._field_lengths = array("q")

    def _count(self) -> None:
        lengths = np.array(self._lengths[LENGTHS * self._first :], np.int64).reshape(-1, LENGTHS)
        local = np.arange(len(lengths))
        text = np.array(self._terms, np.uint64)
        rows = np.repeat(local, lengths[:, 1])
        fields = np.repeat(np.arange(len(self._field_lengths)), np.array(self._field_lengths))
        # A pair never crosses from one field into the next.
        inside = fields[1:] == fields[:-1]
        pairs = pair_hashes(text[:-1], text[1:])[inside]
        question, aliases = np.array(self._question, np.uint64), np.array(self._aliases, np.uint64)
        hashes = np.concatenate((text, pairs, question, aliases))
        own, of_aliases = lengths[:, 5], lengths[:, 2] - lengths[:, 5]
        where = np.concatenate(
            (rows, rows[:-1][inside], np.repeat(local, own), np.repeat(local, of_aliases))
        )
        kinds = np.repeat(
            (_TEXT, _QUESTION, _ALIAS), (len(text) + len(pairs), len(question), len(aliases))
        )
        self._done.append(
            _postings(hashes, where, kinds, np.array(self._rows[self._first :], np.int64))
        )
        self._start()


def question_times(tf_question: Array) -> tuple[Array, Array]:
    """Return how often each term is in the question and its aliases, and in the question alone.

    More than 4,095 count as 4,095, and in the question alone more than 15 as 15.
    """
    return tf_question & _MAX_QUESTION_TIMES, tf_question >> _QUESTION_BITS


def _postings(hashes: Array, rows: Array, fields: Array, row_numbers: Array) -> Postings:
    """Return the postings of single occurrences; `rows` are positions in `row_numbers`."""
    keys, numbers = np.unique(hashes, return_inverse=True)
    # One number for each occurrence, so that a single sort brings together what is alike.
    occurrences = np.sort((numbers * len(row_numbers) + rows) << 2 | fields)
    kinds, tf = _runs(occurrences)
    postings, _ = _runs(kinds >> 2)
    place = np.searchsorted(postings, kinds >> 2)
    times = np.zeros((len(_FIELDS), len(postings)), np.int64)
    times[kinds & 3, place] = tf
    tf_all = np.minimum(times[_TEXT], _MAX_TIMES).astype(np.uint16)
    all_times = np.minimum(times[_QUESTION] + times[_ALIAS], _MAX_QUESTION_TIMES)
    tf_question = (
        np.minimum(times[_QUESTION], _MAX_OWN_TIMES) << _QUESTION_BITS | all_times
    ).astype(np.uint16)
    key_numbers, places = np.divmod(postings, len(row_numbers))
    counts = np.bincount(key_numbers, minlength=len(keys))
    return Postings(keys, counts, row_numbers[places].astype(np.int32), tf_all, tf_question)


def _runs(values: Array) -> tuple[Array, Array]:
    """Return the distinct values of a sorted array, and how often each occurs."""
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))[: len(values)])
    return values[starts], np.diff(starts, append=len(values))


def renumber_rows(postings: Postings, new_rows: Array) -> Postings:
    """Return the postings under new row numbers (-1: dropped); rows may be out of order."""
    rows = new_rows[postings.rows]
    kept = rows >= 0
    if kept.all():
        return replace(postings, rows=rows)
    # The key of each posting that is dropped.
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


def merge_postings(parts: Iterable[Postings]) -> Postings:
    """Return the postings of all parts, which share no row, in order of key hash and row."""
    parts = list(parts)
    # Numpy's stable sort of 64-bit numbers merges runs that are sorted already: it is quick here.
    keys, _ = _runs(np.sort(np.concatenate([part.keys for part in parts]), kind="stable"))
    # Key and row in one number, so that a single sort orders by both.
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
