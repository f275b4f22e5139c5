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


def test_the_description_is_openapi_3_1_and_lists_every_route(client, spec):
    rules = client.application.url_map.iter_rules()
    served = {rule.rule.replace("<", "{").replace(">", "}") for rule in rules}
    assert spec["openapi"] == "3.1.0"
    assert spec["info"]["version"] == __version__
    # Webhooks need a token and are described in the documentation.
    webhooks = {"/api/v1/reindex", "/api/v1/jobs/{int:job_id}"}
    assert webhooks <= served
    assert set(spec["paths"]) == {path for path in served if path.startswith("/api/v1/")} - webhooks


def test_the_maximum_length_of_a_question_is_documented(sample_settings, spec):
    question = next(
        each for each in spec["paths"]["/api/v1/ask"]["get"]["parameters"] if each["name"] == "q"
    )
    assert (question["schema"]["minLength"], question["schema"]["maxLength"]) == (1, 1000)


def test_the_server_url_is_the_prefix(sample_settings):
    below = Settings(sample_settings.home, serve=ServeSettings(prefix="/faq"))
    spec = create_app(below).test_client().get("/faq/openapi.json").get_json()
    assert spec["servers"] == [{"url": "/faq"}]


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        pytest.param("/api/v1/ask?q=what+do+individuals+pay", AskResponseSchema, id="answer"),
        pytest.param("/api/v1/ask?q=zeppelin", AskResponseSchema, id="nothing"),
        pytest.param("/api/v1/suggest?q=what", SuggestionsSchema, id="suggestions"),
    ],
)
def test_responses_match_their_schema_exactly(client, path, schema):
    body = client.get(path).get_json()
    assert schema().validate(body) == {}
    assert set(body) == set(schema().fields)


def test_a_document_matches_its_schema(client):
    best = client.get("/api/v1/ask?q=dental+van").get_json()["results"][0]
    passage = client.get(f"/api/v1/passages/{best['id']}").get_json()
    document = client.get(f"/api/v1/documents/{passage['document_id']}").get_json()
    assert DocumentSchema().validate(document) == {}


def test_the_page_shows_every_route_and_schema(spec, docs):
    text = docs.get_text()
    assert all(path in text for path in spec["paths"])
    assert all(docs.find(id=name) for name in spec["components"]["schemas"])
    assert "Answer a question." in text


def test_links_within_the_page_have_targets(docs):
    targets = [link["href"][1:] for link in docs.select("a[href^='#']")]
    assert targets
    assert all(docs.find(id=target) for target in targets)


class _Assets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.inline += "style" in attributes or tag in ("script", "style")
        if tag in ("link", "img", "iframe"):
            self.urls.append(attributes.get("href") or attributes.get("src"))


def test_the_page_loads_only_its_own_stylesheet_and_no_script(client):
    page = _Assets()
    page.feed(client.get("/docs").get_data(as_text=True))
    assert page.inline == 0
    assert page.urls == ["data:,", "/static/docs.css"]
    with client.get("/static/docs.css") as style:
        assert style.status_code == 200
