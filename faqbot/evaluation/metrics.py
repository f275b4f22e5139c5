"""How good a ranking is, and how well confidence separates right answers from wrong ones.

Rankings hold passage ids, best first, without repeats. `grades` says how well a passage answers,
by its id; grades above 0 are right, passages without one count as 0.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, log2


def by_score(scored: Iterable[tuple[str, float]]) -> list[str]:
    """Return the ids by score, best first; equal ones by id, descending.

    Source: trec_eval, which ignores the ranks in a run.

    >>> by_score([("a", 1.0), ("b", 1.0), ("c", 2.0)])
    ['c', 'b', 'a']
    """
    return [id_ for id_, _ in sorted(scored, key=lambda pair: (pair[1], pair[0]), reverse=True)]


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], *, depth: int = 10) -> float:
    """Return the discounted gain of the first `depth`, as a share of the best possible.

    The gain is the grade itself. At least one grade must be above 0.
    Source: Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques, 2002, in
    trec_eval's form.
    """
    gains = [max(0, grades.get(id_, 0)) for id_ in ranking[:depth]]
    ideal = sorted(grades.values(), reverse=True)[:depth]
    return _discounted(gains) / _discounted([max(0, grade) for grade in ideal])


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int], *, depth: int = 10) -> float:
    """Return 1/rank of the first right passage, or 0.0 if none is among the first `depth`.

    >>> reciprocal_rank(["d3", "d1"], {"d1": 1})
    0.5
    """
    ranks = (rank for rank, id_ in enumerate(ranking[:depth], start=1) if grades.get(id_, 0) > 0)
    return 1 / next(ranks, float("inf"))


def recall(ranking: Sequence[str], grades: Mapping[str, int], *, depth: int = 100) -> float:
    """Return the share of right passages among the first `depth`; there must be a right one."""
    right = {passage_id for passage_id, grade in grades.items() if grade > 0}
    return len(right.intersection(ranking[:depth])) / len(right)


def auroc(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    """Return the probability that a right answer has more confidence than a wrong one.

    Equal values count half, so that guessing gives 0.5; None if either kind is missing.
    Source: Mann and Whitney, 1947.

    >>> auroc([3.0, 2.0], [2.0, 1.0])
    0.875
    """
    if not right or not wrong:
        return None
    ordered = sorted(wrong)
    # Together, the two places count each lower value twice and each equal one once.
    below = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in right)
    return below / 2 / len(right) / len(wrong)


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least this share of the values do not exceed.

    >>> percentile([5.0, 1.0, 3.0], 0.5)
    3.0
    """
    return sorted(values)[max(0, ceil(share * len(values)) - 1)] if values else None


def run_lines(question_id: str, scored: Iterable[tuple[str, float]]) -> str:
    """Return one question's part of a TREC run: id Q0 passage rank score tag."""
    # repr: in full, so that whoever reads the run finds the same ties.
    return "".join(
        f"{question_id} Q0 {passage_id} {rank} {float(score)!r} faqbot\n"
        for rank, (passage_id, score) in enumerate(scored, start=1)
    )


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
