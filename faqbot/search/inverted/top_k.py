"""The k best of many scores, and the score of the last of them."""

from collections.abc import Sequence

from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.posting_list import PostingList


def top_k(rows: Array, scores: Array, limit: int) -> tuple[Array, Array]:
    """Return at most `limit` rows and their scores, best first, lower rows first.

    The rows must ascend.
    """
    # A stable order puts the lower of two rows with one score first.
    order = (scores * -1.0).argsort(kind="stable")[:limit]
    return rows.take(order), scores.take(order)


def kth_score(scores: Array, count: int) -> int:
    """Return the `count`-th best score, 0 if there are fewer."""
    beaten = len(scores) - count
    if beaten < 0:
        return 0
    ordered = scores.copy()
    ordered.partition(beaten)
    return int(ordered[beaten])


def bounding_prefix(lists: Sequence[PostingList], count: int) -> tuple[int, int]:
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
