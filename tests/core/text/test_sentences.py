import sys
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.text.sentences import sentences


def texts(text):
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["We swim.", "We dive!", "Do you?", "Come…", "Now"], id="every stop"),
        pytest.param(["Ask Dr. Lee and Mrs. Day.", "They know."], id="titles"),
        pytest.param(["He lives on St. John Ave. near the gate.", "Ring."], id="street"),
        pytest.param(["The U.S. Department of Parks pays."], id="initials of a country"),
        pytest.param(["We pay in the U.S.", "The rest is free."], id="country at the end"),
        pytest.param(["Bring fruit, e.g. Apples or Pears, i.e. Food."], id="e.g. and i.e."),
        pytest.param(["Come to room No. 5 on p. 3.", "Ring twice."], id="before numbers"),
        pytest.param(["Is it free?", "No.", "You pay."], id="the answer No."),
        pytest.param(["We open at 9 a.m. Monday.", "Come!"], id="a.m. inside"),
        pytest.param(["We close at 5 p.m.", "Please leave."], id="p.m. at the end"),
        pytest.param(
            ["It costs 3.50 dollars.", "Or 4.", "See example.org/a.b now."], id="decimals"
        ),
        pytest.param(["J. A. Smith and B. Lee founded it.", "It grew."], id="initials of people"),
        pytest.param(
            ["He said “Stop.”", "She left.", "(See below.)", "“Why?” he asked."], id="quotes"
        ),
        pytest.param(["« Oui ! »", "Il part."], id="French quotes"),
        pytest.param(
            ["Is it open?! she asked.", "Wait... then go.", "Wait...", "Then go."], id="runs"
        ),
        pytest.param(["¿Es gratis?", "¡Sí!", "Vea la pág. 5.", "La Sra. Paz ayuda."], id="Spanish"),
        pytest.param(["Am 3. Mai kommt Fr. Berg, z.B. Montag.", "Bis bald."], id="German"),
        pytest.param(["هل هو مجاني؟", "نعم هو كذلك."], id="Arabic"),
        pytest.param(["1. Bring a towel.", "2. Bring a cap."], id="numbers of a list"),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(expected):
    assert texts(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "学校是免费的。你好！是吗？", ["学校是免费的。", "你好！", "是吗？"], id="no space"
        ),
        pytest.param("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"], id="Chinese quotes"),
        pytest.param(
            "Bring:\n- a towel\n- a cap. Blue.",
            ["Bring:", "a towel", "a cap.", "Blue."],
            id="list without bullets",
        ),
        pytest.param("12 Elm Road\n\nDayton", ["12 Elm Road", "Dayton"], id="lines"),
        pytest.param(" \n ", [], id="nothing"),
    ],
)
def test_lines_and_full_width_stops_end_sentences(text, expected):
    assert texts(text) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("aB5.?!。 \n\"”()-'¿»"), max_size=60))
def test_each_sentence_has_its_span_and_no_letter_is_lost(text):
    found = list(sentences(text))

    assert all(text[each.start : each.end] == each.text == each.text.strip() for each in found)
    assert found == sorted(found)
    kept = [char for each in found for char in each.text if char.isalnum()]
    assert kept == [char for char in text if char.isalnum()]


LONG = ["word ", ". ", ".", "\n", '."', "A. ", "« ! "]


@pytest.mark.parametrize("unit", LONG)
def test_calls_grow_no_faster_than_the_text(unit):
    text = unit * (10_000 // len(unit))
    assert call_count(text * 4) <= 4 * call_count(text) + 100


@pytest.mark.parametrize("unit", LONG)
def test_a_long_text_is_split_without_losing_a_character(unit):
    text = unit * (250_000 // len(unit))
    assert "".join("".join(texts(text)).split()) == "".join(text.split())


def call_count(text):
    """Return how many calls of Python and C functions it takes to split a text."""
    count = 0

    def tally(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        deque(sentences(text), maxlen=0)
    finally:
        sys.setprofile(None)
    return count
