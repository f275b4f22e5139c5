from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from faqbot.core.errors import ExtractionError
from faqbot.extract.documents import page_lines, read_document
from faqbot.extract.html.boilerplate import Boilerplate, find_boilerplate, line_key

HOSTILE = (
    "<details>", "<summary>", "</summary>", "<h2>", "</h2>", "<dt>", "<dd>", "<button>", "<li>",
    "<a name=q1>", "<a href='#q1'>", "</div>", "<div", "<!--", "<![CDATA[", "&#0;", "&#xD800;",
    "<main>", "<template>", "<body role=navigation>", "</html>", "\x00", "Is it open?", "1. Fees",
    "Every day of the week but Sunday.", "'>\"", "<svg><title>", "<meta charset=utf-16>",
)  # fmt: skip
HOSTILE_SETTINGS = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def section(heading, text="We swim on Mondays and Fridays."):
    return f"<h2>{heading}</h2><p>{text}</p>"


def faq(*questions):
    return "".join(
        section(question, f"This is answer {n}.") for n, question in enumerate(questions)
    )


def questions_of(document):
    return [passage.question for passage in document.passages if passage.kind == "faq"]


def sections_of(document):
    return [
        (passage.heading_path, passage.text)
        for passage in document.passages
        if passage.kind == "text"
    ]


def test_two_questions_do_not_make_an_faq_page(make_page):
    assert read_document(make_page(faq("Who may join?", "What does it cost?"))).kind == "page"


def test_three_questions_make_an_faq_page(make_page):
    body = faq("Who may join?", "What does it cost?", "Where do we meet?")
    assert read_document(make_page(body)).kind == "faq"


def test_text_beside_the_questions_is_kept_without_repetition(make_page):
    page = make_page(section("Hours") + faq("Who may join?") + section("News", "We won all races."))

    document = read_document(page)

    assert questions_of(document) == ["Who may join?"]
    assert sections_of(document) == [
        (("Hours",), "We swim on Mondays and Fridays."),
        (("News",), "We won all races."),
    ]


def test_a_repeated_question_is_dropped(make_page):
    short = section("Who may join?", "Everybody in town.")

    document = read_document(make_page(short + faq("What does it cost?") + short))

    assert questions_of(document) == ["Who may join?", "What does it cost?"]
    assert document.passages[0].text == "Everybody in town."


def test_two_answers_to_a_question_asked_under_two_headings_are_both_kept(make_page):
    page = make_page(
        "<h1>Camp</h1><h2>What does it cost?</h2><p>Ninety dollars a week.</p>"
        "<h1>Club</h1><h2>What does it cost?</h2><p>Nine dollars a year.</p>"
    )

    texts = "\n".join(passage.text for passage in read_document(page).passages)

    assert "Ninety dollars a week." in texts
    assert "Nine dollars a year." in texts


def test_a_section_after_the_questions_does_not_borrow_their_anchor(make_page):
    page = make_page("<a name='q1'></a>" + faq("Who may join?") + section("Opening hours"))
    assert [(passage.kind, passage.anchor) for passage in read_document(page).passages] == [
        ("faq", "q1"),
        ("text", ""),
    ]


def test_links_back_to_the_top_are_in_no_answer(make_page):
    page = make_page(faq("Who may join?") + "<p><a href='#top'>Back to top</a></p>")
    assert [passage.text for passage in read_document(page).passages] == ["This is answer 0."]


def test_a_question_answered_by_nothing_but_links_on_the_page_is_left_out(make_page):
    page = make_page(faq("Who may join?") + "<h2>And now?</h2><p><a href='#top'>Back up</a></p>")
    assert questions_of(read_document(page)) == ["Who may join?"]


def test_lines_that_repeat_over_a_site_are_left_out(make_page):
    pages = [
        make_page(section("Who may join?", f"Group {n}.") + "<p>Lakeside Swim Club, Dayton</p>")
        for n in range(5)
    ]
    files = [make_page("%PDF-1.4", content_type="application/pdf")] * 20

    boilerplate = find_boilerplate(filter(None, map(page_lines, pages + files)))

    documents = [read_document(page, boilerplate) for page in pages]

    assert [passage.text for each in documents for passage in each.passages] == [
        f"Group {n}." for n in range(5)
    ]


