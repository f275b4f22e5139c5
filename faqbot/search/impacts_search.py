"""One search over posting lists: exact sums of impacts, without reading most of the long lists.

Short lists are added up first, a batch at a time. What the best passages so far have in all lists
is a mark that any better one must reach. Once the lists that are left could not lift a passage
there that has been in none so far, only those are looked up in them that still could get there.
Source: Turtle and Flood, Query Evaluation: Strategies and Optimizations, 1995 (MaxScore).
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from faqbot.search.impacts_best import in_order, last_of, telling
from faqbot.search.impacts_lists import LEAST_SCORE, PostingList
from faqbot.search.packed import UNIT, Array, impacts_of, rows_of

# The least that is added up at once, and then at most: calls of numpy cost as much as thousands
# of postings, and the mark that the first batch sets spares reading many.
_FIRST_POSTINGS = 16_384
_BATCH_POSTINGS = 8192
# Finding a passage in a list takes as long as adding up so many postings.
_SEARCH_STEPS = 6
# Multiples of the unit up to here have no more than the 24 bits of a float32.
_MOST_FLOAT32 = 2**24 * UNIT
# Up to so many passages are looked up in all lists that are left, without dropping any between.
_FEW_PASSAGES = 256


class Search:
    """The state of one search: sums by row, and what the last of the best has at least.

    `sums` has a 0 for each row, and has them again when the search has ended well.
    """

    def __init__(self, sums: Array, limit: int, allowed: Array | None) -> None:
        self._sums = sums
        self._limit = limit
        self._allowed = allowed
        self._least = 0.0
        self._added: list[Array] = []

    def best(self, lists: Sequence[PostingList]) -> tuple[Array, Array]:
        """Return the rows of the best passages and their scores, best first.

        There must be a list, and short ones come first.
        """
        left = [0.0, *accumulate(each.most for each in reversed(lists))][::-1]
        done, most = 0, _FIRST_POSTINGS
        while True:
            batch = _batch(lists[done:], most)
            done, most = done + len(batch), _BATCH_POSTINGS
            rows, sums = self._add(batch)
            self._raise_least(rows, sums, batch, lists[done:], left[done])
            if done == len(lists) or left[done] < self._least:
                rows = self._able(rows, sums, left[done])
                if done == len(lists) or _is_worth_it(lists[done], len(rows)):
                    break
        rows, scores = self._distinct(rows)
        rows, scores = self._look_up(rows, scores, lists[done:], left[done])
        for added in self._added:
            self._sums[added] = 0
        if len(rows) > _FEW_PASSAGES:
            rows, scores = self._dropped(rows, scores, 0.0)
        return in_order(rows, scores, self._limit)

    def _add(self, lists: Sequence[PostingList]) -> tuple[Array, Array]:
        """Add up whole lists; return the rows that they have, one after another, and their sums."""
        postings = np.concatenate([each.postings for each in lists])
        # Of these types, they are added several times faster.
        rows, gains = (
            rows_of(postings).astype(np.intp),
            impacts_of(postings).astype(self._sums.dtype),
        )
        weights = [each.weight for each in lists]
        if weights.count(1.0) < len(weights):
            gains *= np.repeat(weights, [each.size for each in lists])
        if self._allowed is not None:
            gains *= self._allowed.take(rows)
        np.add.at(self._sums, rows, gains)
        self._added.append(rows)
        return rows, self._sums.take(rows)

    def _raise_least(
        self,
        rows: Array,
        sums: Array,
        batch: Sequence[PostingList],
        lists: Sequence[PostingList],
        left: float,
    ) -> None:
        """Raise the mark to what the best of these rows have, where that decides, in all lists."""
        size, count = telling(batch, self._limit)
        mark = last_of(sums[:size], count)
        self._least = max(self._least, mark)
        if mark and lists and left >= self._least:
            best, scores = self._distinct(rows.take((sums >= mark).nonzero()[0]))
            able = (scores >= last_of(scores, self._limit)).nonzero()[0]
            best, scores = best.take(able), scores.take(able)
            self._gain(best, scores, lists)
            self._least = max(self._least, last_of(scores, self._limit))

    def _able(self, rows: Array, sums: Array, left: float) -> Array:
        """Return the rows so far that can be among the best with what is left, some repeatedly.

        Given are those that were added last, and their sums.
        """
        if len(self._added) > 1:
            rows = np.concatenate(self._added)
            sums = self._sums.take(rows)
        # Passages that may not be found have 0.
        return rows.take((sums >= max(self._least - left, LEAST_SCORE)).nonzero()[0])

    def _distinct(self, rows: Array) -> tuple[Array, Array]:
        """Return these rows, each once and in order, and their sums."""
        rows = np.sort(rows)
        is_first = np.empty(len(rows), bool)
        is_first[:1] = True
        np.not_equal(rows[1:], rows[:-1], out=is_first[1:])
        rows = rows.compress(is_first)
        return rows, self._sums.take(rows)

    def _look_up(
        self, rows: Array, scores: Array, lists: Sequence[PostingList], left: float
    ) -> tuple[Array, Array]:
        """Add what these lists have for the rows; those that cannot be among the best may go."""
        # First those that cost least, then those that tell most.
        ordered = sorted(lists, key=lambda each: (each.by_row is None, -each.most))
        for number, each in enumerate(ordered):
            if len(rows) <= _FEW_PASSAGES:
                self._gain(rows, scores, ordered[number:])
                break
            self._gain(rows, scores, [each])
            left -= each.most
            rows, scores = self._dropped(rows, scores, left)
        return rows, scores

    def _gain(self, rows: Array, scores: Array, lists: Sequence[PostingList]) -> None:
        """Add what these lists have for the rows to their scores."""
        for each in lists:
            scores += each.gains(rows)

    def _dropped(self, rows: Array, scores: Array, left: float) -> tuple[Array, Array]:
        """Return those rows, with their scores, that can be among the best with what is left."""
        self._least = max(self._least, last_of(scores, self._limit))
        able = (scores >= self._least - left).nonzero()[0]
        return rows.take(able), scores.take(able)


def sums_type(lists: Sequence[PostingList]) -> str:
    """Return the smallest type that adds up these lists without rounding: less memory to touch."""
    is_plain = all(each.weight == 1 for each in lists)
    return "f4" if is_plain and sum(each.most for each in lists) < _MOST_FLOAT32 else "f8"


def _is_worth_it(each: PostingList, row_count: int) -> bool:
    """Return whether so many rows are looked up in a list in less time than it is added up."""
    return each.by_row is not None or row_count * _SEARCH_STEPS < each.size


def _batch(lists: Sequence[PostingList], most: int) -> Sequence[PostingList]:
    """Return the first lists that together have at most so many postings, but at least one."""
    count = 0
    for number, each in enumerate(lists):
        count += each.size
        if number and count > most:
            return lists[:number]
    return lists
