import pytest

from faqbot.extract.faq import lines
from faqbot.extract.faq.lines import wrap_questions
from faqbot.extract.html.tree import parse_text, tags, visible_text

JOIN = "Who may join?"


def wrapped(body):
    """Return the text of each element that is put around a line."""
    root = parse_text(body)
    wrap_questions(root)
    return [visible_text(tag) for tag in tags(root) if tag.name == "span"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<li>{JOIN}<br>All.</li>", id="list item"),
        pytest.param(f"<li>{JOIN}<p>All.</p></li>", id="before a paragraph"),
        pytest.param(f"<table><td>{JOIN}<br>All.</td></table>", id="table cell"),
        pytest.param(f"<p>Welcome.<br><br>{JOIN}<br>All.</p>", id="after an empty line"),
        pytest.param("<p>Who <i>may</i> join?<br>All.</p>", id="with an inline element"),
    ],
)
def test_a_line_that_asks_at_the_start_of_a_paragraph_gets_an_element(body):
    assert wrapped(body) == [JOIN]


@pytest.mark.parametrize(
    ("body", "question"),
    [
        pytest.param(f"<p>Hours<br>Q: {JOIN}<br>All.</p>", f"Q: {JOIN}", id="Q"),
        pytest.param(f"<p>Q: {JOIN} A: All.</p>", f"Q: {JOIN}", id="on one line"),
        pytest.param(f"<p><b>Q:</b> {JOIN} <b>A:</b> All.</p>", f"Q: {JOIN}", id="bold signs"),
        pytest.param("<p>P: ¿Quién? R: Todos.</p>", "P: ¿Quién?", id="Spanish"),
        pytest.param("<p>Frage: Wer darf? Antwort: Alle.</p>", "Frage: Wer darf?", id="German"),
    ],
)
def test_a_line_that_calls_itself_a_question_gets_an_element(body, question):
    assert wrapped(body) == [question]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p>We swim.<br>{JOIN}<br>All.</p>", id="in the middle of a paragraph"),
        pytest.param("<p>We swim.<br>All may.</p>", id="does not ask"),
        pytest.param(f"<p>{JOIN}</p>", id="a paragraph already"),
        pytest.param(f"<p><b>{JOIN}</b><br>All.</p>", id="an element already"),
        pytest.param(f"<p>Why {'so ' * 100}?<br>All.</p>", id="too long"),
    ],
)
def test_other_lines_stay_as_they_are(body):
    assert wrapped(body) == []


def test_a_cell_is_not_read_again_for_each_one_around_it(monkeypatch):
    page = "<table><tr><td>Hall 1</td><td>" * 40 + "Rules of the hall. " * 200
    read = []

    def counting(node):
        read.append(text := visible_text(node))
        return text

    monkeypatch.setattr(lines, "visible_text", counting)
    wrap_questions(parse_text(page))
    assert sum(map(len, read)) < 2 * len(page)