def test_a_document_tells_its_dates_and_authors_as_data_and_page_state_them(make_page):
    data = '{"@context": "https://schema.org", "@type": "Article", "datePublished": "2025-03-04"}'
    page = make_page(
        f"<script type='application/ld+json'>{data}</script><meta name=author content='Ada Green'>"
        f"<meta name='last-modified' content='2025-05-06'>{faq('Who may join?')}"
    )
    document = read_document(page)
    assert (document.published, document.modified) == ("2025-03-04", "2025-05-06")
    assert document.authors == ("Ada Green",)


def test_a_day_after_the_page_was_read_is_left_out(make_page):
    page = make_page(f"<meta name='date' content='2030-01-01'>{faq('Who may join?')}")
    assert read_document(page).published == ""


def test_titles_come_without_what_the_titles_of_the_site_share(make_page):
    names = ("Fees", "News", "Jobs")
    pages = [make_page(f"<title>{name} | Swim Club</title>{section('Hours')}") for name in names]

    boilerplate = find_boilerplate(filter(None, map(page_lines, pages)))

    assert [read_document(page, boilerplate).title for page in pages] == list(names)


def test_a_heading_stays_even_if_its_words_repeat_over_the_site(make_page):
    page = make_page("<title>Swim Club</title>" + section("Hours"))
    document = read_document(page, Boilerplate(frozenset({line_key("Hours")})))
    assert sections_of(document) == [(("Hours",), "We swim on Mondays and Fridays.")]


def test_a_page_says_its_language_and_description_or_english(make_page):
    plain, stated = faq("Who may join?"), "<meta name='description' content='For all ages.'>"

    documents = [
        read_document(make_page(plain)),
        read_document(make_page(f"<html lang='es-MX'>{stated}{plain}")),
    ]

    assert [(each.language, each.description) for each in documents] == [
        ("en", ""),
        ("es", "For all ages."),
    ]


def test_a_page_without_a_title_goes_by_its_address(make_page):
    document = read_document(make_page("<p>We swim on Mondays and Fridays.</p>"))
    assert document.title == "https://example.org/faq"
    assert "" not in document.passages[0].heading_path


def test_a_document_tells_where_and_when_its_page_was_read(make_page):
    page = make_page(faq("Who may join?"))
    document = read_document(page)
    assert (document.url, document.fetched_at) == (page.url, page.fetched_at)


def test_a_pdf_without_a_title_goes_by_its_first_line(make_page):
    body = BytesIO()
    canvas = Canvas(body)
    canvas.setTitle("")
    canvas.drawString(72, 700, "Rules of the Lakeside Pool")
    canvas.save()

    document = read_document(make_page(body.getvalue(), content_type="application/pdf"))

    assert document.title == "Rules of the Lakeside Pool"


@pytest.mark.parametrize("font", ["Helvetica", "Helvetica-Bold"], ids=["text", "headings"])
def test_questions_of_a_pdf_have_answers_without_labels(make_page, font):
    pairs = {
        "May I swim?": "Yes, on all days but Sunday, from May to the end of September.",
        "May I dive?": "No, the pool is not deep enough for anybody, not even for children.",
        "Is it free?": "A. Lindgren, who gave the pool to the town, wished it to be free.",
    }
    body = BytesIO()
    canvas = Canvas(body)
    for row, (question, answer) in enumerate(pairs.items()):
        canvas.setFont(font, 10)
        canvas.drawString(72, 700 - 28 * row, f"Q: {question}")
        canvas.setFont("Helvetica", 10)
        label = "" if answer.startswith("A.") else "A: "
        canvas.drawString(72, 686 - 28 * row, f"{label}{answer}")
    canvas.save()

    document = read_document(make_page(body.getvalue(), content_type="application/pdf"))

    found = {passage.question: passage.text for passage in document.passages}
    assert list(found) == list(pairs)
    assert list(found.values())[:2] == list(pairs.values())[:2]


