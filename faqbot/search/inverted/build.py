"""Writes the inverted index: what is new is counted, what has not changed is taken over.

What is taken over are counts, so that the files are the same as without a previous build, whatever
weights that was made with.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.core.records import Weights
from faqbot.search.analysis.passages import AnalysedPassage
from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.count import (
    LENGTHS,
    PassageCounts,
    Postings,
    TermCounter,
    merge_postings,
    renumber_rows,
)
from faqbot.search.inverted.files import InvertedFiles, open_files, save
from faqbot.search.inverted.impacts import Impacts
from faqbot.search.inverted.keys import FIRST_PAIR_HASH
from faqbot.search.inverted.packed_postings import MAX_ROWS, impact_bits, pack, rows_of
from faqbot.search.inverted.weights import DEFAULT_WEIGHTS
from faqbot.search.query.function_words import FunctionTerms, function_terms

# Bisecting this few keys is quick; a larger directory would not stay in the processor's cache.
_KEYS_PER_ENTRY = 16
# Keys that this share of the passages has are stored by row too, which spares many look-ups.
_FREQUENT_SHARE = 1 / 8
_MIN_FREQUENT = 1024


class InvertedWriter:
    """The inverted index as a part of a build."""

    FORMAT = 5

    def __init__(
        self,
        folder: Path,
        previous: Path | None = None,
        *,
        weights: Weights = DEFAULT_WEIGHTS,
        functional: Callable[[str], FunctionTerms] = function_terms,
    ) -> None:
        """Start with the counts of the previous build; raises BuildError if they are damaged.

        `functional` gives the function words of a language.
        """
        self._folder = folder
        self._weights = weights
        self._functional = functional
        self._previous = open_files(previous, for_next_build=True) if previous else None
        # Of each row of the previous build: the row that takes it over, or -1.
        self._new_rows = np.full(self._previous.row_count if self._previous else 0, -1, np.int32)
        self._counter = TermCounter()
        self._row_count = 0

    def add(self, passage: AnalysedPassage, old_row: int | None = None) -> None:
        """Count a passage, or take its counts over. Raises BuildError if there are too many."""
        row = self._row_count
        if row >= MAX_ROWS:
            raise BuildError(
                f"The sites have more than the {MAX_ROWS:,} passages that an index can hold; "
                "leave pages out with `exclude` in its [[source]]"
            )
        self._row_count += 1
        if old_row is None:
            self._counter.add(row, passage.terms)
        else:
            self._new_rows[old_row] = row

    def finish(self) -> None:
        """Work out all impacts and write the files."""
        counted = [self._counter.finish()]
        if self._previous:
            counted.append(_taken_over(self._previous, self._new_rows))
        # They are the largest part of a build's memory.
        del self._counter, self._previous
        row_count = self._row_count
        languages, lengths = _lengths(counted, row_count)
        postings = merge_postings([part for each in counted for part in each.parts])
        starts = np.concatenate(([0], np.cumsum(postings.counts)))
        formula = Impacts(languages, lengths, postings, starts, self._functional, self._weights)
        bits = impact_bits(row_count)
        unit = formula.max_impact / (2**bits - 1)
        impacts = formula.impacts(unit)
        pairs_start = starts[np.searchsorted(postings.keys, np.uint64(FIRST_PAIR_HASH))]
        arrays = {
            "keys": postings.keys,
            "starts": starts,
            "postings": pack(postings.rows, impacts, bits),
            "largest": np.maximum.reduceat(impacts, starts[:-1]) if len(impacts) else impacts,
            "directory": _directory(postings.keys),
            **_frequent(postings, starts, impacts, row_count),
            "tf_all": postings.tf_all,
            "tf_question": postings.tf_question[:pairs_start],
            "lengths": lengths,
        }
        passage_counts = np.bincount(lengths[:, 0], minlength=len(languages)).tolist()
        save(
            self._folder, row_count, dict(zip(languages, passage_counts, strict=True)), unit, arrays
        )


def _taken_over(previous: InvertedFiles, new_rows: Array) -> PassageCounts:
    """Return the counts of the rows that have a new row."""
    rows = rows_of(previous.postings, previous.impact_bits).astype(np.int32)
    tf_question = np.zeros(len(rows), np.uint16)
    tf_question[: len(previous.tf_question)] = previous.tf_question
    postings = Postings(previous.keys, np.diff(previous.starts), rows, previous.tf_all, tf_question)
    is_kept = new_rows >= 0
    return PassageCounts(
        [renumber_rows(postings, new_rows)],
        new_rows[is_kept],
        list(previous.passage_counts),
        previous.lengths[is_kept],
    )


def _lengths(counted: Sequence[PassageCounts], row_count: int) -> tuple[list[str], Array]:
    """Return the languages in order and the lengths of all rows, which name them by number."""
    names = sorted(
        {part.languages[n] for part in counted for n in np.unique(part.lengths[:, 0]).tolist()}
    )
    lengths = np.zeros((row_count, LENGTHS), np.uint32)
    for part in counted:
        numbers = [names.index(name) if name in names else 0 for name in part.languages]
        lengths[part.rows] = part.lengths
        lengths[part.rows, 0] = np.array(numbers, np.uint32)[part.lengths[:, 0]]
    return names, lengths


def _directory(keys: Array) -> Array:
    """Return where keys with each sequence of first bits start, and where the last of all ends."""
    bits = (len(keys) // _KEYS_PER_ENTRY).bit_length()
    first = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    return np.append(np.searchsorted(keys, first), len(keys))


def _frequent(
    postings: Postings, starts: Array, impacts: Array, row_count: int
) -> dict[str, Array]:
    """Return the places of keys that a large share of many passages have, and impacts by row."""
    minimum = max(row_count * _FREQUENT_SHARE, _MIN_FREQUENT)
    places = np.flatnonzero(postings.counts >= minimum)
    by_row = np.zeros((len(places), row_count), np.uint32)
    for number, place in enumerate(places.tolist()):
        part = slice(starts[place], starts[place + 1])
        by_row[number, postings.rows[part]] = impacts[part]
    return {"frequent_places": places, "frequent": by_row}
