import pytest

from faqbot.core.records import Document, Hit, Passage, Query
from faqbot.search.results.highlights import deep_link, make_result


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


def test_the_link_leads_to_the_anchor():
    assert result_for("Open daily.", "open").deep_link == "https://example.org/visit#hours"


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        pytest.param("page=3", "https://example.org/a#page=3", id="page of a PDF"),
        pytest.param('a"><b', "https://example.org/a#a%22%3E%3Cb", id="hostile"),
        pytest.param("año nuevo", "https://example.org/a#a%C3%B1o%20nuevo", id="not ASCII"),
    ],
)
def test_anchors_are_escaped_in_links(anchor, expected):
    assert (
        deep_link("https://example.org/a", Passage("p", "d", "text", "", anchor=anchor)) == expected
    )


def test_a_passage_without_an_anchor_is_linked_by_its_first_words():
    passage = Passage("p", "d", "text", "- Open after-hours, daily & late on every Friday of May")
    link = deep_link("https://example.org/a", passage)
    assert link.startswith("https://example.org/a#:~:text=Open%20after%2Dhours%2C%20daily%20%26")
    assert link.endswith("%20every%20Friday")


def test_a_passage_of_a_file_is_linked_in_the_file_and_not_on_its_inner_page():
    passage = Passage("p", "d", "text", "", anchor="page=2", url="https://example.org/a.pdf")
    assert deep_link("https://example.org/a", passage) == "https://example.org/a.pdf#page=2"


def test_what_the_question_says_already_does_not_choose_the_sentence():
    text = "Families pay nine dollars. A membership is for a year."
    passage = Passage("p1", "d1", "faq", text, "What does membership cost?")
    document = Document("d1", "https://example.org/visit", "page", "Visit", "en")
    result = make_result(Hit(passage, document, 1.0, 1), query_of(("membership", "cost")))
    start, end = result.best_sentence
    assert text[start:end] == "Families pay nine dollars."
