import pytest

from faqbot.extract.faq.pairs import find_pairs
from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse

JOIN = "Who may join the club?"
COST = "What does it cost?"
BOTH = [(JOIN, "Everybody in town."), (COST, "Nine dollars a year.")]


def pairs_of(body):
    return find_pairs(main_content(parse(body.encode(), "text/html; charset=utf-8")))


def questions_and_answers(body):
    """Return (question, answer) of each pair."""
    return [
        (pair.question, "\n".join(block.text for block in blocks(pair.answer)))
        for pair in pairs_of(body)
    ]


CONTENTS = (
    "<ul><li><a href='#q1'>1. Who may join</a></li><li><a href='#q2'>2. What it costs</a></li>"
    "<li><a href='#q3'>3. How to leave</a></li></ul><h2>Answers</h2>"
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f"<h2>{JOIN}</h2><p>Everybody in town.</p><h2>{COST}</h2><p>Nine dollars a year.</p>",
            id="headings",
        ),
        pytest.param(
            f"<div><h4>{JOIN}</h4>\n</div><div>Everybody in town.</div>"
            f"<div><h4>{COST}</h4>\n</div><div>Nine dollars a year.</div>",
            id="headings in wrappers",
        ),
        pytest.param(
            f"<h3>#1: {JOIN}</h3>Everybody in town.<h3>#2: {COST}</h3>Nine dollars a year.",
            id="answers without an element",
        ),
        pytest.param(
            f"<dl><dt>{JOIN}</dt><dd>Everybody in town.</dd>"
            f"<dt>{COST}</dt><dd>Nine dollars a year.</dd></dl>",
            id="definition list",
        ),
        pytest.param(
            f"<dl><div><dt>{JOIN}</dt><dd>Everybody in town.</dd></div>"
            f"<div><dt>{COST}</dt><dd>Nine dollars a year.</dd></div></dl>",
            id="definition list in groups",
        ),
        pytest.param(
            f"<details><summary>{JOIN}</summary>Everybody in town.</details>"
            f"<details><summary><h3>{COST}</h3></summary><p>Nine dollars a year.</p></details>",
            id="details",
        ),
        pytest.param(
            f"<div><h2><button aria-controls='c1'>{JOIN}</button></h2>"
            "<div id='c1' class='collapse'><div>Everybody in town.</div></div></div>"
            f"<div><h2><button aria-controls='c2'>{COST}</button></h2>"
            "<div id='c2' class='collapse'><div>Nine dollars a year.</div></div></div>",
            id="Bootstrap accordion",
        ),
        pytest.param(
            f"<button>{JOIN}</button><div hidden>Everybody in town.</div>"
            f"<button>{COST}</button><div hidden>Nine dollars a year.</div>",
            id="button and hidden text",
        ),
    ],
)
def test_questions_are_found_with_their_answers_in_every_markup(body):
    assert questions_and_answers(body) == BOTH


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param(
            "<a name='q1'></a><h3>1. Who may join</h3><p>Everybody in town.</p>"
            "<a name='q2'></a><h3>2. What it costs</h3><p>Nine dollars a year.</p>",
            id="anchor before the heading",
        ),
        pytest.param(
            "<h3><a name='q1'></a>1. Who may join</h3><p>Everybody in town.</p>"
            "<h3><a name='q2'>2. What it costs</a></h3><p>Nine dollars a year.</p>",
            id="anchor in the heading",
        ),
        pytest.param(
            "<a name='q1'><h3>1. Who may join</h3></a><p>Everybody in town.</p>"
            "<a name='q2'><h3>2. What it costs</h3></a><p>Nine dollars a year.</p>",
            id="anchor around the heading",
        ),
    ],
)
def test_numbered_headings_in_a_table_of_contents_need_no_question_mark(headings):
    assert questions_and_answers(CONTENTS + headings) == [
        ("Who may join", "Everybody in town."),
        ("What it costs", "Nine dollars a year."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<h3 id='q1'>Who may join</h3><p>Everybody.</p>", id="no number"),
        pytest.param("<h3 id='other'>1. Who may join</h3><p>Everybody.</p>", id="not listed"),
    ],
)
def test_other_headings_beside_a_table_of_contents_are_not_questions(body):
    assert questions_and_answers(CONTENTS + body) == []


