import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.faq.wording import question_text


@pytest.mark.parametrize(
    ("raw", "question"),
    [
        pytest.param("#3: Is it public?", "Is it public?", id="number sign"),
        pytest.param("3. Is it public?", "Is it public?", id="full stop"),
        pytest.param("3.Is it public?", "Is it public?", id="full stop without a space"),
        pytest.param("(3) Is it public?", "Is it public?", id="parentheses"),
        pytest.param("1.2. Is it public?", "Is it public?", id="number of two parts"),
        pytest.param("Q: Is it public?", "Is it public?", id="Q"),
        pytest.param("Q12. Is it public?", "Is it public?", id="Q with number"),
        pytest.param("Question 4: Is it public?", "Is it public?", id="Question"),
        pytest.param("Is it public? +", "Is it public?", id="plus"),
        pytest.param("Is it public? ▾ ¶", "Is it public?", id="arrow and pilcrow"),
        pytest.param("Is it public? expand_more", "Is it public?", id="icon name"),
        pytest.param("Is it public? keyboard_arrow_down", "Is it public?", id="other icon name"),
        pytest.param(" Is it \n public? ", "Is it public?", id="spaces"),
        pytest.param("¿Es pública?", "¿Es pública?", id="Spanish"),
    ],
)
def test_a_question_is_shown_without_number_and_icons(raw, question):
    assert question_text(raw) == question


@pytest.mark.parametrize(
    "question",
    [
        "Questions about fees?",
        "Quiet hours: when?",
        "24/7 help: is there any?",
        "3D classes?",
        "10:30 or 11:00 on Fridays?",
        "2024: what has changed?",
        "2.0 points required?",
    ],
)
def test_words_and_figures_that_belong_to_a_question_stay(question):
    assert question_text(question) == question


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_makes_a_question_on_one_clean_line(raw):
    question = question_text(raw)
    assert question == " ".join(question.split())
