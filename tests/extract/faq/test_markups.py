"""Questions in the markup of site builders, old pages and other languages, and what is none."""

import pytest

from faqbot.extract.faq.pairs import find_pairs
from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse

PAIRS = [
    ("Who may join the club?", "Everybody in town may."),
    ("What does it cost?", "Nine dollars a year."),
    ("Where do we meet?", "At the pool on Elm Road."),
]
SHAPES = {
    "Elementor": "<div><div class=t role=button aria-expanded=false><i class='fa plus'></i>"
    "<a>{q}</a></div><div class=c role=region><p>{a}</p></div></div>",
    "Webflow": "<div class=item><div class=q><div>{q}</div><div><svg></svg></div></div>"
    "<div class=a><p>{a}</p></div></div>",
    "Drupal titles that are links": "<div class=row><div class=title><a href='/{n}'>{q}</a></div>"
    "<div class=body><p>{a}</p></div></div>",
    "GOV.UK accordion": "<div><h2><button aria-controls=c{n}><span class=t>{q}</span>"
    "<span>, </span><span>Show</span></button></h2></div><div id=c{n}>{a}</div>",
    "Material icon beside the question": "<div class=q><span>{q}</span>"
    "<i class=material-icons>add_circle_outline</i></div><div class=a>{a}</div>",
    "icon of another font": "<div class=q><div class=t>{q}</div><div>⊕</div></div>"
    "<div class=a>{a}</div>",
    "check boxes": "<div><input type=checkbox id=c{n}><label for=c{n}>{q}</label>"
    "<div>{a}</div></div>",
    "byline in the header": "<article><header><h2>{q}</h2><p>Updated in May</p></header>"
    "<p>{a}</p></article>",
    "DocBook table": "<table><tr><td><b>{n}.</b></td><td><p>{q}</p></td></tr>"
    "<tr><td></td><td><p>{a}</p></td></tr></table>",
    "cells Q and A": "<table><tr><td>Q:</td><td>{q}</td></tr>"
    "<tr><td>A:</td><td>{a}</td></tr></table>",
    "line of a list item": "<li>{q}<br>{a}</li>",
    "text before a paragraph": "<li>{q}<p>{a}</p></li>",
    "Q and A on one line": "<p>Q: {q} A: {a}</p>",
    "bold signs on one line": "<p><b>Q:</b> {q} <b>A:</b> {a}</p>",
    "full-width signs": "<p class=q>Q{n}．{q}</p><p class=a>A{n}．{a}</p>",
    "Spanish signs": "<p><b>P:</b> {q}</p><p><b>R:</b> {a}</p>",
    "German words": "<p>Frage: {q}</p><p>Antwort: {a}</p>",
    "Portuguese words": "<p>Pergunta: {q}</p><p>Resposta: {a}</p>",
    "number and dash": "<p><b>{n} - {q}</b></p><p>{a}</p>",
    "bullet": "<p><b>• {q}</b></p><p>{a}</p>",
    "lines at places of their own": "<span class='l s1' style='top: {n}0px'>{q}</span>"
    "<span class='l s2' style='top: {n}5px'>{a}</span>",
    "numbered styles": "<p class=s4>{q}</p><p class=s5>{a}</p>",
    "coloured questions": "<p><font color=navy>{q}</font></p><p><font color=black>{a}</font></p>",
    "link to the top": "<h3>{q}</h3><p>{a}</p><p><a href='#top'>Back to top</a></p>",
}


def pairs_of(body):
    return find_pairs(main_content(parse(body.encode(), "text/html; charset=utf-8")))


def text_of(pair):
    return "\n".join(block.text for block in blocks(pair.answer))


def questions_and_answers(body):
    return [(pair.question, text_of(pair)) for pair in pairs_of(body)]


def filled(shape):
    return "".join(shape.format(q=q, a=a, n=n) for n, (q, a) in enumerate(PAIRS, start=1))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_pairs_are_found_in_markup_seen_in_the_wild(shape):
    assert questions_and_answers(filled(shape)) == PAIRS


def test_questions_in_lines_of_a_table_cell_are_found():
    assert (
        questions_and_answers(f"<table><td>{filled('{n}. {q}<br>{a}<br><br>')}</td></table>")
        == PAIRS
    )


def test_a_bold_paragraph_beside_bold_questions_needs_no_question_mark():
    shape = "<p><b>{q}</b></p><p>{a}</p>"
    fees = ("Fees for families", "Twelve dollars.")
    assert questions_and_answers(shape.format(q=fees[0], a=fees[1]) + filled(shape)) == [
        fees,
        *PAIRS,
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(filled("<h3><a href='/{n}'>{q}</a></h3>") + "<p>Call us.</p>", id="links"),
        pytest.param("<h2>Was this article helpful?</h2><p>Yes, no.</p>", id="vote"),
        pytest.param("<h2>Any questions?</h2><p>Call us.</p>", id="call"),
        pytest.param("<h2>Looking for more help?</h2><p>Call us.</p>", id="offer"),
        pytest.param("<p>It was hot.</p><p>Why wait?</p><p>We went to swim.</p>", id="diary"),
        pytest.param(f"<form>{filled('<p>{n}. {q}</p><label>Yes</label>')}</form>", id="quiz"),
        pytest.param("<form><label for=n>Your name?</label><input id=n></form>", id="form"),
    ],
)
def test_what_only_looks_like_questions_gives_no_pairs(body):
    assert questions_and_answers(body) == []


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("<h2>Was this page helpful?</h2><p>Yes, no.</p>", id="vote"),
        pytest.param(
            "<h2>Related questions</h2><ul><li><a href='/a'>Is it warm?</a></li>"
            "<li><a href='/b'>Is it deep?</a></li></ul>",
            id="list of other questions",
        ),
    ],
)
def test_the_answer_of_a_page_with_one_question_ends_before(after):
    assert questions_and_answers(f"<h1>{PAIRS[0][0]}</h1><p>{PAIRS[0][1]}</p>{after}") == PAIRS[:1]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        pytest.param(("1.9 ", "1.10 ", "2.1 "), ("", "", ""), id="counters"),
        pytest.param(("2.0 points: ", "", ""), ("2.0 points: ", "", ""), id="figure"),
    ],
)
def test_numbers_that_only_count_the_questions_are_removed(numbers, shown):
    body = "".join(f"<h3>{n}{q}</h3><p>{a}</p>" for n, (q, a) in zip(numbers, PAIRS, strict=True))
    assert [q for q, _ in questions_and_answers(body)] == [
        f"{number}{q}" for number, (q, _) in zip(shown, PAIRS, strict=True)
    ]


def test_contents_lead_to_anchors_whose_letters_are_encoded():
    links = "<a href='#caf%C3%A9'>How to book</a> <a href='#b'>Bar</a> <a href='#c'>Club</a>"
    assert questions_and_answers(
        f"{links}<h3 id='café'>1. How to book</h3><p>By post or phone.</p>"
    ) == [("How to book", "By post or phone.")]


def test_a_pair_carries_the_headings_above_it():
    body = f"<h1>Club</h1><h2>Fees</h2>{filled('<h3>{q}</h3><p>{a}</p>')}"
    assert {pair.heading_path for pair in pairs_of(body)} == {("Club", "Fees")}
