"""The best of many scores: which they are, and what the last of them has at least."""

from collections.abc import Sequence

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.posting_list import PostingList


def in_order(rows: Array, scores: Array, limit: int) -> tuple[Array, Array]:
    """Return at most so many rows and their scores, best first, lower rows first.

    The rows must ascend.
    """
    # A stable order puts the lower of two rows with one score first.
    order = (scores * -1.0).argsort(kind="stable")[:limit]
    return rows.take(order), scores.take(order)


def last_of(scores: Array, count: int) -> int:
    """Return the score that so many have at least, 0 if there are not as many."""
    beaten = len(scores) - count
    if beaten < 0:
        return 0
    ordered = scores.copy()
    ordered.partition(beaten)
    return int(ordered[beaten])


def telling(lists: Sequence[PostingList], count: int) -> tuple[int, int]:
    """Return how many postings the first lists have that surely have so many passages.

    The second number is how many of these postings may be of the same passages as the best of
    them: what so many have at least, so many passages have. Short lists come first, and tell most.
    """
    size = 0
    for number, each in enumerate(lists, 1):
        size += each.size
        # A passage comes once for each list at most.
        if size >= count * number:
            return size, count * number
    return size, size + 1
