"""Finds the passages with the highest scores: exact sums of impacts, mapped into memory."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.exhaustive import exhaustive_top_k
from faqbot.search.inverted.files import open_files
from faqbot.search.inverted.maxscore import MaxScoreSearch
from faqbot.search.inverted.posting_list import WEIGHT_UNITS, PostingLists

# Up to this many passages, adding up whole lists is quicker than MaxScore.
MAX_EXHAUSTIVE_ROWS = 40_000
# Size of the cache of posting lists: about 20 MB when full.
_CACHED_LISTS = 1 << 15


class InvertedIndex:
    """The inverted index of one build, which never changes. Safe to share between threads."""

    def __init__(self, folder: Path, max_exhaustive_rows: int = MAX_EXHAUSTIVE_ROWS) -> None:
        """Map the files; raises BuildError if they are missing or damaged.

        Indexes of at most `max_exhaustive_rows` passages are searched exhaustively.
        """
        self._files = open_files(folder)
        # The cache must not refer to this object: a reference cycle would keep the files of a
        # closed build open until the garbage collector runs.
        self._lists = PostingLists(self._files)
        self._list = lru_cache(_CACHED_LISTS)(self._lists.find)
        self._is_exhaustive = self._files.row_count <= max_exhaustive_rows

    @property
    def row_count(self) -> int:
        """Return the number of passages; rows are numbered from 0."""
        return self._files.row_count

    def passage_count(self, language: str) -> int:
        """Return the number of passages in a language."""
        return self._files.passage_counts.get(language, 0)

    def frequencies(self, keys: Iterable[str]) -> list[int]:
        """Return, for each key, the number of passages that have it; 0 for unknown keys."""
        return [self._lists.size(key) for key in keys]

    def top(
        self, keys: Mapping[str, float], limit: int, allowed: Array | None = None
    ) -> tuple[Array, Array]:
        """Return the rows of the best passages and their scores, best first, lower rows first.

        A score is the sum of weight times impact over the keys that a passage has; passages
        with none are left out. Weights are rounded to multiples of 1/256 and capped at 4,095; a
        key whose weight is not above 0 is skipped. `allowed` has True for each row that may match.
        """
        weights = list(keys.values())
        is_plain = weights.count(1.0) == len(weights)
        # Looking up the cache by key alone takes half the time.
        matches = map(self._list, keys) if is_plain else map(self._list, keys, weights)
        # By size, then by place, which differs for each key: no arrays are compared.
        lists = sorted(filter(None, matches))
        if limit < 1 or not lists:
            return np.empty(0, np.intp), np.empty(0)
        bits = self._files.impact_bits
        if self._is_exhaustive:
            rows, scores = exhaustive_top_k(self.row_count, bits, lists, limit, allowed)
        else:
            rows, scores = MaxScoreSearch(bits, limit, allowed).top_k(lists)
        unit = self._files.unit if is_plain else self._files.unit / WEIGHT_UNITS
        return rows.astype(np.intp, copy=False), scores * unit
