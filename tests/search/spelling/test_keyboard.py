import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.search.spelling.keyboard import typing_cost

letters = st.text("abcdeé", max_size=12)


@pytest.mark.parametrize(
    ("likelier", "other", "meant"),
    [
        pytest.param("scohol", "scxool", "school", id="transposed before another letter"),
        pytest.param("schoil", "schozl", "school", id="neighbouring key before a far one"),
        pytest.param("schhool", "scphool", "school", id="doubled letter before an extra one"),
        pytest.param("adress", "addess", "address", id="half of a double letter left out"),
        pytest.param("calender", "calendxr", "calendar", id="confused vowel before another"),
        pytest.param("schooz", "zchool", "school", id="wrong letter inside before the first"),
        pytest.param("shcool", "hscool", "school", id="one transposition before two"),
        pytest.param("school", "schol", "school", id="nothing wrong"),
    ],
)
def test_a_likely_slip_costs_less_than_an_unlikely_one(likelier, other, meant):
    assert typing_cost(likelier, meant, "en") < typing_cost(other, meant, "en")


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        pytest.param("de", "plath", "platz", id="z and h on German keyboards"),
        pytest.param("fr", "samle", "salle", id="l and m on French keyboards"),
    ],
)
def test_keys_are_those_of_the_languages_usual_keyboard(language, typed, meant):
    assert typing_cost(typed, meant, language) < typing_cost(typed, meant, "en")


@given(typed=letters, word=letters)
@settings(max_examples=100, deadline=None)
def test_only_equal_words_cost_nothing(typed, word):
    cost = typing_cost(typed, word, "en")

    assert (cost == 0) == (typed == word)
    assert cost <= len(typed) + len(word) + 1
