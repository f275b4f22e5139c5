"""The posting list of a key: where it is in the files, and how much it can add to a score."""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.files import InvertedFiles
from faqbot.search.inverted.keys import key_hash
from faqbot.search.inverted.packed_postings import look_up

# Weights are whole multiples of 1 / WEIGHT_UNITS.
WEIGHT_UNITS = 256
# An impact of 20 bits times this has 40, which `maxscore` can add up.
_MAX_TIMES = (1 << 20) - 1


class PostingList(NamedTuple):
    """The passages that have a key, and what it adds to the score of each.

    Lists sort by `size`; `place` is where the key is among all keys. Each impact counts `times`
    times, also in `max_impact`, the largest. Lists of frequent keys have impacts `by_row` too.
    """

    size: int
    place: int
    times: int
    max_impact: int
    postings: Array
    by_row: Array | None

    def impacts_of_rows(self, rows: Array, bits: int) -> Array:
        """Return how much it adds to the scores of these rows, 0 for those that lack the key."""
        if self.by_row is None:
            return self.weighted(look_up(self.postings, rows, bits))
        return self.weighted(self.by_row.take(rows))

    def weighted(self, impacts: Array) -> Array:
        """Return some of its impacts, times the weight of the key."""
        return impacts if self.times == 1 else np.multiply(impacts, self.times, dtype=np.uint64)


class PostingLists:
    """Finds the posting lists of keys."""

    def __init__(self, files: InvertedFiles) -> None:
        self._files = files
        # Single numbers are read several times faster from a memoryview than from an array.
        self._keys = files.keys.data
        self._starts = files.starts.data
        self._largest = files.largest.data
        self._directory = files.directory.data
        self._shift = files.directory_shift

    def find(self, key: str, weight: float | None = None) -> PostingList | None:
        """Return the list of a key, None if it has none or counts nothing.

        With a weight, at most 4,095, its impacts are multiplied by it, in units of 1/256.
        """
        times = 1 if weight is None else min(round(weight * WEIGHT_UNITS), _MAX_TIMES)
        place = self._place(key)
        if place is None or times < 1:
            return None
        start, end = self._starts[place], self._starts[place + 1]
        number = self._files.frequent_places.get(place)
        return PostingList(
            end - start,
            place,
            times,
            self._largest[place] * times,
            self._files.postings[start:end],
            None if number is None else self._files.frequent[number],
        )

    def size(self, key: str) -> int:
        """Return how many passages have a key."""
        place = self._place(key)
        return 0 if place is None else self._starts[place + 1] - self._starts[place]

    def _place(self, key: str) -> int | None:
        """Return where a key is, None if the index does not have it."""
        hash_ = key_hash(key)
        number = hash_ >> self._shift
        end = self._directory[number + 1]
        place = bisect_left(self._keys, hash_, self._directory[number], end)
        return place if place < end and self._keys[place] == hash_ else None
