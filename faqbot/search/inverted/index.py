"""Finds the passages with the highest scores: exact sums of impacts, mapped into memory."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.exhaustive import best_of_sums
from faqbot.search.inverted.files import Served, open_served
from faqbot.search.inverted.maxscore import Search
from faqbot.search.inverted.posting_list import WEIGHT_UNITS, PostingLists

# Adding up whole lists is quicker than sparing the long ones where there are few passages.
MOST_SUMMED = 40_000
# Where the lists of so many words and pairs are is remembered: about 20 MB when full.
_KEPT_LISTS = 1 << 15


class InvertedIndex:
    """The impacts of one build, which never change. Safe to share between threads."""

    def __init__(self, served: Served, most_summed: int = MOST_SUMMED) -> None:
        """Add up whole lists where there are at most `most_summed` passages."""
        self._served = served
        # It must know nothing of this object: in a circle, both would hold the files of a build
        # open long after its last question.
        self._lists = PostingLists(served)
        self._list = lru_cache(_KEPT_LISTS)(self._lists.find)
        self._is_summed = served.row_count <= most_summed

    @classmethod
    def open(cls, folder: Path) -> "InvertedIndex":
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
        that have none are left out. Weights are rounded to multiples of 1/256, of which 4,095 is
        the most that counts; a key whose weight is not above 0 is passed over. `allowed` has True
        for each row that may be found.
        """
        weights = list(wanted.values())
        is_plain = weights.count(1.0) == len(weights)
        # What is remembered for a key alone is found in half the time.
        found = map(self._list, wanted) if is_plain else map(self._list, wanted, weights)
        lists = sorted(filter(None, found))
        if limit < 1 or not lists:
            return np.empty(0, np.intp), np.empty(0)
        bits = self._served.impact_bits
        if self._is_summed:
            rows, scores = best_of_sums(self.row_count, bits, lists, limit, allowed)
        else:
            rows, scores = Search(bits, limit, allowed).best(lists)
        unit = self._served.unit if is_plain else self._served.unit / WEIGHT_UNITS
        return rows.astype(np.intp, copy=False), scores * unit
