import pytest

from faqbot.core.records import Passage
from faqbot.search.results.deep_link import deep_link

URL = "https://example.org/a"


def test_the_link_leads_to_the_anchor():
    assert deep_link(URL, Passage("p", "d", "text", "", anchor="hours")) == f"{URL}#hours"


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        pytest.param("page=3", "https://example.org/a#page=3", id="page of a PDF"),
        pytest.param('a"><b', "https://example.org/a#a%22%3E%3Cb", id="hostile"),
        pytest.param("año nuevo", "https://example.org/a#a%C3%B1o%20nuevo", id="not ASCII"),
    ],
)
def test_anchors_are_escaped_in_links(anchor, expected):
    assert deep_link(URL, Passage("p", "d", "text", "", anchor=anchor)) == expected


def test_the_link_to_a_page_of_a_pdf_has_the_first_words_as_search_terms():
    passage = Passage("p", "d", "text", "Adults & children pay five crowns | six", anchor="page=3")
    assert deep_link(URL, passage) == (
        f"{URL}#page=3&search=Adults%20%26%20children%20pay%20five&phrase=true"
    )


def test_search_terms_do_not_join_the_cells_of_a_table():
    passage = Passage("p", "d", "text", "Adults | five", anchor="page=3")
    assert deep_link(URL, passage) == f"{URL}#page=3&search=Adults&phrase=true"


def test_the_link_to_a_panel_that_may_be_closed_names_its_words_too():
    passage = Passage("p", "d", "text", "", anchor="panel", text_fragment="Fees")
    assert deep_link(URL, passage) == f"{URL}#panel:~:text=Fees"


def test_a_passage_without_an_anchor_is_linked_by_its_first_words():
    passage = Passage("p", "d", "text", "- Open after-hours, daily & late on every Friday of May")
    link = deep_link(URL, passage)
    assert link.startswith("https://example.org/a#:~:text=Open%20after%2Dhours%2C%20daily%20%26")
    assert link.endswith("%20every%20Friday")


def test_a_passage_of_a_file_is_linked_in_the_file_and_not_on_its_inner_page():
    passage = Passage("p", "d", "text", "", anchor="page=2", url="https://example.org/a.pdf")
    assert deep_link(URL, passage) == "https://example.org/a.pdf#page=2"


def test_a_whole_publication_is_linked_at_its_start():
    passage = Passage("p", "d", "text", "By Ada Green, 2024", url="https://example.org/report")
    assert deep_link(URL, passage) == "https://example.org/report"
