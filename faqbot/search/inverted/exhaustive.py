"""One search among few passages: all lists are added up whole."""

from collections.abc import Sequence

import numpy as np

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.packed_postings import impacts_of, rows_of
from faqbot.search.inverted.posting_list import PostingList
from faqbot.search.inverted.top_k import kth_score, top_k

# If more than this share of the passages has a key, adding its impacts by row is quicker.
_FREQUENT_SHARE = 1 / 3
# Sorting this many passages too many takes as long as selecting the best first.
_SORT_SLACK = 128


def exhaustive_top_k(
    row_count: int, bits: int, lists: Sequence[PostingList], limit: int, allowed: Array | None
) -> tuple[Array, Array]:
    """Return the rows of the best passages and their scores, best first, lower rows first.

    `lists` is not empty, short ones first.
    """
    short = lists
    while short and short[-1].by_row is not None and short[-1].size > row_count * _FREQUENT_SHARE:
        short = short[:-1]
    rows, sums = _add_up(row_count, bits, short)
    for each in lists[len(short) :]:
        if each.by_row is not None:
            sums += each.weighted(each.by_row)
    if allowed is not None:
        sums *= allowed
    size, count = _bounding_prefix(short, limit)
    # At least 1: a passage without any key has a sum of 0.
    threshold = max(kth_score(sums.take(rows[:size]), count), 1)
    candidates = (sums >= threshold).nonzero()[0]
    scores = sums.take(candidates)
    if len(candidates) > limit + _SORT_SLACK:
        best = (scores >= kth_score(scores, limit)).nonzero()[0]
        candidates, scores = candidates.take(best), scores.take(best)
    return top_k(candidates, scores, limit)


def _add_up(row_count: int, bits: int, lists: Sequence[PostingList]) -> tuple[Array, Array]:
    """Return the rows of the lists, one list after another, and the sums of all rows."""
    if not lists:
        return np.empty(0, np.uint32), np.zeros(row_count)
    postings = np.concatenate([each.postings for each in lists])
    rows, impacts = rows_of(postings, bits), impacts_of(postings, bits)
    times = [each.times for each in lists]
    if times.count(1) < len(times):
        impacts = impacts * np.repeat(times, [each.size for each in lists])
    return rows, np.bincount(rows, impacts, row_count)


def _bounding_prefix(lists: Sequence[PostingList], count: int) -> tuple[int, int]:
    """Return how many postings the first lists have that surely have `count` passages.

    The second number says how many of the best of these postings are sure to be of `count`
    different passages. Short lists come first: they separate passages best.
    """
    size = 0
    for number, each in enumerate(lists, 1):
        size += each.size
        # A passage comes at most once in each list.
        if size >= count * number:
            return size, count * number
    return size, size + 1
