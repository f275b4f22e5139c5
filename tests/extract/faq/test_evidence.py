"""What makes an element a question, seen in the pairs of whole pages."""

import pytest

from faqbot.extract.faq.evidence import WEIGHTS, answer_signs, score, wording_signs
from faqbot.extract.faq.pairs import find_pairs
from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse

STATEMENTS = [
    ("The kiln stays cold", "Turn the key to the right."),
    ("I see cracks in the glaze", "Let the pot dry for two days."),
    ("My clay is too dry to shape", "Wrap it in a wet towel."),
]
LIST = "".join(
    f"<h3>{question}</h3><p>{answer}</p>"
    for question, answer in (
        ("Who fires the kiln?", "Anna does."),
        ("When is it hot?", "At noon."),
        ("What does clay cost?", "Two dollars."),
        ("Where is the sink?", "In the yard."),
    )
)


def pairs_of(body, url=""):
    root = main_content(parse(body.encode(), "text/html; charset=utf-8"))
    return [
        (pair.question, "\n".join(block.text for block in blocks(pair.answer)))
        for pair in find_pairs(root, url=url)
    ]


def filled(shape):
    return "".join(shape.format(q=question, a=answer) for question, answer in STATEMENTS)


SHAPES = {
    "headings": "<h2>{q}</h2><p>{a}</p>",
    "headings in sections": "<section><h2>{q}</h2><p>{a}</p></section>",
    "details": "<details><summary>{q}</summary>{a}</details>",
    "buttons": "<h3><button aria-expanded=false>{q}</button></h3><div>{a}</div>",
    "clicked blocks": "<div><div class=t onclick=open(this)><span>{q}</span><span>+</span></div>"
    "<div class=p><p>{a}</p></div></div>",
    "panel headings": "<div class=ph data-toggle=collapse>{q}</div><div><p>{a}</p></div>",
    "collapsible blocks": "<div class=collapsible>{q}</div><div class=content>{a}</div>",
    "links to scripts": "<div><a href='javascript:;' onclick=show()>{q}</a><div>{a}</div></div>",
    "image of an arrow": "<div class=t onclick=f()>{q} <img alt='Arrow down'></div><div>{a}</div>",
    "telling classes": "<div class=faq-item><div class=accordion-header><div>{q}</div>"
    "<div>+</div></div><div class=accordion-body>{a}</div></div>",
    "bold paragraphs": "<p><b>{q}</b></p><p>{a}</p>",
    "bold lines": "<p><strong>{q}</strong><br>{a}</p>",
    "numbers before bold text": "<p>3. <b>{q}</b></p><blockquote>{a}</blockquote>",
    "bold style": "<p class=f><span style='font-weight: bold'><span>{q}</span></span></p>"
    "<p class=f><span>{a}</span></p>",
    "lists of one item": "<ul><li>{q}</li></ul><blockquote><p>{a}</p></blockquote>",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_statements_are_questions_on_a_page_called_faq(shape):
    assert pairs_of(f"<title>Pottery FAQ</title><main>{filled(shape)}</main>") == STATEMENTS


@pytest.mark.parametrize(
    ("page", "url"),
    [
        pytest.param("<h1>Frequently asked questions</h1>{}", "", id="heading"),
        pytest.param("<h1>Pottery</h1><h2>FAQ</h2>{}", "", id="heading of a section"),
        pytest.param("<h1>Pottery</h1>{}", "https://a.example/pottery-faq/", id="address"),
        pytest.param("<h1>Häufig gestellte Fragen</h1>{}", "", id="other language"),
    ],
)
def test_heading_or_address_name_an_faq(page, url):
    assert pairs_of(page.format(filled("<h3>{q}</h3><p>{a}</p>")), url) == STATEMENTS


@pytest.mark.parametrize("shape", [SHAPES[n] for n in SHAPES if n != "details"])
def test_statements_of_an_ordinary_page_are_sections(shape):
    assert pairs_of(f"<h1>Guide to the kiln</h1>{filled(shape)}") == []


def test_bold_lines_within_the_answers_of_an_faq_are_no_questions():
    body = f"<title>FAQ</title><main>{LIST}<p><b>Mind the step</b></p><p>It is high.</p></main>"
    assert len(pairs_of(body)) == 4


def test_clickable_questions_without_any_answer_give_no_pairs():
    body = "".join(f"<div class=q onclick=f()>{q}?</div><div class=a></div>" for q, _ in STATEMENTS)
    assert pairs_of(f"<title>FAQ</title><main>{body}<p>We answer in spring.</p></main>") == []


def test_a_heading_that_starts_a_panel_is_part_of_the_answer():
    shape = "<a class=question href=#><h3>{q}?</h3></a><div class=answer>{a}</div>"
    heading = "<h4>Is the kiln cold?</h4><p>Turn the key.</p>"
    body = "".join(
        shape.format(q=q, a=heading if n == 0 else a) for n, (q, a) in enumerate(STATEMENTS)
    )
    assert pairs_of(f"<title>FAQ</title><main>{body}</main>") == [
        ("The kiln stays cold?", "Is the kiln cold?\nTurn the key."),
        *((f"{q}?", a) for q, a in STATEMENTS[1:]),
    ]


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param("<p class=s4>{q}</p><p class=s5>{a}</p>", id="numbered styles"),
        pytest.param(
            "<div><div class=s4>{q}</div></div><div><div class=s5>{a}</div></div>", id="nested"
        ),
        pytest.param("<p><font color=red>{q}</font></p><p><font>{a}</font></p>", id="colour"),
        pytest.param("<p><font size=5>{q}</font></p><p><font size=3>{a}</font></p>", id="size"),
    ],
)
def test_plain_lines_that_look_like_the_questions_of_an_faq_need_no_mark(shape):
    pairs = [(f"{STATEMENTS[0][0]}?", "Turn it."), STATEMENTS[1], ("Who pays?", "The club does.")]
    pairs += [("Where is the sink?", "It is in the yard.")]
    body = "".join(shape.format(q=q, a=a) for q, a in pairs)
    assert pairs_of(f"<title>FAQ</title><main>{body}</main>") == pairs


