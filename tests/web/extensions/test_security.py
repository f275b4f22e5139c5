import pytest
from flask import request, url_for

from faqbot.core.settings import EmbedSettings, ServeSettings, Settings
from faqbot.web.app import create_app

ALLOWED = "https://www.oakhill.example"
SUGGEST = "/api/v1/suggest?q=what+does"


@pytest.fixture
def client(sample_settings):
    origins = EmbedSettings((ALLOWED, "http://localhost:8000"))
    return create_app(Settings(sample_settings.home, embed=origins)).test_client()


@pytest.mark.parametrize("origin", [ALLOWED, "http://localhost:8000"])
def test_an_allowed_origin_may_read(client, origin):
    headers = client.get(SUGGEST, headers={"Origin": origin}).headers
    assert headers["Access-Control-Allow-Origin"] == origin
    assert "Retry-After" in headers["Access-Control-Expose-Headers"]
    assert "Origin" in headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize(
    "origin",
    [
        "https://oakhill.example",
        "http://www.oakhill.example",
        "https://www.oakhill.example:8443",
        "https://www.oakhill.example.evil.example",
        "https://evil.example/https://www.oakhill.example",
        "null",
        "",
    ],
)
def test_other_origins_get_no_cors_headers(client, origin):
    headers = client.get(SUGGEST, headers={"Origin": origin}).headers
    assert not [name for name, _ in headers if name.startswith("Access-Control")]
    assert "Origin" in headers["Vary"]


def test_a_preflight_allows_a_vote(client):
    headers = {"Origin": ALLOWED, "Access-Control-Request-Method": "POST"}
    response = client.options("/api/v1/feedback", headers=headers)
    assert response.status_code == 200
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


def test_a_preflight_from_elsewhere_allows_nothing(client):
    response = client.options("/api/v1/feedback", headers={"Origin": "https://evil.example"})
    assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


def test_allowed_origins_read_errors_too(client):
    response = client.get("/api/v1/ask", headers={"Origin": ALLOWED})
    assert response.status_code == 400
    assert response.headers["Access-Control-Allow-Origin"] == ALLOWED


def test_pages_have_no_cors_headers(client):
    assert "Access-Control-Allow-Origin" not in client.get("/", headers={"Origin": ALLOWED}).headers


def test_without_allowed_origins_there_are_no_cors_headers(sample_settings):
    client = create_app(sample_settings).test_client()
    headers = client.get(SUGGEST, headers={"Origin": ALLOWED}).headers
    assert not [name for name, _ in headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("path", ["/", "/nope", "/docs", SUGGEST, "/healthz"])
def test_every_response_has_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_a_view_can_set_its_own_policy(tmp_path):
    app = create_app(Settings(tmp_path))
    policy = {"Content-Security-Policy": "frame-ancestors https://www.oakhill.example"}
    app.add_url_rule("/framed", "framed", lambda: ("framed", policy))
    headers = app.test_client().get("/framed").headers
    assert headers.getlist("Content-Security-Policy") == list(policy.values())


def echo(serve: ServeSettings, headers: dict[str, str], path: str = "/seen") -> dict[str, str]:
    """Return what the application sees of a request from 198.51.100.1."""
    app = create_app(Settings(serve=serve))
    app.add_url_rule(
        "/seen",
        "seen",
        lambda: {
            "address": request.remote_addr,
            "url": request.url,
            "search": url_for("visitor.search"),
        },
    )
    proxy = {"REMOTE_ADDR": "198.51.100.1"}
    return app.test_client().get(path, headers=headers, environ_base=proxy).get_json()


FORWARDED = {
    "X-Forwarded-For": "203.0.113.66, 203.0.113.5",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "faq.oakhill.example",
}


def test_proxies_are_not_trusted_by_default():
    request_info = echo(ServeSettings(), FORWARDED)
    assert request_info["address"] == "198.51.100.1"
    assert request_info["url"].startswith("http://localhost/")


def test_a_trusted_proxy_is_believed_but_not_what_the_client_forged():
    request_info = echo(ServeSettings(proxies=1), FORWARDED)
    assert request_info["address"] == "203.0.113.5"
    assert request_info["url"] == "https://faq.oakhill.example/seen"


@pytest.mark.parametrize("path", ["/seen", "/oak/faq/seen"])
def test_links_keep_the_prefix_whether_or_not_the_proxy_strips_it(path):
    assert echo(ServeSettings(prefix="/oak/faq"), {}, path)["search"] == "/oak/faq/"


def test_the_prefix_alone_is_the_search_page(sample_settings):
    below = Settings(sample_settings.home, serve=ServeSettings(prefix="/faq"))
    client = create_app(below).test_client()
    assert b'action="/faq/"' in client.get("/faq").data
    assert client.get("/faqs").status_code == 404
