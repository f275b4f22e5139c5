import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.core.errors import QuestionError
from faqbot.search.query.parse import parse_question


def test_each_language_gets_its_own_terms():
    query = parse_question("horarios of opening", ["en", "es"], max_chars=100)
    assert query.terms["en"] == ("horario", "of", "open")
    assert query.terms["es"][0] == "horari"


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param(" \t\x00\u200b ", "is empty", id="invisible"),
        pytest.param("a" * 10_000, "10,000 characters; ask it in 1,000", id="too long"),
        pytest.param("😀 🎉", "has no word", id="emoji"),
        pytest.param("?!? … ++", "has no word", id="punctuation"),
        pytest.param("what is it about", "only common words", id="common words"),
        pytest.param("¿y de la que?", "only common words", id="common words in Spanish"),
    ],
)
def test_unsearchable_questions_are_explained(question, message):
    with pytest.raises(QuestionError, match=message):
        parse_question(question, ["en", "es"], max_chars=1000)


@pytest.mark.parametrize(
    "question", ["C++?", "AND OR NOT", 'title:"x', "what's -5", "(((", "a* b~2 ^3", "--drop table"]
)
def test_query_operators_are_plain_words(question):
    query = parse_question(question + " fees", ["en"], max_chars=1000)
    assert "fee" in query.terms["en"]


@given(st.text(max_size=300))
def test_any_text_gives_a_query_or_a_question_error(question):
    try:
        query = parse_question(question, ["en", "es", "xx"], max_chars=200)
    except QuestionError:
        return
    assert query.question
    assert all(query.terms.values())
