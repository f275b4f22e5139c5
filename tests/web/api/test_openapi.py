from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup

from faqbot import __version__
from faqbot.core.settings import ServeSettings, Settings
from faqbot.web.api.schemas import AskResponseSchema, DocumentSchema, SuggestionsSchema
from faqbot.web.app import create_app


@pytest.fixture(scope="module")
def client(sample_settings):
    return create_app(sample_settings).test_client()


@pytest.fixture(scope="module")
def spec(client):
    return client.get("/openapi.json").get_json()


@pytest.fixture(scope="module")
def docs(client):
    return BeautifulSoup(client.get("/docs").data, "lxml")


def test_the_description_is_openapi_3_1_and_names_every_route_of_the_api(client, spec):
    rules = client.application.url_map.iter_rules()
    served = {rule.rule.replace("<", "{").replace(">", "}") for rule in rules}
    assert spec["openapi"] == "3.1.0"
    assert spec["info"]["version"] == __version__
    of_staff = {"/api/v1/reindex", "/api/v1/jobs/{int:job_id}"}  # with a token, told in the README
    assert of_staff <= served
    assert set(spec["paths"]) == {path for path in served if path.startswith("/api/v1/")} - of_staff


def test_the_longest_question_is_told(sample_settings, spec):
    asked = next(
        given for given in spec["paths"]["/api/v1/ask"]["get"]["parameters"] if given["name"] == "q"
    )
    assert (asked["schema"]["minLength"], asked["schema"]["maxLength"]) == (1, 1000)


def test_below_a_prefix_the_description_says_where(sample_settings):
    below = Settings(sample_settings.home, serve=ServeSettings(prefix="/faq"))
    spec = create_app(below).test_client().get("/faq/openapi.json").get_json()
    assert spec["servers"] == [{"url": "/faq"}]


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        pytest.param("/api/v1/ask?q=what+do+individuals+pay", AskResponseSchema, id="answer"),
        pytest.param("/api/v1/ask?q=zeppelin", AskResponseSchema, id="nothing"),
        pytest.param("/api/v1/suggest?q=what", SuggestionsSchema, id="suggestions"),
    ],
)
def test_responses_have_exactly_the_shape_that_is_described(client, path, shape):
    found = client.get(path).get_json()
    assert shape().validate(found) == {}
    assert set(found) == set(shape().fields)


def test_a_document_has_the_shape_that_is_described(client):
    best = client.get("/api/v1/ask?q=dental+van").get_json()["results"][0]
    passage = client.get(f"/api/v1/passages/{best['id']}").get_json()
    document = client.get(f"/api/v1/documents/{passage['document_id']}").get_json()
    assert DocumentSchema().validate(document) == {}


def test_the_page_shows_every_route_and_shape(spec, docs):
    shown = docs.get_text()
    assert all(path in shown for path in spec["paths"])
    assert all(docs.find(id=name) for name in spec["components"]["schemas"])
    assert "Answer a question." in shown


def test_links_of_the_page_lead_to_what_is_on_it(docs):
    targets = [link["href"][1:] for link in docs.select("a[href^='#']")]
    assert targets
    assert all(docs.find(id=target) for target in targets)


class _Loaded(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inline += "style" in given or tag in ("script", "style")
        if tag in ("link", "img", "iframe"):
            self.found.append(given.get("href") or given.get("src"))


def test_the_page_needs_nothing_from_elsewhere_and_no_script(client):
    page = _Loaded()
    page.feed(client.get("/docs").get_data(as_text=True))
    assert page.inline == 0
    assert page.found == ["data:,", "/static/docs.css"]
    with client.get("/static/docs.css") as style:
        assert style.status_code == 200
