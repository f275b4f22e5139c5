"""The k best of many scores, and the score of the last of them."""

from faqbot.search.arrays.mapped import Array


def top_k(rows: Array, scores: Array, limit: int) -> tuple[Array, Array]:
    """Return at most `limit` rows and their scores, best first, lower rows first.

    The rows must ascend.
    """
    # Sums may be unsigned, which -1.0 makes floats. A stable order puts the lower of two rows with
    # one score first.
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
