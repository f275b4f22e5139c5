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
from faqbot.search.inverted.files import open_counts, save
from faqbot.search.inverted.impacts import Impacts
from faqbot.search.inverted.key_directory import (
    build_directory,
    frequent_keys,
    impacts_by_row,
)
from faqbot.search.inverted.keys import FIRST_PAIR_HASH
from faqbot.search.inverted.packed_postings import MAX_ROWS, impact_bits, pack, rows_of
from faqbot.search.inverted.weights import DEFAULT_WEIGHTS
from faqbot.search.query.function_words import FunctionTerms, function_terms

# Raise it when the same passages would give other files than before.
FORMAT = 5


class InvertedWriter:
    """The inverted index as a part of a build."""

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
        self._previous = _Previous(previous)
        self._counter = TermCounter()
        self._row_count = 0

    def keep(self, row: int, passage: AnalysedPassage, old_row: int) -> None:  # noqa: ARG002
        """Take the counts of a row over. Raises BuildError if there are too many rows."""
        self._count_row(row)
        self._previous.new_rows[old_row] = row

    def add(self, row: int, passage: AnalysedPassage) -> None:
        """Count the terms of a passage. Raises BuildError if there are too many rows."""
        self._count_row(row)
        self._counter.add(row, passage.terms)

    def finish(self) -> None:
        """Work out all impacts and write the files."""
        counted = [self._previous.counted(), self._counter.finish()]
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
        frequent_places = frequent_keys(postings.counts, row_count)
        pairs_start = starts[np.searchsorted(postings.keys, np.uint64(FIRST_PAIR_HASH))]
        save(
            self._folder,
            row_count,
            {name: int(np.count_nonzero(lengths[:, 0] == n)) for n, name in enumerate(languages)},
            unit,
            {
                "keys": postings.keys,
                "starts": starts,
                "postings": pack(postings.rows, impacts, bits),
                "largest": np.maximum.reduceat(impacts, starts[:-1]) if len(impacts) else impacts,
                "directory": build_directory(postings.keys),
                "frequent_places": frequent_places,
                "frequent": impacts_by_row(
                    frequent_places, starts, postings.rows, impacts, row_count
                ),
                "tf_all": postings.tf_all,
                "tf_question": postings.tf_question[:pairs_start],
                "lengths": lengths,
            },
        )

    def _count_row(self, row: int) -> None:
        if row >= MAX_ROWS:
            raise BuildError(
                f"The sites have more than the {MAX_ROWS:,} passages that an index can hold; "
                "leave pages out with `exclude` in its [[source]]"
            )
        self._row_count = row + 1


class _Previous:
    """The counts of the previous build, and which row of this one takes over each row."""

    def __init__(self, folder: Path | None) -> None:
        self._files = open_counts(folder) if folder else None
        row_count = self._files[0].row_count if self._files else 0
        self.new_rows = np.full(row_count, -1, np.int32)

    def counted(self) -> PassageCounts:
        """Return what was taken over."""
        if not self._files:
            return TermCounter().finish()
        files, kept = self._files
        tf_question = np.zeros(len(files.postings), np.uint16)
        tf_question[: len(kept.tf_question)] = kept.tf_question
        counts = np.diff(files.starts)
        rows = rows_of(files.postings, files.impact_bits).astype(np.int32)
        postings = Postings(files.keys, counts, rows, kept.tf_all, tf_question)
        left = self.new_rows >= 0
        return PassageCounts(
            [renumber_rows(postings, self.new_rows)],
            self.new_rows[left],
            kept.languages,
            kept.lengths[left],
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
