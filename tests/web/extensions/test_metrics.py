import re

import pytest

from faqbot.core.settings import LogSettings, Settings
from faqbot.web.app import create_app


@pytest.fixture
def client(sample_settings):
    quiet = Settings(sample_settings.home, log=LogSettings(questions=False))
    return create_app(quiet).test_client()


def metrics(client) -> str:
    response = client.get("/metrics")
    assert response.content_type.startswith("text/plain; version=")
    return response.get_data(as_text=True)


def test_requests_are_counted_by_route_and_status(client):
    for path in ("/api/v1/ask?q=cost", "/api/v1/ask?q=fee", "/api/v1/ask", "/no/such/path"):
        client.get(path)
    text = metrics(client)
    assert 'faqbot_requests_total{route="/api/v1/ask",status="200"} 2.0' in text
    assert 'faqbot_requests_total{route="/api/v1/ask",status="400"} 1.0' in text
    assert 'faqbot_requests_total{route="unknown",status="404"} 1.0' in text
    assert 'faqbot_request_seconds_count{route="/api/v1/ask"} 3.0' in text
    assert "/no/such/path" not in text


@pytest.mark.parametrize("path", ["/?q=", "/api/v1/ask?q="])
def test_answers_are_counted_by_level_on_page_and_api(client, path):
    for question in ("membership+cost", "average+class+size", "zeppelin", "zeppelin"):
        client.get(path + question)
    levels = dict(re.findall(r'faqbot_answers_total\{level="(\w+)"\} (\S+)', metrics(client)))
    assert levels == {"answer": "1.0", "closest": "1.0", "none": "2.0"}


def test_the_build_and_its_age_are_exported(client):
    text = metrics(client)
    assert re.search(r'^faqbot_build_info\{build="\d{6}"\} 1\.0$', text, re.MULTILINE)
    assert float(re.search(r"^faqbot_build_age_seconds (\S+)", text, re.MULTILINE)[1]) > 0


def test_a_service_with_a_build_is_alive_and_ready(client):
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 200)


def test_a_service_without_a_build_is_alive_but_not_ready(tmp_path):
    client = create_app(Settings(tmp_path)).test_client()
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 503)
    assert "faqbot_build_info" not in metrics(client)
