"""One search over posting lists: exact sums of impacts, without reading most of the long lists.

Short lists are added up first, a batch at a time. What the best passages so far have in all lists
is a mark that any better one must reach. Once the lists that are left could not lift a passage
there that has been in none so far, only those are looked up in them that still could get there.
Source: Turtle and Flood, Query Evaluation: Strategies and Optimizations, 1995 (MaxScore).
"""

from collections.abc import Sequence

import numpy as np

from faqbot.search.impacts_files import Array, Served

# The least that is added up at once, and then at most: calls of numpy cost as much as thousands
# of postings, and the mark that the first batch sets spares reading many.
_FIRST_POSTINGS = 8192
_BATCH_POSTINGS = 4096
# Finding a passage in a list takes as long as adding up so many postings.
_SEARCH_STEPS = 8
# Up to so many passages are looked up in all lists that are left, without dropping any between.
_FEW_PASSAGES = 256

# Size, start among the postings, place of the key, weight, and the most that it adds to a score:
# tuples sort by size, and are made several times faster than records.
PostingList = tuple[int, int, int, float, float]


class Search:
    """The state of one search: sums by row, and what the last of the best has at least.

    `sums` has a 0 for each row, and has them again when the search has ended well.
    """

    def __init__(self, served: Served, sums: Array, limit: int, allowed: Array | None) -> None:
        self._served = served
        self._sums = sums
        self._limit = limit
        self._allowed = allowed
        self._least = 0.0
        self._added: list[Array] = []

    def best(self, lists: Sequence[PostingList]) -> tuple[Array, Array]:
        """Return the rows of the best passages and their scores, best first.

        There must be a list, and short ones come first.
        """
        left = [0.0]
        for each in reversed(lists):
            left.append(left[-1] + each[4])
        left.reverse()
        done, most = 0, _FIRST_POSTINGS
        while done < len(lists) and left[done] >= self._least:
            first, total = done, lists[done][0]
            done += 1
            while done < len(lists) and left[done] >= self._least:
                total += lists[done][0]
                if total > most:
                    break
                done += 1
            rows = self._add(lists[first:done])
            sums = self._sums.take(rows)
            self._raise_least(rows, sums, done - first, lists[done:], left[done])
            most = _BATCH_POSTINGS
        if len(self._added) > 1:
            rows = np.concatenate(self._added)
            sums = self._sums.take(rows)
        if self._least > left[done]:
            rows = rows.take((sums >= self._least - left[done]).nonzero()[0])
        rows, scores = self._distinct(rows)
        if done < len(lists):
            rows, scores = self._look_up(rows, scores, lists[done:], left[done])
        for added in self._added:
            self._sums[added] = 0
        if len(rows) > _FEW_PASSAGES:
            rows, scores = self._dropped(rows, scores, 0.0)
        # Rows ascend, so that a stable order puts the lower of two with one score first.
        order = np.negative(scores).argsort(kind="stable")[: self._limit]
        return rows.take(order), scores.take(order)

    def _add(self, lists: Sequence[PostingList]) -> Array:
        """Add up whole lists; return the rows that they have, one after another."""
        spans = [slice(start, start + size) for size, start, _, _, _ in lists]
        listed, impacts = self._served.rows, self._served.impacts
        # Of these types, they are added several times faster.
        rows = np.concatenate([listed[span] for span in spans], dtype=np.intp)
        gains: Array = np.concatenate([impacts[span] for span in spans], dtype=np.float64)
        weights = [each[3] for each in lists]
        if weights.count(1.0) < len(weights):
            gains *= np.repeat(weights, [each[0] for each in lists])
        if self._allowed is not None:
            may_be_found = self._allowed.take(rows).nonzero()[0]
            rows, gains = rows.take(may_be_found), gains.take(may_be_found)
        np.add.at(self._sums, rows, gains)
        self._added.append(rows)
        return rows

    def _raise_least(
        self, rows: Array, sums: Array, list_count: int, lists: Sequence[PostingList], left: float
    ) -> None:
        """Raise the mark to what the best of these rows have, where that decides, in all lists."""
        # A row comes once for each list at most.
        mark = _last_of(sums, self._limit * list_count)
        self._least = max(self._least, mark)
        if mark and lists and left >= self._least:
            best, scores = self._distinct(rows.take((sums >= mark).nonzero()[0]))
            able = (scores >= _last_of(scores, self._limit)).nonzero()[0]
            best, scores = best.take(able), scores.take(able)
            self._gain(best, scores, lists)
            self._least = max(self._least, _last_of(scores, self._limit))

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
        dense = self._served.dense_places
        # First those that cost least, then those that tell most.
        ordered = sorted(lists, key=lambda each: (each[2] not in dense, -each[4]))
        for number, each in enumerate(ordered):
            if len(rows) <= _FEW_PASSAGES:
                self._gain(rows, scores, ordered[number:])
                break
            if each[2] in dense or each[0] > len(rows) * _SEARCH_STEPS:
                self._gain(rows, scores, [each])
            else:
                self._sums[rows] = scores
                self._add([each])
                scores = self._sums.take(rows)
            left -= each[4]
            rows, scores = self._dropped(rows, scores, left)
        return rows, scores

    def _gain(self, rows: Array, scores: Array, lists: Sequence[PostingList]) -> None:
        """Add what these lists have for the rows to their scores."""
        for size, start, place, weight, _ in lists:
            gains = self._served.impacts_of(rows, start, size, place)
            scores += gains if weight == 1 else np.multiply(gains, weight, dtype=np.float64)

    def _dropped(self, rows: Array, scores: Array, left: float) -> tuple[Array, Array]:
        """Return those rows, with their scores, that can be among the best with what is left."""
        self._least = max(self._least, _last_of(scores, self._limit))
        able = (scores >= self._least - left).nonzero()[0]
        return rows.take(able), scores.take(able)


def _last_of(scores: Array, count: int) -> float:
    """Return the score that so many have at least, 0 if there are not as many."""
    beaten = len(scores) - count
    if beaten < 0:
        return 0.0
    ordered = scores.copy()
    ordered.partition(beaten)
    return float(ordered[beaten])