def test_two_links_are_not_a_table_of_contents():
    links = "<a href='#q1'>1. Who may join</a> <a href='#q2'>2. What it costs</a>"
    assert (
        questions_and_answers(f"{links}<h3 id='q1'>1. Who may join</h3><p>Everybody in town.</p>")
        == []
    )


def test_a_summary_is_a_question_even_without_a_question_mark():
    body = "<details><summary>Membership fees</summary><p>Nine dollars a year.</p></details>"
    assert questions_and_answers(body) == [("Membership fees", "Nine dollars a year.")]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<h2>Membership</h2><p>Everybody in town.</p>", id="heading"),
        pytest.param(f"<p>{JOIN}</p><p>Everybody in town.</p>", id="question in running text"),
        pytest.param(f"<h2>{JOIN}</h2>", id="question without an answer"),
        pytest.param(f"<h2>Why {'so ' * 100}?</h2><p>Because.</p>", id="too long"),
        pytest.param(
            f"<details><summary>{JOIN}</summary></details><h2>Hours</h2><p>Nine to five.</p>",
            id="empty details before other text",
        ),
        pytest.param("<h2>?</h2><p>Ask the office.</p>", id="question mark alone"),
        pytest.param("<button>Send</button><p>Thank you.</p>", id="button"),
    ],
)
def test_what_is_not_a_question_with_an_answer_is_left_alone(body):
    assert questions_and_answers(body) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Still have questions?",
        "Do you have more questions?",
        "Have other questions?",
        "Have a question?",
        "Need help?",
        "Can't find what you need?",
        "Can’t find what you need?",
        "Didn't find your answer?",
        "¿Tiene más preguntas?",
        "¿Tiene más preguntas? Escríbanos.",
        "¿Aún tienes dudas?",
    ],
)
def test_a_call_to_write_to_the_office_is_not_a_question(heading):
    assert questions_and_answers(f"<h2>{heading}</h2><p>Write to our office.</p>") == []


def test_a_question_about_needing_help_is_still_a_question():
    question = "Need help paying the fee: whom do I ask?"
    assert questions_and_answers(f"<h2>{question}</h2><p>The treasurer.</p>") == [
        (question, "The treasurer.")
    ]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("<h3>Opening hours</h3><p>Nine to five.</p>", id="same rank"),
        pytest.param("<h2>Opening hours</h2><p>Nine to five.</p>", id="higher rank"),
        pytest.param("<div><h2>Opening hours</h2><p>Nine to five.</p></div>", id="in a wrapper"),
    ],
)
def test_a_heading_ends_the_last_answer(after):
    assert questions_and_answers(f"<h3>{JOIN}</h3><p>Everybody in town.</p>{after}") == BOTH[:1]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("<h2>Opening hours</h2><p>Nine to five.</p>", id="heading"),
        pytest.param("<div><h2>Opening hours</h2><p>Nine to five.</p></div>", id="in a wrapper"),
    ],
)
def test_a_heading_after_the_last_panel_ends_its_answer(after):
    assert (
        questions_and_answers(f"<button>{JOIN}</button><div hidden>Everybody in town.</div>{after}")
        == BOTH[:1]
    )


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<h2>{q}</h2><h3>Adults</h3><p>Any.</p>", id="heading"),
        pytest.param("<h2>{q}</h2><div><h3>Adults</h3><p>Any.</p></div>", id="heading and wrapper"),
        pytest.param(
            "<details><summary>{q}</summary><h4>Adults</h4><p>Any.</p></details>", id="details"
        ),
        pytest.param(
            "<details><summary>{q}</summary><div><h4>Adults</h4><p>Any.</p></div></details>"
            "<p>Our office is closed in July.</p>",
            id="details with text after it",
        ),
        pytest.param(
            "<dl><dt>{q}</dt><dd><h4>Adults</h4><p>Any.</p></dd></dl>", id="definition list"
        ),
        pytest.param(
            "<button>{q}</button><div hidden><h4>Adults</h4><p>Any.</p></div>", id="button"
        ),
    ],
)
def test_an_answer_keeps_the_subheadings_inside_it(body):
    assert questions_and_answers(body.format(q=JOIN)) == [(JOIN, "Adults\nAny.")]


