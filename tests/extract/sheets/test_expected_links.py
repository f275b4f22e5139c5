import pytest

from faqbot.core.errors import ExtractionError
from faqbot.extract.sheets.expected_links import ExpectedLink, read_expected_links


def read(text: str) -> list[ExpectedLink]:
    return read_expected_links("ours.csv", text.encode())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("question,expected_url\nWho parks?,/park#who\n", id="as documented"),
        pytest.param("Expected URL;Question\n/park#who;Who parks?\n", id="turned round"),
        pytest.param("Nr.,Pregunta,Enlace\n1,Who parks?,/park#who\n", id="Spanish, with a number"),
        pytest.param("They ask\tShould find\nWho parks?\t/park#who\n", id="other names"),
        pytest.param("\ufeffQUESTION,link to the answer\r\nWho parks?,/park#who\r\n", id="Excel"),
    ],
)
def test_columns_are_known_by_their_names_or_by_the_links(text):
    assert read(text) == [ExpectedLink(2, "Who parks?", ("/park#who",))]


def test_without_a_header_the_links_tell():
    assert read("Who parks?,https://oakhill.example/park\nWho sings?,\n") == [
        ExpectedLink(1, "Who parks?", ("https://oakhill.example/park",)),
        ExpectedLink(2, "Who sings?", ()),
    ]


def test_an_empty_link_means_no_answer_and_spaces_separate_links():
    rows = read('question,expected_url\n"Cold, or hot?",/a /b#c\nWho?,\n\nWhen?\n')
    assert rows == [
        ExpectedLink(2, "Cold, or hot?", ("/a", "/b#c")),
        ExpectedLink(3, "Who?", ()),
        ExpectedLink(5, "When?", ()),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "holds no question", id="empty"),
        pytest.param("question,expected_url\n", "holds no question", id="header only"),
        pytest.param(
            "question,url\nWho?,/a\n,/b\n", "row 3: the question is empty", id="no question"
        ),
        pytest.param(
            "question,url\nWho?,the park page\n", "row 2: “the” is not a link", id="no link"
        ),
        pytest.param("question\nWho?\n", "call them question and expected_url", id="one column"),
        pytest.param("a,b\nc,d\n", "found: “a”, “b”", id="nothing to go by"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_row(text, message):
    with pytest.raises(ExtractionError) as raised:
        read(text)
    assert str(raised.value).startswith("ours.csv: ")
    assert message in str(raised.value)
