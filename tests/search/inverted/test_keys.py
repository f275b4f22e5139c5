import numpy as np
import pytest

from faqbot.core.records import Query
from faqbot.search.inverted.keys import (
    FIRST_PAIR_HASH,
    key_hash,
    pair_hashes,
    query_keys,
    term_hash,
)


def test_pairs_have_the_same_hash_one_by_one_and_as_arrays():
    names = [f"t{number}" for number in range(200)]
    first = np.array([term_hash("en", name) for name in names], np.uint64)
    second = first[::-1].copy()
    expected = [key_hash(f"en:{a} {b}") for a, b in zip(names, reversed(names), strict=True)]
    assert pair_hashes(first, second).tolist() == expected


def test_terms_sort_before_pairs():
    assert key_hash("en:open") < FIRST_PAIR_HASH <= key_hash("en:open hall")


@pytest.mark.parametrize("other", ["en:hall open", "es:open hall", "en:open", "en:open halls"])
def test_different_keys_have_different_hashes(other):
    assert key_hash("en:open hall") != key_hash(other)


def test_each_term_counts_once_and_pairs_of_function_words_not_at_all():
    query = Query(
        "is the hall open",
        {"en": ("is", "the", "hall", "open", "hall")},
        {"en": frozenset({"is", "the"})},
        {"en": 0.5},
    )
    assert query_keys(query) == {
        "en:is": 0.5,
        "en:the": 0.5,
        "en:hall": 0.5,
        "en:open": 0.5,
        "en:the hall": 0.5,
        "en:hall open": 0.5,
        "en:open hall": 0.5,
    }