def test_a_bold_line_alone_on_an_faq_page_is_no_question():
    body = "<p><b>Our office on the pier</b></p><p>Mill Lane 3, and by phone all day.</p>"
    assert pairs_of(f"<title>FAQ</title><main>{body}</main>") == []


def test_a_lone_heading_of_an_faq_page_is_no_question():
    assert pairs_of("<title>FAQ</title><main><h2>Write to us</h2><p>We read it.</p></main>") == []


@pytest.mark.parametrize(
    "answer", ["TODO", "TBD", "Coming soon.", "Antwort folgt", "À venir", "Em breve", "準備中です"]
)
def test_a_question_whose_answer_is_still_to_be_written_gives_no_pair(answer):
    late = f"<h3>What is glaze?</h3><p>{answer}</p>"
    assert "What is glaze?" not in [question for question, _ in pairs_of(LIST + late)]


def test_a_section_below_the_questions_of_an_faq_heading_is_none_of_them():
    body = f"<h1>Pottery</h1><h2>FAQ</h2>{LIST}<h2>How we fire</h2><p>With wood.</p>"
    assert len(pairs_of(body)) == 4


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param("<dl><dt>Q. {q}</dt><dd>A. {a}</dd></dl>", id="terms"),
        pytest.param("<h3>Q: {q}</h3><p>A: {a}</p>", id="headings"),
        pytest.param("<h3>Q1. {q}</h3><p>{a}</p>", id="numbered"),
        pytest.param("<p>Vraag: {q}</p><p>Antwoord: {a}</p>", id="Dutch"),
        pytest.param("<p>Вопрос: {q}</p><p>Ответ: {a}</p>", id="Russian"),
        pytest.param("<p>問：{q}</p><p>答：{a}</p>", id="Japanese"),
    ],
)
def test_a_statement_with_the_label_of_a_question_is_one(shape):
    assert pairs_of(filled(shape)) == STATEMENTS


def test_initials_are_no_labels():
    assert pairs_of("<h3>P. Brown</h3><p>Fires the kiln.</p><h3>A. Green</h3><p>Mixes.</p>") == []


@pytest.mark.parametrize("word", ["Click to expand", "Show answer", "Answer", "Read more", "+"])
@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(
            "<h2>{q}</h2><details><summary>{w}</summary><p>{a}</p></details>", id="details"
        ),
        pytest.param(
            "<ul><li>{q}</li></ul><details><summary>{w}</summary><p>{a}</p></details>", id="item"
        ),
        pytest.param(
            "<div><div>{q}</div><button aria-expanded=false>{w}</button><div>{a}</div></div>",
            id="button below",
        ),
        pytest.param(
            "<div><h4>{q} <button aria-expanded=false>{w}</button></h4><div>{a}</div></div>",
            id="button beside",
        ),
    ],
)
def test_the_question_stands_above_a_button_that_says_nothing(shape, word):
    body = "".join(shape.format(q=q, a=a, w=word) for q, a in STATEMENTS)
    assert pairs_of(f"<title>FAQ</title><main>{body}</main>") == STATEMENTS


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Step 2: warm the kiln", id="step"),
        pytest.param("Schritt 2", id="German step"),
        pytest.param("§ 4 Liability of members", id="clause"),
        pytest.param("Article 5. Fees", id="article"),
        pytest.param("Caution", id="admonition"),
        pytest.param("Table of contents", id="contents"),
        pytest.param("About us", id="section"),
    ],
)
def test_steps_clauses_and_boxes_on_an_faq_page_are_no_questions(heading):
    body = f"<title>FAQ</title><main>{LIST}<h3>{heading}</h3><p>Wait for two hours.</p></main>"
    assert heading not in [question for question, _ in pairs_of(body)]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("See below", id="hint"),
        pytest.param("1.3.", id="number"),
        pytest.param("or", id="conjunction"),
    ],
)
def test_a_reference_is_no_answer(answer):
    assert (
        pairs_of(f"<h2>Who fires it?</h2><p>{answer}</p><h2>Hours</h2><p>Nine to five.</p>") == []
    )


