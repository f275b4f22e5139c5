import pytest

from faqbot.extract.faq.pairs import find_pairs
from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse

JOIN = "Who may join the club?"
COST = "What does it cost?"
BOTH = [(JOIN, "Everybody in town."), (COST, "Nine dollars.")]
NO_MARK = [("Joining the club", "Everybody in town."), ("Cost of a year", "Nine dollars.")]
ROWS = f"<tr><td>{JOIN}</td><td>Everybody in town.</td></tr>"
ROWS += f"<tr><td>{COST}</td><td>Nine dollars.</td></tr>"


def root_of(rows):
    return main_content(parse(f"<table>{rows}</table>".encode(), "text/html; charset=utf-8"))


def questions_of(root):
    return [
        (pair.question, "\n".join(block.text for block in blocks(pair.answer)))
        for pair in find_pairs(root)
    ]


def table(pairs, header=()):
    rows = "".join(f"<tr><td>{question}</td><td>{text}</td></tr>" for question, text in pairs)
    return "<tr>{}</tr>{}".format("".join(f"<th>{name}</th>" for name in header), rows)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(table(BOTH), BOTH, id="cells that ask"),
        pytest.param(table(BOTH, ("Topic", "Details")), BOTH, id="under other headers"),
        pytest.param(table(BOTH[:1], ("Question", "Answer")), BOTH[:1], id="one row under headers"),
        pytest.param(table(NO_MARK, ("Pregunta", "Respuesta")), NO_MARK, id="no question marks"),
        pytest.param(table([("Q", "A"), *NO_MARK]), NO_MARK, id="headers that are plain cells"),
        pytest.param(table([*BOTH, ("Hours", "9 to 5")]), BOTH, id="a row that does not ask"),
        pytest.param(
            table(BOTH).replace(f"<td>{JOIN}", f"<td>1.</td><td>{JOIN}").replace(
                f"<td>{COST}", f"<td>2.</td><td>{COST}"
            ),
            BOTH,
            id="numbered rows",
        ),
        pytest.param(table([(JOIN, "")] * 2), [], id="no answers"),
        pytest.param(table(NO_MARK, ("Age", "Fee")), [], id="a data table"),
    ],
)  # fmt: skip
def test_a_column_of_questions_is_answered_by_the_next(rows, expected):
    assert questions_of(root_of(rows)) == expected


def test_the_number_of_a_row_is_not_left_as_text():
    root = root_of(ROWS.replace(f"<td>{JOIN}", f"<td>1</td><td>{JOIN}"))
    used = frozenset().union(*(pair.nodes for pair in find_pairs(root)))
    assert "1" not in [block.text for block in blocks([root], used)]


def test_a_row_is_linked_by_its_own_anchor():
    root = root_of(ROWS.replace("<tr>", "<tr id='join'>", 1))
    assert [pair.anchor for pair in find_pairs(root)] == ["join", ""]
