import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  Office\n\thours\r\n", "Office hours", id="white space"),
        pytest.param("9\u00a0a.m.\u2003to\u20285", "9 a.m. to 5", id="wide and no-break spaces"),
        pytest.param("enrol\u00adment \u200bform\ufeff", "enrolment form", id="invisible"),
        pytest.param("bell\x00\x07 times\ue000\ud800", "bell times", id="control and private"),
        pytest.param("nin\u0303o", "ni\u00f1o", id="composed"),
        pytest.param(" \u200b\x00 ", "", id="nothing to see"),
    ],
)
def test_squeezed_text_is_one_line_of_visible_characters(text, expected):
    assert squeeze(text) == expected


@given(st.text(max_size=200))
@example("e\u00ad\u0301")
@settings(max_examples=100, deadline=None)
def test_squeezing_twice_changes_nothing(text):
    once = squeeze(text)

    assert squeeze(once) == once
    assert once == " ".join(once.split())
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("clean", [squeeze, fold])
def test_endless_runs_of_combining_marks_are_cut(clean):
    assert len(clean("Caf\u0434" + "\u0301\u0323" * 1_000_000)) <= 40
