import pytest

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.words import term
from faqbot.search.confidence.paraphrases import (
    content_words,
    mistype,
    query_variants,
    shuffled,
)

CONTENT = ["renew", "parking", "permit", "harbour", "lot", "winter"]
FOREIGN = ["choir", "lantern", "garden", "bakery", "ferry", "museum"]


def variants(count: int = 8, content=CONTENT, foreign=FOREIGN) -> list[str]:
    return list(query_variants(content, foreign, "en", count))


def test_variants_keep_most_words_and_add_as_many_foreign_ones():
    for variant in variants():
        words = variant.split()
        foreign = [word for word in words if word in FOREIGN]
        assert (len(words), len(foreign)) == (8, 4)


def test_variants_differ_from_one_another_and_never_change():
    assert len(set(variants())) == 8
    assert variants() == variants()


def test_some_variants_have_typos_and_synonyms():
    words = {word for variant in variants(40) for word in variant.split()}
    assert "extend" in words
    assert words - {*CONTENT, *FOREIGN, "extend"}


def test_a_question_of_one_word_keeps_it():
    assert variants(1, ["parking"], [])[0] == "parking"


@pytest.mark.parametrize("word", ["library", "escuela", "größe", "harbour"])
def test_a_typo_is_one_slip_inside_a_word(word):
    slips = {mistype(word, str(seed)) for seed in range(20)}
    assert len(slips) > 1
    for slip in slips:
        assert slip[0] == word[0]
        assert abs(len(slip) - len(word)) <= 1


def test_short_words_have_no_typos():
    assert mistype("fee", "seed") == "fee"


def test_content_words_are_without_function_words_and_repeats():
    question = "How do I renew my card, and what are cards?"
    assert content_words(question, "en") == ["renew", "card"]
    assert content_words("¿Cuándo abre la biblioteca?", "es") == ["abre", "biblioteca"]


def test_shuffling_does_not_depend_on_the_order_of_the_items():
    assert shuffled(CONTENT, "a") == shuffled(CONTENT[::-1], "a") != shuffled(CONTENT, "b")


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_are_a_hundred_different_off_topic_questions(language):
    questions = LANGUAGES.language(language).off_topic_questions
    topics = {
        frozenset(term(word, language) for word in content_words(q, language)) for q in questions
    }
    assert len(topics) == len(questions) >= 100
    assert all(topics)


def test_a_language_without_a_file_has_none():
    assert [LANGUAGES.language(code).off_topic_questions for code in ("fi", "../en")] == [(), ()]
