"""The posting list of a key: where it is in the files, and the most that it adds to a score."""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np

from faqbot.search.impacts_files import Served
from faqbot.search.keys import key_hash
from faqbot.search.packed import UNIT, Array, looked_up

# Weights are multiples of one by this, so that float64 adds up scores without rounding.
_WEIGHT_UNITS = 256
LEAST_SCORE = UNIT / _WEIGHT_UNITS


class PostingList(NamedTuple):
    """The passages that have a key, and what it adds to the score of each.

    Lists sort by `size`; `place` is where the key is among all keys. Impacts count `weight` times,
    which is in `most`, the largest of them. The longest lists have their impacts `by_row` too.
    """

    size: int
    place: int
    weight: float
    most: float
    postings: Array
    by_row: Array | None

    def gains(self, rows: Array) -> Array:
        """Return what it adds to the scores of these rows, 0 for those that lack the key."""
        if self.by_row is None:
            return self.weighted(looked_up(self.postings, rows))
        return self.weighted(self.by_row.take(rows))

    def weighted(self, impacts: Array) -> Array:
        """Return some of its impacts, times its weight."""
        return impacts if self.weight == 1 else np.multiply(impacts, self.weight, dtype=np.float64)


class PostingLists:
    """Finds the posting lists of keys."""

    def __init__(self, served: Served) -> None:
        self._served = served
        # Of these, single numbers are read several times faster than of arrays.
        self._keys = served.keys.data
        self._starts = served.starts.data
        self._largest = served.largest.data
        self._directory = served.directory.data
        self._shift = served.directory_shift

    def find(self, key: str, weight: float = 1.0) -> PostingList | None:
        """Return the list of a key, None if it has none or counts nothing."""
        place = self._place(key)
        weight = round(weight * _WEIGHT_UNITS) / _WEIGHT_UNITS
        if place is None or weight <= 0:
            return None
        start, end = self._starts[place], self._starts[place + 1]
        number = self._served.dense_places.get(place)
        return PostingList(
            end - start,
            place,
            weight,
            self._largest[place] * weight,
            self._served.postings[start:end],
            None if number is None else self._served.dense[number],
        )

    def size(self, key: str) -> int:
        """Return how many passages have a key."""
        place = self._place(key)
        return 0 if place is None else self._starts[place + 1] - self._starts[place]

    def _place(self, key: str) -> int | None:
        """Return where a key is, None if the index does not have it."""
        wanted = key_hash(key)
        number = wanted >> self._shift
        end = self._directory[number + 1]
        place = bisect_left(self._keys, wanted, self._directory[number], end)
        return place if place < end and self._keys[place] == wanted else None