def test_the_same_address_gives_the_same_ids_and_another_address_others(make_page):
    body = faq("Who may join?")

    first, again, other = (
        read_document(make_page(body, url=f"https://example.org/{name}"))
        for name in ("one", "one", "two")
    )

    assert (first.id, first.passages) == (again.id, again.passages)
    assert {first.id, first.passages[0].id}.isdisjoint({other.id, other.passages[0].id})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="empty"),
        pytest.param("<nav><p>Home, news, contact and more</p></nav>", id="furniture only"),
        pytest.param("<h1>Swim Club of Lakeside, Dayton</h1>", id="heading only"),
        pytest.param("<script>let we = 'swim on Mondays and Fridays'</script>", id="script only"),
    ],
)
def test_a_page_with_nothing_to_tell_is_reported(make_page, body):
    with pytest.raises(ExtractionError, match="no question and no running text"):
        read_document(make_page(body))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 3000 + "{}" + "</div>" * 3000, id="3000 nested elements"),
        pytest.param("<div>" * 3000 + "{}", id="3000 unclosed elements"),
        pytest.param("<p><b><i><ul><li><table><td><a href='x'>{}", id="unclosed tags"),
        pytest.param("</div></p></html>{}", id="closing tags of nothing"),
        pytest.param("\x00<p>\x00</p>\x00{}\x00", id="NUL characters"),
        pytest.param("<p a='1' a='2' =x <b>{}", id="broken attributes"),
    ],
)
def test_broken_markup_does_not_hide_the_answer(make_page, body):
    document = read_document(make_page(body.format("<h2>Is it open?</h2><p>Every day.</p>")))
    assert questions_of(document) == ["Is it open?"]
    assert document.passages[0].text.startswith("Every day.")


@HOSTILE_SETTINGS
@given(body=st.binary(max_size=400), content_type=st.sampled_from(["text/html", ""]))
def test_any_bytes_are_read_or_reported(make_page, body, content_type):
    with suppress(ExtractionError):
        assert read_document(make_page(body, content_type=content_type)).passages


@HOSTILE_SETTINGS
@given(
    body=st.lists(st.sampled_from(HOSTILE), max_size=40).map("".join), charset=st.text(max_size=12)
)
def test_any_markup_in_any_charset_is_read_or_reported(make_page, body, charset):
    page = make_page(body, content_type=f"text/html; charset={charset}")
    with suppress(ExtractionError):
        assert all(passage.text for passage in read_document(page).passages)


def test_a_byline_ends_no_answer_and_is_no_passage(make_page):
    notice = "<p>Last updated: March 4, 2025</p>"
    page = make_page(section("Who may join?") + notice + section("Hours") + notice)

    document = read_document(page)

    assert [passage.text for passage in document.passages] == [
        "We swim on Mondays and Fridays."
    ] * 2
    assert "updated" not in document.passages[0].html


def test_an_answer_that_is_only_a_byline_is_kept(make_page):
    page = make_page(section("When was this page changed?", "Last updated: March 4, 2025"))
    assert [passage.text for passage in read_document(page).passages] == [
        "Last updated: March 4, 2025"
    ]


def test_a_site_s_certain_dates_tell_the_order_of_the_others(make_page):
    pages = [make_page(section("Fair", f"The fair was on {n}/12/2023.")) for n in (13, 14, 25)]
    page = make_page(f"<h1>Pool</h1><p>Last updated 03/04/2025</p>{section('Hours')}")

    boilerplate = find_boilerplate(filter(None, map(page_lines, pages)))

    assert read_document(page).modified == "2025-03-04"
    assert read_document(page, boilerplate).modified == "2025-04-03"


def test_a_question_stays_above_the_sections_of_lower_rank_that_follow_its_answer(make_page):
    page = make_page(
        "<h1>Bullying</h1><div><h2>What can you do?</h2><p>You can do three things about it.</p>"
        "</div><ol><li><h3>Stay calm</h3><p>Take a breath before you answer.</p></ol>"
        "<div><h2>Who can help you?</h2><p>Teachers and parents can.</p></div>"
    )

    paths = {passage.text: passage.heading_path for passage in read_document(page).passages}

    assert paths["You can do three things about it."] == ("Bullying",)
    assert paths["Take a breath before you answer."] == (
        "Bullying", "What can you do?", "Stay calm",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        pytest.param("<base href='/es/'>", "https://example.org/es/fees", id="path"),
        pytest.param("<base href='https://w.example/'>", "https://w.example/fees", id="other site"),
        pytest.param("<base href='http://['>", "https://example.org/fees", id="broken"),
        pytest.param("", "https://example.org/fees", id="none"),
    ],
)
def test_links_in_answers_are_relative_to_the_base_of_the_page(make_page, base, expected):
    page = make_page(f"{base}<h2>What does it cost?</h2><p>See <a href=fees>our fees</a> now.</p>")

    (passage,) = read_document(page).passages

    assert f'href="{expected}"' in passage.html
