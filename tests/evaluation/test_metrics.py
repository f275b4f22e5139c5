from math import log2

import pytest

from faqbot.evaluation.metrics import (
    auroc,
    by_score,
    ndcg,
    percentile,
    recall,
    reciprocal_rank,
    run_lines,
)


def test_ties_are_broken_by_id_descending():
    assert by_score([("a", 2.0), ("c", 1.0), ("b", 2.0), ("d", 3.0)]) == ["d", "b", "a", "c"]


@pytest.mark.parametrize(
    ("ranking", "grades", "expected"),
    [
        pytest.param(["a", "b"], {"a": 1}, 1.0, id="right first"),
        pytest.param(["x", "a"], {"a": 1}, 1 / log2(3), id="right second"),
        pytest.param(
            ["b", "a"], {"a": 3, "b": 1}, (1 + 3 / log2(3)) / (3 + 1 / log2(3)), id="grades"
        ),
        pytest.param(["a"], {"a": 1, "b": 1}, 1 / (1 + 1 / log2(3)), id="one of two"),
        pytest.param([*"0123456789", "a"], {"a": 1}, 0.0, id="rank eleven"),
        pytest.param(["z", "a"], {"a": 1, "z": -2}, 1 / log2(3), id="negative grade"),
        pytest.param([], {"a": 1}, 0.0, id="nothing found"),
    ],
)
def test_ndcg_is_the_discounted_gain_over_the_best_possible(ranking, grades, expected):
    assert ndcg(ranking, grades) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ranking", "depth", "expected"),
    [
        pytest.param(["a", "b"], 10, 1.0, id="first"),
        pytest.param(["x", "y", "b"], 10, 1 / 3, id="third"),
        pytest.param(["x", "a"], 1, 0.0, id="too deep"),
        pytest.param(["zero", "b"], 10, 0.5, id="grade 0 is wrong"),
    ],
)
def test_reciprocal_rank_counts_to_the_first_right_passage(ranking, depth, expected):
    assert reciprocal_rank(ranking, {"a": 1, "b": 2, "zero": 0}, depth=depth) == expected


def test_recall_is_the_share_of_right_passages_that_are_found_within_the_depth():
    assert recall(["a", "x", "b"], {"a": 1, "b": 1, "c": 1, "x": 0}, depth=2) == pytest.approx(
        1 / 3
    )


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        pytest.param([3.0, 2.0], [1.0], 1.0, id="told apart"),
        pytest.param([1.0], [2.0, 3.0], 0.0, id="upside down"),
        pytest.param([1.0, 1.0], [1.0], 0.5, id="all equal"),
        pytest.param([4.0, 2.0], [3.0, 2.0], (2 + 0.5) / 4, id="mixed"),
        pytest.param([1.0], [], None, id="nothing wrong"),
        pytest.param([], [1.0], None, id="nothing right"),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(right, wrong, expected):
    assert auroc(right, wrong) == expected


def test_a_percentile_is_one_of_the_values():
    values = [float(value) for value in range(20, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95)) == (10.0, 19.0)
    assert percentile([], 0.5) is None


def test_a_run_has_six_columns_and_scores_in_full():
    lines = run_lines("q1", [("p7", 2.5), ("p1", 0.1)])
    assert lines == "q1 Q0 p7 1 2.5 faqbot\nq1 Q0 p1 2 0.1 faqbot\n"
