import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from faqbot.core.errors import SettingsError
from faqbot.core.records import Build
from faqbot.core.settings import LogSettings, PageSettings, Settings
from faqbot.core.settings_reader import load_settings
from faqbot.staff.feedback import latest_feedback
from faqbot.staff.questions import distinct_questions
from faqbot.staff.store.transactions import Store
from faqbot.web.app import create_app
from faqbot.web.visitor.view_models import filters, parse_search_params

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
COST = "how much does a community school cost and how is it funded"
HELP = "Write to <help@example.org>, or see https://example.org/ask?a=1&b=2."


@pytest.fixture
def settings(sample_settings, tmp_path) -> Settings:
    """Return settings of a home with the sample site's index and a database of its own."""
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    return Settings(tmp_path, page=PageSettings("Our schools", "Nuestras escuelas", HELP, "Llame."))


@pytest.fixture
def app(settings):
    app = create_app(settings)
    yield app
    app.extensions["close"]()


@pytest.fixture
def client(app):
    return app.test_client()


def page(response) -> BeautifulSoup:
    return BeautifulSoup(response.data, "lxml")


def text_of(element) -> str:
    return " ".join(element.get_text().split())


def fields(form) -> dict[str, str]:
    """Return the fields that a browser sends, without the buttons."""
    values = {field["name"]: field["value"] for field in form.select("input")}
    return values | {field["name"]: field.get_text() for field in form.select("textarea")}


def test_the_first_visit_shows_the_search_box(client):
    response = client.get("/")
    assert response.status_code == 200
    box = page(response).select_one("form[method=get] input[name=q]")
    assert page(response).select_one(f"label[for={box['id']}]")


def test_an_answer_is_quoted_dated_and_linked_without_javascript(client, sample_site):
    best = page(client.get(f"/?q={COST}")).select_one(".best")
    assert best.h2.get_text() == "How much does a community school cost, and how is it funded?"
    assert "Plan on about $180,000 a year" in best.get_text()
    link = sample_site.url + "aboutschools/faqs.aspx#q13"
    assert (best.h2.a["href"], best.select_one(".read")["href"]) == (link, link)
    assert best.time["datetime"] == "2026-09-14"
    assert "Updated September 14, 2026" in text_of(best.footer)
    assert text_of(best.select_one(".place")) == "Frequently Asked Questions"


def test_the_answer_marks_its_best_sentence_and_the_query_words(client):
    best = page(client.get(f"/?q={COST}")).select_one(".best")
    assert best.select_one("mark.sentence")
    assert "schools" in [mark.get_text().lower() for mark in best.select("mark")]


def test_further_hits_follow_the_answer(client):
    assert len(page(client.get(f"/?q={COST}")).select(".more li")) == 4


def test_without_a_clear_answer_the_closest_matches_are_shown(client):
    shown = page(client.get("/?q=average+class+size"))
    assert "No clear answer" in text_of(shown.select_one(".notice"))
    assert not shown.select(".best")
    assert len(shown.select(".more li")) == 5


def test_a_question_without_a_match_gets_a_notice(client):
    shown = page(client.get("/?q=zeppelin"))
    assert "Nothing found" in text_of(shown.select_one(".notice"))
    assert not shown.select("article, form.vote, .filters")


@pytest.mark.parametrize("question", ["zeppelin", "average class size"])
def test_without_an_answer_the_help_text_of_staff_is_shown(client, question):
    help_text = page(client.get(f"/?q={question}")).select_one(".help")
    assert text_of(help_text) == HELP
    assert [link["href"] for link in help_text.select("a")] == [
        "mailto:help@example.org",
        "https://example.org/ask?a=1&b=2",
    ]


def test_texts_of_staff_are_shown_in_the_page_language(client):
    shown = page(client.get("/?q=zeppelin&hl=es"))
    assert text_of(shown.select_one("header")) == "Nuestras escuelas"
    assert text_of(shown.select_one(".help")) == "Llame."


def test_a_missing_spanish_text_falls_back_to_english(settings):
    english = create_app(replace(settings, page=PageSettings("Our schools")))
    shown = page(english.test_client().get("/?hl=es"))
    assert text_of(shown.select_one("header")) == "Our schools"


