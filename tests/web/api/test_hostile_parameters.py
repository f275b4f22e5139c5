"""Hostile parameters: no crash, no raw markup in pages, only JSON from the API."""

import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from faqbot.core.settings import LogSettings, Settings
from faqbot.web.app import create_app

VECTORS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "' OR 1=1 --",
    "../../../../etc/passwd\x00.html",
    "%00%0d%0aSet-Cookie:%20a=b",
    "\r\nSet-Cookie: a=b",
    "\ufeff\u202e\u2066\u0000\u0007",
    "Z̡͙̼͚͖͇̗̪̭a̛̳̭͉͖l̷͙̗̬͇g̦͔o̘̥͙̼̰",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "ﷺ" * 300,
    "undefined",
    "NaN",
    "1e309",
    "-1",
    "true",
    "[]",
    "__proto__",
    "(?:a+)+$",
    '"' * 500,
    "kind:faq -" * 90,
]
PAGES = ["/?q={}", "/?q=cost&limit={}", "/?q=cost&lang={}", "/?{}=1", "/{}", "/docs?{}"]
ROUTES = [
    "/api/v1/ask?q={}",
    "/api/v1/ask?q=cost&limit={}",
    "/api/v1/ask?q=cost&lang={}",
    "/api/v1/ask?q=cost&{}=1",
    "/api/v1/suggest?q={}",
    "/api/v1/suggest?q=co&limit={}",
    "/api/v1/documents/{}",
    "/api/v1/passages/{}",
    "/api/v1/{}",
]


@pytest.fixture(scope="module")
def client(sample_settings):
    quiet = Settings(sample_settings.home, log=LogSettings(questions=False))
    return create_app(quiet).test_client()


def percent_encode(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("vector", VECTORS)
def test_no_parameter_injects_markup_into_a_page(client, path, vector):
    response = client.get(path.format(percent_encode(vector)))
    assert response.status_code in (200, 308, 400, 404)
    assert "Set-Cookie" not in response.headers
    page = BeautifulSoup(response.data, "lxml")
    assert not page.select("svg, img, [onerror], [onload], script:not([src])")
    assert not page.select("a[href^='javascript:' i]")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("vector", VECTORS)
def test_the_api_always_responds_with_json(client, route, vector):
    response = client.get(route.format(percent_encode(vector)))
    assert response.status_code in (200, 308, 400, 404)
    if response.status_code != 308:
        assert response.mimetype in ("application/json", "application/problem+json")
        assert response.get_json() is not None
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("name", ["X-Request-ID", "Origin", "If-None-Match", "Accept-Language"])
def test_no_request_header_is_echoed_or_crashes(client, name, vector):
    value = "<" + "".join(char for char in vector if char.isprintable() and ord(char) < 256)
    response = client.get("/api/v1/suggest?q=what", headers={name: value})
    assert response.status_code == 200
    assert value not in response.headers.values()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.text(alphabet=st.characters()), st.text(), st.text())
@hypothesis_settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gets_an_answer_or_a_client_error(client, question, limit, language):
    response = client.get(
        "/api/v1/ask?"
        + "&".join(
            f"{name}={percent_encode(text)}"
            for name, text in (("q", question), ("limit", limit), ("lang", language))
        )
    )
    assert response.status_code in (200, 400)


@given(_JSON)
@hypothesis_settings(max_examples=100, deadline=None)
def test_any_json_without_a_vote_is_a_client_error(client, body):
    response = client.post(
        "/api/v1/feedback", data=json.dumps(body), content_type="application/json"
    )
    assert response.status_code in (400, 422)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 60_000, b'{"a":' * 10_000, b"1" * 60_000]
)
def test_malformed_json_is_a_problem_document(client, body):
    response = client.post("/api/v1/feedback", data=body, content_type="application/json")
    assert response.status_code in (400, 422)
    assert response.mimetype == "application/problem+json"
