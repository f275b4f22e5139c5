import pytest

from faqbot.core.text.words import term
from faqbot.search.confidence.paraphrases import (
    content_words,
    mistype,
    off_topic_questions,
    query_variants,
    shuffled,
)

TELLING = ["renew", "parking", "permit", "harbour", "lot", "winter"]
LENT = ["choir", "lantern", "garden", "bakery", "ferry", "museum"]


def made(count: int = 8, telling=TELLING, lent=LENT) -> list[str]:
    return list(query_variants(telling, lent, "en", count))


def test_wordings_keep_most_words_and_lend_as_many():
    for wording in made():
        found = wording.split()
        lent = [word for word in found if word in LENT]
        assert (len(found), len(lent)) == (8, 4)


def test_wordings_differ_and_are_always_the_same():
    assert len(set(made())) == 8
    assert made() == made()


def test_some_wordings_have_typos_and_other_words_for_the_same():
    words = {word for wording in made(40) for word in wording.split()}
    assert "extend" in words
    assert words - {*TELLING, *LENT, "extend"}


def test_a_question_of_one_word_keeps_it():
    assert made(1, ["parking"], [])[0] == "parking"


@pytest.mark.parametrize("word", ["library", "escuela", "größe", "harbour"])
def test_a_typo_is_one_slip_inside_a_word(word):
    slips = {mistype(word, str(seed)) for seed in range(20)}
    assert len(slips) > 1
    for slip in slips:
        assert slip[0] == word[0]
        assert abs(len(slip) - len(word)) <= 1


def test_short_words_have_no_typos():
    assert mistype("fee", "seed") == "fee"


def test_content_words_leave_out_function_words_and_repeats():
    asked = "How do I renew my card, and what are cards?"
    assert content_words(asked, "en") == ["renew", "card"]
    assert content_words("¿Cuándo abre la biblioteca?", "es") == ["abre", "biblioteca"]


def test_chance_does_not_depend_on_the_order_that_came_in():
    assert shuffled(TELLING, "a") == shuffled(TELLING[::-1], "a") != shuffled(TELLING, "b")


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_are_a_hundred_different_everyday_questions(language):
    asked = off_topic_questions(language)
    topics = {frozenset(term(word, language) for word in content_words(q, language)) for q in asked}
    assert len(topics) == len(asked) >= 100
    assert all(topics)


def test_a_language_without_a_list_has_none():
    assert off_topic_questions("fi") == []
    assert off_topic_questions("../en") == []
