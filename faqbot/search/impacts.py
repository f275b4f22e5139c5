"""Finds the passages with the highest scores: exact sums of impacts, mapped into memory."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from threading import local

import numpy as np

from faqbot.search.impacts_files import Array, Served, open_served
from faqbot.search.impacts_search import PostingList, Search
from faqbot.search.keys import key_hash

# Weights are multiples of one by this, so that float64 adds up scores without rounding.
_WEIGHT_UNITS = 256
# Where the keys of so many words and pairs are is remembered: about 10 MB when full.
_KEPT_LISTS = 1 << 15


class Impacts:
    """The impacts of one build, which never change. Safe to share between threads."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._lists = _Lists(served)
        self._list = lru_cache(_KEPT_LISTS)(self._lists.find)
        self._local = local()

    @classmethod
    def open(cls, folder: Path) -> "Impacts":
        """Map the files into memory; raises BuildError if they are missing or damaged."""
        return cls(open_served(folder))

    @property
    def row_count(self) -> int:
        """Return the number of passages; rows are numbered from 0."""
        return self._served.row_count

    def passage_count(self, language: str) -> int:
        """Return the number of passages in a language."""
        return self._served.passage_counts.get(language, 0)

    def frequencies(self, keys: Collection[str]) -> Array:
        """Return, for each key, the number of passages that have it; 0 for unknown keys."""
        return np.array([self._lists.size(key) for key in keys], np.int64)

    def top(
        self, wanted: Mapping[str, float], limit: int, allowed: Array | None = None
    ) -> tuple[Array, Array]:
        """Return the rows of the best passages and their scores, best first, lower rows first.

        A score is the sum of weight times impact over the wanted keys that a passage has; passages
        that have none are left out. Weights are rounded to multiples of 1/256; a key whose weight
        is not above 0 is passed over. `allowed` has True for each row that may be found.
        """
        lists = sorted(filter(None, map(self._list, wanted, wanted.values())))
        if limit < 1 or not lists:
            return np.empty(0, np.int64), np.empty(0)
        sums = self._borrow_sums()
        best = Search(self._served, sums, limit, allowed).best(lists)
        # A search that fails leaves them spoilt: the next one makes new ones.
        self._local.sums = sums
        return best

    def parts(self, rows: Array, wanted: Mapping[str, float]) -> Array:
        """Return what each key adds to the score of each row: a matrix of rows by wanted keys."""
        parts = np.zeros((len(rows), len(wanted)))
        for column, each in enumerate(map(self._list, wanted, wanted.values())):
            if each:
                size, start, place, weight, _ = each
                parts[:, column] = self._served.impacts_of(rows, start, size, place)
                parts[:, column] *= weight
        return parts

    def _borrow_sums(self) -> Array:
        """Return a 0 for each row, of this thread."""
        try:
            sums: Array = self._local.__dict__.pop("sums")
        except KeyError:
            sums = np.zeros(self.row_count)
        return sums


class _Lists:
    """Where the posting list of each key is.

    It knows nothing of `Impacts`, which keeps what it finds: in a circle, both would hold the files
    of a build open long after its last question.
    """

    def __init__(self, served: Served) -> None:
        # Of these, single numbers are read several times faster than of arrays.
        self._keys = served.keys.data
        self._starts = served.starts.data
        self._largest = served.largest.data
        self._directory = served.directory.data
        self._shift = served.directory_shift

    def find(self, key: str, weight: float) -> PostingList | None:
        """Return the list of a key, None if it has none or counts nothing."""
        place = self.place(key)
        weight = round(weight * _WEIGHT_UNITS) / _WEIGHT_UNITS
        if place is None or weight <= 0:
            return None
        start = self._starts[place]
        size = self._starts[place + 1] - start
        return size, start, place, weight, self._largest[place] * weight

    def size(self, key: str) -> int:
        """Return how many passages have a key."""
        place = self.place(key)
        return 0 if place is None else self._starts[place + 1] - self._starts[place]

    def place(self, key: str) -> int | None:
        """Return where a key is, None if the index does not have it."""
        wanted = key_hash(key)
        number = wanted >> self._shift
        end = self._directory[number + 1]
        place = bisect_left(self._keys, wanted, self._directory[number], end)
        return place if place < end and self._keys[place] == wanted else None
