import pytest
from bs4 import BeautifulSoup

from faqbot.settings import Settings
from faqbot.web.app import create_app


@pytest.fixture(scope="module")
def client(sample_settings):
    return create_app(sample_settings).test_client()


def page(response) -> BeautifulSoup:
    return BeautifulSoup(response.data, "lxml")


def test_the_first_visit_shows_a_box_to_ask_in(client):
    response = client.get("/")
    assert response.status_code == 200
    box = page(response).select_one("form[method=get] input[name=q]")
    assert page(response).select_one(f"label[for={box['id']}]")


def test_without_a_sure_answer_the_closest_matches_are_shown_as_such(client):
    shown = page(client.get("/?q=average+class+size"))
    assert "No sure answer. The closest matches:" in shown.get_text()
    assert not shown.select(".best")
    assert len(shown.select(".more li")) == 5


def test_a_corrected_question_is_told(client):
    shown = page(client.get("/?q=membrship+dues"))
    assert "Showing answers for membership dues" in " ".join(shown.get_text().split())


def test_an_answer_is_quoted_dated_and_linked_without_javascript(client, sample_site):
    shown = page(client.get("/?q=how+much+does+a+community+school+cost+and+how+is+it+funded"))
    best = shown.select_one(".best")
    assert best.h2.get_text() == "How much does a community school cost, and how is it funded?"
    assert "Plan on about $180,000 a year" in best.get_text()
    assert best.h2.a["href"] == sample_site.url + "aboutschools/faqs.aspx#q13"
    assert best.time["datetime"] == "2026-09-14"
    assert "Updated 2026-09-14" in best.footer.get_text()
    assert "community" in [mark.get_text().lower() for mark in best.select("mark")]
    assert len(shown.select(".more li")) == 4
    assert not shown.select("script")


def test_the_question_stays_in_the_box(client):
    shown = page(client.get('/?q=cost+"of"+<school>'))
    assert shown.select_one("input[name=q]")["value"] == 'cost "of" <school>'


def test_spanish_passages_are_marked_as_spanish(client):
    shown = page(client.get("/?q=clases+de+ingles+en+la+noche"))
    assert shown.select_one(".best article")["lang"] == "es"


def test_a_question_without_a_match_is_told_so(client):
    shown = page(client.get("/?q=zeppelin"))
    assert "Nothing found" in shown.select_one(".none").get_text()
    assert not shown.select("article")


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param("", "question is empty", id="empty"),
        pytest.param("😀", "has no word", id="emoji"),
        pytest.param("the of", "only common words", id="stop words"),
        pytest.param("why " * 2500, "10,000 characters", id="long"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_a_friendly_page(client, question, message):
    response = client.get("/", query_string={"q": question})
    assert response.status_code == 400
    assert message in page(response).select_one(".none").get_text()
    assert page(response).select_one("input[name=q]")


def test_without_an_index_the_page_says_to_come_back(tmp_path):
    response = create_app(Settings(tmp_path)).test_client().get("/?q=cost")
    assert response.status_code == 503
    assert "No answers right now" in page(response).get_text()


def test_an_unknown_page_offers_the_box(client):
    response = client.get("/nope")
    assert response.status_code == 404
    assert page(response).select_one("input[name=q]")
