"""One search among few passages: all lists are added up whole, which takes the fewest steps."""

from collections.abc import Sequence

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.packed_postings import impacts_of, rows_of
from faqbot.search.inverted.posting_list import PostingList
from faqbot.search.inverted.top_k import in_order, last_of, telling

# Of keys that so large a share of the passages have, impacts by row take less time than postings.
_DENSE_SHARE = 1 / 3
# Putting so many passages in order takes as long as finding the best of them first.
_FEW_ORDERED = 128


def best_of_sums(
    row_count: int, bits: int, lists: Sequence[PostingList], limit: int, allowed: Array | None
) -> tuple[Array, Array]:
    """Return the rows of the best passages and their scores, best first, lower rows first.

    There must be a list, and short ones come first.
    """
    short = lists
    while short and short[-1].by_row is not None and short[-1].size > row_count * _DENSE_SHARE:
        short = short[:-1]
    rows, sums = _added(row_count, bits, short)
    for each in lists[len(short) :]:
        if each.by_row is not None:
            sums += each.weighted(each.by_row)
    if allowed is not None:
        sums *= allowed
    size, count = telling(short, limit)
    least = max(last_of(sums.take(rows[:size]), count), 1)
    able = (sums >= least).nonzero()[0]
    scores = sums.take(able)
    if len(able) > limit + _FEW_ORDERED:
        best = (scores >= last_of(scores, limit)).nonzero()[0]
        able, scores = able.take(best), scores.take(best)
    return in_order(able, scores, limit)


def _added(row_count: int, bits: int, lists: Sequence[PostingList]) -> tuple[Array, Array]:
    """Return the rows that the lists have, one list after another, and the sums of all rows."""
    if not lists:
        return np.empty(0, np.uint32), np.zeros(row_count)
    postings = np.concatenate([each.postings for each in lists])
    rows, gains = rows_of(postings, bits), impacts_of(postings, bits)
    times = [each.times for each in lists]
    if times.count(1) < len(times):
        gains = gains * np.repeat(times, [each.size for each in lists])
    return rows, np.bincount(rows, gains, row_count)