@pytest.mark.parametrize("name", ["title", "title_es", "help", "help_es"])
def test_overlong_texts_of_staff_are_refused(tmp_path, name):
    with pytest.raises(
        SettingsError, match=rf"page.{name} has 1001 characters; at most \d+ are allowed"
    ):
        load_settings({f"FAQBOT_PAGE__{name.upper()}": "x" * 1001}, tmp_path)


def test_a_corrected_question_is_named(client):
    assert "Showing answers for membership dues" in text_of(page(client.get("/?q=membrship+dues")))


@pytest.mark.parametrize("question", ["membrship dues", "grnt"])
def test_a_correction_does_not_show_the_filter_operator(client, question):
    assert "kind:" not in text_of(
        page(client.get(f"/?q={question}&kind=faq")).select_one(".correction")
    )


def test_a_doubtful_correction_is_offered_and_keeps_the_filters(client):
    link = page(client.get("/?q=grnt&kind=faq")).select_one(".correction a")
    assert text_of(link) == "grant"
    assert link["href"] == "/?q=grant&kind=faq"


def test_the_question_stays_in_the_search_box(client):
    shown = page(client.get('/?q=cost+"of"+<school>'))
    assert shown.select_one("input[name=q]")["value"] == 'cost "of" <school>'


def test_spanish_passages_are_marked_as_spanish_on_an_english_page(client):
    best = page(client.get("/?q=clases+de+ingles+en+la+noche")).select_one(".best")
    assert best.article["lang"] == "es"
    assert best.footer["lang"] == "en"


def test_every_link_and_form_keeps_the_chosen_language(client):
    shown = page(client.get(f"/?q={COST}&hl=es"))
    own = [link["href"] for link in shown.select("a[href^='/']") if "hreflang" not in link.attrs]
    assert own
    assert all("hl=es" in link for link in [*own, shown.select_one(".vote")["action"]])
    assert shown.select_one(".ask input[name=hl]")["value"] == "es"


def test_the_other_language_is_one_link_away_from_the_same_answer(client):
    link = page(client.get(f"/?q={COST}&kind=faq")).select_one("a[hreflang=es]")
    shown = page(client.get(link["href"]))
    assert shown.html["lang"] == "es"
    assert "Actualizado el 14 de septiembre de 2026" in text_of(shown.select_one(".best"))


def test_filters_are_the_kinds_and_languages_of_the_site(client):
    shown = page(client.get("/?q=school"))
    rows = [[text_of(link) for link in row.select("a")] for row in shown.select(".filters ul")]
    assert rows == [
        ["All kinds", "Questions and answers", "Pages", "Publications"],
        ["All languages", "English", "Spanish"],
    ]
    assert [text_of(link) for link in shown.select("[aria-current]")] == [
        "All kinds",
        "All languages",
    ]


@pytest.mark.parametrize(
    ("filter_args", "place"),
    [
        pytest.param("kind=publication", "/resources/", id="kind"),
        pytest.param("lang=es", "/es/", id="language"),
    ],
)
def test_a_filter_excludes_everything_else(client, filter_args, place):
    shown = page(client.get(f"/?q=school+comida&{filter_args}"))
    links = [link["href"] for link in shown.select("article .read")]
    assert links
    assert all(place in link or "/files/" in link for link in links)
    assert shown.select_one("input[name=q]")["value"] == "school comida"


@pytest.mark.parametrize("filter_args", ["kind=nothing", "lang=xx", "kind=<b>"])
def test_an_unknown_filter_value_is_ignored(client, filter_args):
    assert page(client.get(f"/?q={COST}&{filter_args}")).select_one(".best")


