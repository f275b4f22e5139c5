import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.crawl.store.duplicates import ContentFingerprint, find_duplicates

SITE = "https://oakhill.example/"
ROOMS, PRINT, MAIL = SITE + "rooms", SITE + "rooms/print", SITE + "rooms?from=mail"


def merged(fingerprints, *, known=(), alike=True):
    """Return which URL stands for which, of pages given as (text, canonical path or "")."""
    shown = {
        url: ContentFingerprint(text, canonical) for url, (text, canonical) in fingerprints.items()
    }
    return find_duplicates(shown, set(known), lambda *_: alike)


@pytest.mark.parametrize(
    ("fingerprints", "known", "expected"),
    [
        pytest.param({ROOMS: ("a", ""), PRINT: ("b", "")}, (), {}, id="different texts"),
        pytest.param({PRINT: ("a", ""), ROOMS: ("a", "")}, (), {PRINT: ROOMS}, id="the shortest"),
        pytest.param(
            {PRINT: ("a", ""), ROOMS: ("a", "")}, (PRINT,), {ROOMS: PRINT}, id="the known one"
        ),
        pytest.param(
            {ROOMS: ("a", PRINT), PRINT: ("b", "")}, (ROOMS,), {ROOMS: PRINT}, id="canonical"
        ),
        pytest.param(
            {MAIL: ("a", PRINT), PRINT: ("a", ""), ROOMS: ("a", "")},
            (ROOMS,),
            {MAIL: PRINT, ROOMS: PRINT},
            id="what others call their own",
        ),
        pytest.param(
            {MAIL: ("a", ROOMS), ROOMS: ("b", PRINT), PRINT: ("c", "")},
            (),
            {MAIL: PRINT, ROOMS: PRINT},
            id="canonical of the canonical",
        ),
        pytest.param(
            {ROOMS: ("a", PRINT), PRINT: ("b", ROOMS)}, (), {PRINT: ROOMS}, id="in a circle"
        ),
        pytest.param({ROOMS: ("a", SITE + "gone")}, (), {}, id="canonical that is no page"),
        pytest.param({ROOMS: ("a", ROOMS)}, (), {}, id="its own canonical"),
    ],
)
def test_pages_with_the_same_text_become_one(fingerprints, known, expected):
    assert merged(fingerprints, known=known) == expected


def test_a_canonical_page_with_another_text_is_ignored():
    assert merged({ROOMS: ("a", PRINT), PRINT: ("b", "")}, alike=False) == {}


def test_a_canonical_page_of_the_same_text_needs_no_comparison():
    assert merged({ROOMS: ("a", PRINT), PRINT: ("a", "")}, alike=False) == {ROOMS: PRINT}


names = st.sampled_from([SITE + letter for letter in "abcdefg"])


@given(st.dictionaries(names, st.tuples(st.sampled_from("xyz"), names)), st.sets(names))
@settings(max_examples=100, deadline=None)
def test_every_duplicate_is_replaced_by_a_kept_page(fingerprints, known):
    found = merged(fingerprints, known=known)

    assert set(found) <= set(fingerprints)
    assert set(found.values()) <= set(fingerprints) - set(found)
