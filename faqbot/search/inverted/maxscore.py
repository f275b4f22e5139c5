"""One search over posting lists: exact sums of impacts, without reading most of the long lists.

Short lists are added up first, a batch at a time. The score of the k-th best passage so far is a
threshold that any better one must reach. Once the remaining lists cannot lift a new passage there,
only the passages that still can get there are looked up in them.
Source: Turtle and Flood, Query Evaluation: Strategies and Optimizations, 1995 (MaxScore).

Lists are added up by sorting their postings: those of one passage then stand side by side. Numpy
sorts in the processor's widest registers and reads memory sequentially; one sum for each passage
of the index would mean random access. A processor of before 2013, without AVX2, takes
twice as long for a search.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.packed_postings import MAX_SUMMANDS, impacts_of, rows_of
from faqbot.search.inverted.posting_list import PostingList
from faqbot.search.inverted.top_k import kth_score, top_k

# Sizes of the first batch and the others: a call of numpy costs as much as thousands of postings,
# and the threshold that the first batch sets spares reading many.
_FIRST_POSTINGS = 24_576
_BATCH_POSTINGS = 16_384
# Each batch is sorted with all before it, so batches grow with what is there already: batches of
# one size would take quadratic time.
_BATCH_SHARE = 1 / 2
# Finding a passage in a list takes as long as adding up this many postings.
_SEARCH_STEPS = 6
# Sums of weighted impacts, or of very many, need more bits: 40 of 64.
_WIDE_BITS = 40
# Up to this many passages are looked up in all remaining lists without pruning in between.
_MAX_UNPRUNED = 256


class MaxScoreSearch:
    """The state of one search: the postings added up so far, and the threshold.

    `bits` is the size of an impact in the lists, `allowed` has True for each row that may be found.
    """

    def __init__(self, bits: int, limit: int, allowed: Array | None) -> None:
        self._list_bits = self._bits = bits
        self._limit = limit
        self._allowed = allowed
        self._threshold = 0
        self._postings: Array | None = None
        self._list_count = 0

    def top_k(self, lists: Sequence[PostingList]) -> tuple[Array, Array]:
        """Return the rows of the best passages and their scores, best first, lower rows first.

        `lists` is not empty, short ones first.
        """
        if len(lists) > MAX_SUMMANDS or any(each.times > 1 for each in lists):
            self._bits = _WIDE_BITS
        # What the lists from each one on can add to a score at most.
        left = [0, *accumulate(each.max_impact for each in reversed(lists))][::-1]
        done, size = 0, _FIRST_POSTINGS
        while True:
            batch = _batch(lists[done:], size)
            done += len(batch)
            postings, sums = self._add(batch)
            size = max(_BATCH_POSTINGS, int(len(postings) * _BATCH_SHARE))
            self._raise_threshold(postings, sums, lists[done:], left[done])
            if done == len(lists) or left[done] < self._threshold:
                candidates = (sums >= max(self._threshold - left[done], 1)).nonzero()[0]
                if done == len(lists) or _is_worth_it(lists[done], len(candidates)):
                    break
        rows, scores = rows_of(postings.take(candidates), self._bits), sums.take(candidates)
        rows, scores = self._look_up(rows, scores, lists[done:], left[done])
        if len(rows) > _MAX_UNPRUNED:
            rows, scores = self._prune(rows, scores, 0)
        return top_k(rows, scores, self._limit)

    def _add(self, lists: Sequence[PostingList]) -> tuple[Array, Array]:
        """Add up whole lists; return all postings so far, sorted, and the sums of their rows.

        Each row has its sum with its first posting, and 0 with the others.
        """
        postings = self._gather(lists)
        if self._postings is not None:
            postings = np.concatenate((self._postings, postings))
        postings.sort()
        self._postings = postings
        self._list_count += len(lists)
        return postings, _sums(postings, self._bits, self._list_count)

    def _gather(self, lists: Sequence[PostingList]) -> Array:
        """Return the allowed postings of these lists, with as many bits as sums need."""
        bits = self._list_bits
        postings = np.concatenate([each.postings for each in lists])
        if self._bits != bits:
            impacts = impacts_of(postings, bits).astype(np.uint64)
            times = np.array([each.times for each in lists], np.uint64)
            impacts *= np.repeat(times, [each.size for each in lists])
            postings = rows_of(postings, bits).astype(np.uint64) << self._bits | impacts
        if self._allowed is not None:
            postings = postings.compress(self._allowed.take(rows_of(postings, self._bits)))
        return postings

    def _raise_threshold(
        self, postings: Array, sums: Array, lists: Sequence[PostingList], left: int
    ) -> None:
        """Raise the threshold to the k-th best score so far.

        Where that could end the adding up, the best rows are first scored in all lists.
        """
        score = kth_score(sums, self._limit)
        self._threshold = max(self._threshold, score)
        if score and lists and left >= self._threshold:
            best = (sums >= score).nonzero()[0]
            rows, scores = rows_of(postings.take(best), self._bits), sums.take(best)
            self._add_impacts(rows, scores, lists)
            self._threshold = max(self._threshold, kth_score(scores, self._limit))

    def _look_up(
        self, rows: Array, scores: Array, lists: Sequence[PostingList], left: int
    ) -> tuple[Array, Array]:
        """Add what these lists have for the rows; drop rows that cannot be among the best."""
        # The cheapest first, then those that can change most.
        ordered = sorted(lists, key=lambda each: (each.by_row is None, -each.max_impact))
        for number, each in enumerate(ordered):
            if len(rows) <= _MAX_UNPRUNED:
                self._add_impacts(rows, scores, ordered[number:])
                break
            self._add_impacts(rows, scores, [each])
            left -= each.max_impact
            rows, scores = self._prune(rows, scores, left)
        return rows, scores

    def _add_impacts(self, rows: Array, scores: Array, lists: Sequence[PostingList]) -> None:
        """Add the impacts of the rows in these lists to their scores."""
        for each in lists:
            scores += each.impacts_of_rows(rows, self._list_bits)

    def _prune(self, rows: Array, scores: Array, left: int) -> tuple[Array, Array]:
        """Return the rows, with their scores, that can be among the best if `left` is added."""
        self._threshold = max(self._threshold, kth_score(scores, self._limit))
        candidates = (scores >= max(self._threshold - left, 0)).nonzero()[0]
        return rows.take(candidates), scores.take(candidates)


def _sums(postings: Array, bits: int, max_repeats: int) -> Array:
    """Return the sum of each row at the first of its sorted postings, and 0 at the others.

    A row has at most `max_repeats` postings. Each step doubles how many are added up, so a row of n
    takes log n steps.
    """
    sums = impacts_of(postings, bits)
    repeated = at = ((postings[1:] ^ postings[:-1]) < 1 << bits).nonzero()[0]
    step = 1
    while len(at):
        sums[at] += sums.take(at + step)
        step *= 2
        if step >= max_repeats:
            break
        at = at[: at.searchsorted(len(postings) - step)]
        at = at.compress((postings.take(at) ^ postings.take(at + step)) < 1 << bits)
    sums[repeated + 1] = 0
    return sums


def _is_worth_it(each: PostingList, row_count: int) -> bool:
    """Return whether looking this many rows up in a list takes less time than adding it up."""
    return each.by_row is not None or row_count * _SEARCH_STEPS < each.size


def _batch(lists: Sequence[PostingList], size: int) -> Sequence[PostingList]:
    """Return the first lists that together have at most `size` postings, but at least one list."""
    count = 0
    for number, each in enumerate(lists):
        count += each.size
        if number and count > size:
            return lists[:number]
    return lists
