"""The posting list of a key: where it is in the files, and the most that it adds to a score."""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.files import Served
from faqbot.search.inverted.keys import key_hash
from faqbot.search.inverted.packed_postings import looked_up

# Weights are multiples of one by this.
WEIGHT_UNITS = 256
# So many times an impact of 20 bits is one of 40, which `impacts_search` adds up.
_MOST_TIMES = (1 << 20) - 1


class PostingList(NamedTuple):
    """The passages that have a key, and what it adds to the score of each.

    Lists sort by `size`; `place` is where the key is among all keys. Impacts count `times` each,
    which is in `most`, the largest of them. The longest lists have their impacts `by_row` too.
    """

    size: int
    place: int
    times: int
    most: int
    postings: Array
    by_row: Array | None

    def gains(self, rows: Array, bits: int) -> Array:
        """Return what it adds to the scores of these rows, 0 for those that lack the key."""
        if self.by_row is None:
            return self.weighted(looked_up(self.postings, rows, bits))
        return self.weighted(self.by_row.take(rows))

    def weighted(self, impacts: Array) -> Array:
        """Return some of its impacts, as often as they count."""
        return impacts if self.times == 1 else np.multiply(impacts, self.times, dtype=np.uint64)


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

    def find(self, key: str, weight: float | None = None) -> PostingList | None:
        """Return the list of a key, None if it has none or counts nothing.

        With a weight, up to 4,095, its impacts count in units of 1/256: as often as the weight
        has them.
        """
        times = 1 if weight is None else min(round(weight * WEIGHT_UNITS), _MOST_TIMES)
        place = self._place(key)
        if place is None or times < 1:
            return None
        start, end = self._starts[place], self._starts[place + 1]
        number = self._served.dense_places.get(place)
        return PostingList(
            end - start,
            place,
            times,
            self._largest[place] * times,
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
