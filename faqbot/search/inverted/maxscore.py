"""One search over posting lists: exact sums of impacts, without reading most of the long lists.

Short lists are added up first, a batch at a time. What the best passages so far have in all lists
is a mark that any better one must reach. Once the lists that are left could not lift a passage
there that has been in none so far, only those are looked up in them that still could get there.
Source: Turtle and Flood, Query Evaluation: Strategies and Optimizations, 1995 (MaxScore).

Lists are added up by sorting their postings: those of one passage then stand side by side. Numpy
sorts in the processor's widest registers, and reads memory from end to end; adding to one sum for
each passage of the index would jump about in it. A processor of before 2013, without AVX2, takes
twice as long for a search.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.packed_postings import MOST_ADDED, impacts_of, rows_of
from faqbot.search.inverted.posting_list import PostingList
from faqbot.search.inverted.top_k import in_order, last_of

# The most that is added up first, and then at once: calls of numpy cost as much as thousands of
# postings, and the mark that the first batch sets spares reading many.
_FIRST_POSTINGS = 24_576
_BATCH_POSTINGS = 16_384
# Each batch sorts those before it again, so that they must grow with what there is already: many
# batches of one size would take the square of its time.
_BATCH_SHARE = 1 / 2
# Finding a passage in a list takes as long as adding up so many postings.
_SEARCH_STEPS = 6
# Impacts that count several times, or very many of them, need more bits: these of 64.
_WIDE_BITS = 40
# Up to so many passages are looked up in all lists that are left, without dropping any between.
_FEW_PASSAGES = 256


class Search:
    """The state of one search: the postings added up so far, and what the best have at least.

    `bits` are those of an impact in the lists, `allowed` has True for each row that may be found.
    """

    def __init__(self, bits: int, limit: int, allowed: Array | None) -> None:
        self._list_bits = self._bits = bits
        self._limit = limit
        self._allowed = allowed
        self._least = 0
        self._added: Array | None = None
        self._added_lists = 0

    def best(self, lists: Sequence[PostingList]) -> tuple[Array, Array]:
        """Return the rows of the best passages and their scores, best first.

        There must be a list, and short ones come first.
        """
        if len(lists) > MOST_ADDED or any(each.times > 1 for each in lists):
            self._bits = _WIDE_BITS
        left = [0, *accumulate(each.most for each in reversed(lists))][::-1]
        done, most = 0, _FIRST_POSTINGS
        while True:
            batch = _batch(lists[done:], most)
            done += len(batch)
            postings, sums = self._add(batch)
            most = max(_BATCH_POSTINGS, int(len(postings) * _BATCH_SHARE))
            self._raise_least(postings, sums, lists[done:], left[done])
            if done == len(lists) or left[done] < self._least:
                able = (sums >= max(self._least - left[done], 1)).nonzero()[0]
                if done == len(lists) or _is_worth_it(lists[done], len(able)):
                    break
        rows, scores = rows_of(postings.take(able), self._bits), sums.take(able)
        rows, scores = self._look_up(rows, scores, lists[done:], left[done])
        if len(rows) > _FEW_PASSAGES:
            rows, scores = self._dropped(rows, scores, 0)
        return in_order(rows, scores, self._limit)

    def _add(self, lists: Sequence[PostingList]) -> tuple[Array, Array]:
        """Add up whole lists; return all postings so far, sorted, and the sums of their rows.

        Each row has its sum with its first posting, and 0 with the others.
        """
        postings = self._gathered(lists)
        if self._added is not None:
            postings = np.concatenate((self._added, postings))
        postings.sort()
        self._added = postings
        self._added_lists += len(lists)
        return postings, _sums(postings, self._bits, self._added_lists)

    def _gathered(self, lists: Sequence[PostingList]) -> Array:
        """Return the postings of these lists that may be found, with as many bits as sums need."""
        bits = self._list_bits
        postings = np.concatenate([each.postings for each in lists])
        if self._bits != bits:
            gains = impacts_of(postings, bits).astype(np.uint64)
            times = np.array([each.times for each in lists], np.uint64)
            gains *= np.repeat(times, [each.size for each in lists])
            postings = rows_of(postings, bits).astype(np.uint64) << self._bits | gains
        if self._allowed is not None:
            postings = postings.compress(self._allowed.take(rows_of(postings, self._bits)))
        return postings

    def _raise_least(
        self, postings: Array, sums: Array, lists: Sequence[PostingList], left: int
    ) -> None:
        """Raise the mark to what the best of these rows have, where that decides, in all lists."""
        mark = last_of(sums, self._limit)
        self._least = max(self._least, mark)
        if mark and lists and left >= self._least:
            best = (sums >= mark).nonzero()[0]
            rows, scores = rows_of(postings.take(best), self._bits), sums.take(best)
            self._gain(rows, scores, lists)
            self._least = max(self._least, last_of(scores, self._limit))

    def _look_up(
        self, rows: Array, scores: Array, lists: Sequence[PostingList], left: int
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
            scores += each.gains(rows, self._list_bits)

    def _dropped(self, rows: Array, scores: Array, left: int) -> tuple[Array, Array]:
        """Return those rows, with their scores, that can be among the best with what is left."""
        self._least = max(self._least, last_of(scores, self._limit))
        able = (scores >= max(self._least - left, 0)).nonzero()[0]
        return rows.take(able), scores.take(able)


def _sums(postings: Array, bits: int, most_alike: int) -> Array:
    """Return the sum of each row with the first of its sorted postings, and 0 with the others.

    A row has at most `most_alike`. Each step adds up twice as many as the one before.
    """
    sums = impacts_of(postings, bits)
    repeated = at = ((postings[1:] ^ postings[:-1]) < 1 << bits).nonzero()[0]
    step = 1
    while len(at):
        sums[at] += sums.take(at + step)
        step *= 2
        if step >= most_alike:
            break
        at = at[: at.searchsorted(len(postings) - step)]
        at = at.compress((postings.take(at) ^ postings.take(at + step)) < 1 << bits)
    sums[repeated + 1] = 0
    return sums


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
