from math import log

import numpy as np
import pytest

from faqbot.search.inverted.bm25 import MAX_SATURATION, idf, length_norms, saturation


def test_idf_is_that_of_lucene_and_never_negative():
    assert idf([0, 3, 10], 10).tolist() == pytest.approx(
        [log(1 + 10.5 / 0.5), log(1 + 7.5 / 3.5), log(1 + 0.5 / 10.5)]
    )


def test_each_further_occurrence_counts_less_and_long_passages_count_less():
    norms = length_norms(np.array([10, 10, 10, 40]), 10.0)
    values = saturation(np.array([1, 2, 1000, 1]), norms)
    assert values[0] == 1.0
    assert values[0] < values[1] < 2 * values[0]
    assert values[2] < MAX_SATURATION
    assert values[3] < values[0]
