from faqbot.core.records import Document, Hit, Passage, Query
from faqbot.search.results.result import make_result


def query_of(terms) -> Query:
    return Query("q", {"en": terms}, {"en": frozenset({"the", "is"})}, {"en": 1.0})


def result_for(text: str, *terms: str):
    passage = Passage("p1", "d1", "text", text, anchor="hours")
    document = Document("d1", "https://example.org/visit", "page", "Visit", "en")
    return make_result(Hit(passage, document, 1.0, 1), query_of(terms))


def marked(result) -> list[str]:
    return [result.hit.passage.text[start:end] for start, end in result.highlights]


def test_words_with_the_stem_of_the_question_are_marked():
    result = result_for("Libraries open; one library opened late.", "librari", "open")
    assert marked(result) == ["Libraries", "open", "library", "opened"]


def test_common_words_are_not_marked():
    assert marked(result_for("The office is in the annex.", "the", "is", "annex")) == ["annex"]


def test_words_with_accents_and_apostrophes_are_marked_whole():
    assert marked(result_for("The Café’s door", "cafe")) == ["Café’s"]


def test_words_of_the_question_above_do_not_choose_the_best_sentence():
    text = "Families pay nine dollars. A membership is for a year."
    passage = Passage("p1", "d1", "faq", text, "What does membership cost?")
    document = Document("d1", "https://example.org/visit", "page", "Visit", "en")
    result = make_result(Hit(passage, document, 1.0, 1), query_of(("membership", "cost")))
    start, end = result.best_sentence
    assert text[start:end] == "Families pay nine dollars."