def test_a_site_with_one_kind_and_language_has_no_filters(app):
    build = Build("000001", "ranked", "", 1, 1, ("en",), kinds={"faq": 1})
    with app.test_request_context("/"):
        assert filters(parse_search_params({"q": "cost"}, build), build) == []


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param("", "question is empty", id="empty"),
        pytest.param("😀", "has no word", id="emoji"),
        pytest.param("the of", "only common words", id="stop words"),
        pytest.param(
            "why " * 2500, "10,000 characters. Please shorten it to 1,000 or fewer", id="long"
        ),
    ],
)
def test_a_question_that_cannot_be_answered_gets_a_friendly_page(client, question, message):
    response = client.get("/", query_string={"q": question})
    assert response.status_code == 400
    assert message in text_of(page(response).select_one(".notice"))
    assert page(response).select_one("input[name=q]")


@pytest.mark.parametrize("question", ["", "😀", "the of", "why " * 2500])
def test_the_friendly_page_is_translated(client, question):
    response = client.get("/", query_string={"q": question, "hl": "es"})
    assert "La pregunta" in text_of(page(response).select_one(".notice"))


def test_without_an_index_the_page_says_that_search_is_unavailable(tmp_path):
    response = create_app(Settings(tmp_path)).test_client().get("/?q=cost")
    assert response.status_code == 503
    assert "Search is unavailable" in page(response).get_text()


def test_an_unknown_page_offers_the_search_box(client):
    response = client.get("/nope")
    assert response.status_code == 404
    assert page(response).select_one("input[name=q]")


@pytest.mark.parametrize(("button", "helpful"), [("yes", True), ("no", False)])
def test_a_vote_with_its_comment_is_stored_and_thanked_for(client, settings, button, helpful):
    form = page(client.get(f"/?q={COST}&kind=faq")).select_one("form.vote")
    sent = fields(form) | {"helpful": button, "comment": "What of rents?"}
    response = client.post(form["action"], data=sent)

    (vote,) = latest_feedback(Store(settings.database_file), LONG_AGO)
    assert (vote.helpful, vote.comment) == (helpful, "What of rents?")
    assert response.status_code == 303
    shown = page(client.get(response.headers["Location"]))
    assert "Thank you" in text_of(shown.select_one(".vote"))
    assert shown.select_one(".best")
    assert "kind=faq" in response.headers["Location"]


def test_the_answer_after_a_vote_is_not_logged_as_another_question(app, settings):
    client = app.test_client()
    form = page(client.get(f"/?q={COST}")).select_one("form.vote")
    voted = client.post(form["action"], data=fields(form) | {"helpful": "yes"})
    client.get(voted.headers["Location"])
    app.extensions["close"]()

    (question,) = distinct_questions(Store(settings.database_file), LONG_AGO)
    assert question.count == 1


def test_a_vote_that_cannot_be_stored_keeps_its_comment(settings):
    settings.database_file.parent.write_text("a file in the way")
    client = create_app(replace(settings, log=LogSettings(questions=False))).test_client()
    form = page(client.get(f"/?q={COST}")).select_one("form.vote")
    sent = fields(form) | {"helpful": "no", "comment": "What of <rents>?"}
    response = client.post(form["action"], data=sent)

    assert response.status_code == 503
    shown = page(response).select_one("form.vote")
    assert "could not be saved" in text_of(shown)
    assert shown.textarea.get_text() == "What of <rents>?"


def test_an_invalid_vote_is_refused(client):
    form = page(client.get(f"/?q={COST}")).select_one("form.vote")
    assert client.post(form["action"], data=fields(form)).status_code == 400


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (LogSettings(), "questions are deleted after 400 days"),
        (LogSettings(keep_days=1), "questions are deleted after 1 day."),
        (LogSettings(questions=False), "We do not store questions"),
    ],
)
def test_the_privacy_note_says_in_two_sentences_what_is_stored(settings, log, expected):
    app = create_app(replace(settings, log=log))
    privacy = text_of(page(app.test_client().get("/")).select_one(".foot p"))
    assert expected in privacy
    assert len(re.findall(r"\.(?:\s|$)", privacy)) == 2


def test_no_page_sets_a_cookie(client):
    form = page(client.get(f"/?q={COST}")).select_one("form.vote")
    answers = [
        client.get("/"),
        client.get(f"/?q={COST}"),
        client.get("/nope"),
        client.post(form["action"], data=fields(form) | {"helpful": "yes"}),
    ]
    assert not [answer for answer in answers if "Set-Cookie" in answer.headers]