@pytest.mark.parametrize(
    "lower",
    [
        pytest.param(f"<h3>{COST}</h3><p>Nine dollars a year.</p>", id="plain"),
        pytest.param(f"<div><h3>{COST}</h3><p>Nine dollars a year.</p></div>", id="in a wrapper"),
    ],
)
def test_questions_of_several_levels_each_get_their_own_answer(lower):
    last = "<h2>Where do we meet?</h2><p>At the pool.</p>"
    assert questions_and_answers(f"<h2>{JOIN}</h2><p>Everybody in town.</p>{lower}{last}") == [
        *BOTH,
        ("Where do we meet?", "At the pool."),
    ]


def test_a_question_without_an_answer_takes_none_from_beyond_its_neighbors():
    body = f"<div><h2>{JOIN}</h2><h2>{COST}</h2><p>Nine dollars a year.</p></div><p>Welcome.</p>"
    assert questions_and_answers(body) == BOTH[1:]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<h2 id='join'>{JOIN}</h2><p id='x'>Any.</p>", id="heading"),
        pytest.param(f"<a name='join'></a><h2>{JOIN}</h2><p>Any.</p>", id="link before"),
        pytest.param(f"<h2><a name='join'></a>{JOIN}</h2><p>Any.</p>", id="link inside"),
        pytest.param(f"<a name='join'><h2>{JOIN}</h2></a><p>Any.</p>", id="link around"),
        pytest.param(f"<div id='join'><h2>{JOIN}</h2></div><p>Any.</p>", id="wrapper"),
        pytest.param(
            f"<details id='join'><summary>{JOIN}</summary>Any.</details>", id="details around"
        ),
        pytest.param(
            f"<div id='join'><button>{JOIN}</button><div hidden>Any.</div></div>", id="item"
        ),
        pytest.param(
            f"<h2><button aria-controls='join'>{JOIN}</button></h2><div id='join'>Any.</div>",
            id="controlled panel",
        ),
        pytest.param(
            f"<h2><button id='join'>{JOIN}</button></h2><div>Any.</div>", id="button in the heading"
        ),
    ],
)
def test_a_question_is_linked_by_the_nearest_anchor(body):
    assert [pair.anchor for pair in pairs_of(body)] == ["join"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<h2>{JOIN}</h2><p>Any.</p>", id="no anchor at all"),
        pytest.param(f"<a name='x'>Hours</a><h2>{JOIN}</h2><p>Any.</p>", id="link with a text"),
        pytest.param(
            f"<div id='club'><p>Welcome.</p><h2>{JOIN}</h2><p>Any.</p></div>",
            id="wrapper with more in it",
        ),
    ],
)
def test_a_question_takes_no_anchor_that_is_not_its_own(body):
    assert [pair.anchor for pair in pairs_of(body)] == [""]


def test_a_pair_names_every_element_it_uses():
    body = f"<a name='join'></a><h2>{JOIN}</h2><p>Any.</p><h2>Hours</h2>"
    root = main_content(parse(body.encode()))

    used = find_pairs(root)[0].nodes

    assert [(block.text, block.anchor) for block in blocks([root], used)] == [("Hours", "")]


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("{} <i class='material-icons'>expand_more</i>", id="icon word"),
        pytest.param("{} <span aria-hidden='true'>show</span>", id="hidden from screen readers"),
        pytest.param("{} <span>+</span>", id="plus sign"),
    ],
)
def test_icons_of_an_accordion_are_no_part_of_the_question(heading):
    assert (
        questions_and_answers(
            f"<button>{heading.format(JOIN)}</button><div>Everybody in town.</div>"
        )
        == BOTH[:1]
    )


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("¿Quién puede entrar?", id="Spanish"),
        pytest.param("¿Quién puede entrar? (niños y adultos)", id="Spanish with a remark"),
        pytest.param("Tengo seis años. ¿Puedo entrar?", id="Spanish after a sentence"),
        pytest.param("من يمكنه الانضمام؟", id="Arabic"),
        pytest.param("誰が参加できますか？", id="Japanese"),
    ],
)
def test_questions_in_other_languages_are_questions(question):
    assert questions_and_answers(f"<h3>{question}</h3><p>Todos los vecinos.</p>") == [
        (question, "Todos los vecinos.")
    ]
