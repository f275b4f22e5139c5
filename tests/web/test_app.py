import pytest
from flask import request

from faqbot.core.records import Answer
from faqbot.core.settings import Settings
from faqbot.web.app import create_app

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("path", ["/", "/?q=cost", "/api/v1/ask?q=cost", "/nope"])
def test_every_response_forbids_scripts_sniffing_and_framing(sample_settings, path):
    headers = create_app(sample_settings).test_client().get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/nope"])
def test_a_hostile_question_is_escaped(sample_settings, path):
    response = create_app(sample_settings).test_client().get(path, query_string={"q": HOSTILE})
    assert b"<script>" not in response.data
    assert b"<img" not in response.data


def test_a_crash_is_logged_and_its_details_are_hidden(sample_settings, monkeypatch, caplog):
    def broken(*_, **__) -> Answer:
        raise KeyError("the-secret")

    monkeypatch.setattr("faqbot.services.answering.AnswerService.ask", broken)
    response = create_app(sample_settings).test_client().get("/api/v1/ask?q=cost")
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert b"the-secret" not in response.data
    assert "the-secret" in caplog.text


def test_a_body_beyond_64_kb_is_refused_unread(tmp_path):
    app = create_app(Settings(tmp_path))
    app.add_url_rule("/api/v1/echo", view_func=lambda: request.get_data(), methods=["POST"])
    client = app.test_client()
    assert client.post("/api/v1/echo", data=b"x" * 65_536).status_code == 200
    response = client.post("/api/v1/echo", data=b"x" * 65_537)
    assert response.status_code == 413
    assert response.content_type == "application/problem+json"