def test_links_within_a_sentence_are_no_questions():
    line = "<p>Next: <a href=#b>Is it warm?</a>, Previous: <a href=#c>Is it deep?</a>, Up</p>"
    assert pairs_of(line * 3) == []


def test_an_article_that_ends_in_a_question_keeps_its_text():
    body = (
        "<article><h1>The kiln</h1><p>It is fired with wood from the yard, twice a week, and it "
        "takes four hours to warm up.</p><h3>Want to know it all?</h3></article><p>Call us.</p>"
    )
    root = main_content(parse(body.encode()))

    used = frozenset().union(*(pair.nodes for pair in find_pairs(root)))

    assert "It is fired" in " ".join(block.text for block in blocks([root], used))


def test_a_question_inside_an_answer_is_a_pair_and_stays_in_the_answer():
    panel = "<p>Fill in the form at the desk.</p><h4>How long does it take?</h4><p>A week.</p>"
    body = "".join(
        f"<h3><button aria-expanded=false>{q}</button></h3><div>{a}</div>"
        for q, a in (("How do I join?", panel), ("How do I leave?", "Write to us."))
    )
    assert pairs_of(body) == [
        ("How do I join?", "Fill in the form at the desk.\nHow long does it take?\nA week."),
        ("How long does it take?", "A week."),
        ("How do I leave?", "Write to us."),
    ]


def test_headings_that_divide_an_answer_stay_in_it():
    body = "<h2>How do I pay?</h2><p>In one of two ways.</p><h3>At the desk</h3><p>In cash.</p>"
    assert pairs_of(f"<title>FAQ</title><main>{body}</main>") == [
        ("How do I pay?", "In one of two ways.\nAt the desk\nIn cash.")
    ]


def test_a_sub_question_is_a_question_of_its_own():
    body = f"{LIST}<h4>Is it deep?</h4><p>Two metres.</p>"
    assert pairs_of(body)[-2:] == [
        ("Where is the sink?", "In the yard."),
        ("Is it deep?", "Two metres."),
    ]


def test_two_terms_above_one_answer_share_it():
    body = "<dl><dt>May I swap?</dt><dt>Can I change it?</dt><dd>At the desk.</dd></dl>"
    assert pairs_of(body) == [("May I swap?", "At the desk."), ("Can I change it?", "At the desk.")]


def test_an_accordion_whose_links_lead_to_its_panels_is_no_contents_list():
    shape = "<div><div><a href=#p{n}>{q}</a></div><div id=p{n}><p>{a}</p></div></div>"
    pairs = [(f"{q}?", a) for q, a in STATEMENTS]
    assert pairs_of("".join(shape.format(q=q, a=a, n=n) for n, (q, a) in enumerate(pairs))) == pairs


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("駐車場はありますか。", id="Japanese"),
        pytest.param("Πού μπορώ να παρκάρω;", id="Greek"),
        pytest.param("Որտե՞ղ կարելի է կայանել", id="Armenian"),
        pytest.param("会员可以带朋友吗", id="Chinese"),
    ],
)
def test_questions_without_a_question_mark_ask_in_their_language(question):
    assert pairs_of(f"<h3>{question}</h3><p>Behind the building.</p>") == [
        (question, "Behind the building.")
    ]


def test_every_sign_has_a_weight():
    for text in ("Who?", "How to pay", "Step 2", "Caution", "FAQ", "It broke. It burnt. Then:"):
        assert set(dict(wording_signs(text))) <= set(WEIGHTS)
    assert set(answer_signs("See below", link_share=1)) <= set(WEIGHTS)


def test_more_signs_of_a_question_raise_the_score():
    assert score({"mark": 1, "heading": 1}) > score({"mark": 1}) > score({})
    assert score({"mark": 1, "step": 1}) < score({"mark": 1})
