import json

import pytest

from faqbot.core.settings import LogSettings, Settings
from faqbot.web.app import create_app

VISITOR = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def client(sample_settings):
    lines = LogSettings(questions=False, requests=True)
    return create_app(Settings(sample_settings.home, log=lines)).test_client()


def test_a_log_line_holds_neither_question_nor_address(client, capsys):
    response = client.get("/api/v1/ask?q=my+secret+illness", environ_base=VISITOR)
    text = capsys.readouterr().err
    line = json.loads(text)
    assert text.count("\n") == 1
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/v1/ask", 200)
    assert line["request"] == response.headers["X-Request-ID"]
    assert line["ms"] > 0
    assert "secret" not in text
    assert "203.0.113" not in text


@pytest.mark.parametrize("path", ["/api/v1/passages/my-secret", "/my-secret", "/?q=my-secret"])
def test_the_route_is_logged_instead_of_the_path(client, capsys, path):
    client.get(path)
    assert "secret" not in capsys.readouterr().err


def test_nothing_is_logged_without_the_setting(sample_settings, capsys):
    create_app(sample_settings).test_client().get("/api/v1/ask?q=cost")
    assert capsys.readouterr().err == ""


def test_each_request_has_its_own_id(client):
    ids = {client.get(path).headers["X-Request-ID"] for path in ("/", "/", "/nope", "/api/v1/ask")}
    assert len(ids) == 4


def test_a_valid_id_of_the_client_is_kept(client):
    response = client.get("/", headers={"X-Request-ID": "req-0123.ABC"})
    assert response.headers["X-Request-ID"] == "req-0123.ABC"


@pytest.mark.parametrize(
    "client_id", ["short", "x" * 65, "<script>alert(1)", "12345678é", "two words", "12345678;a=b"]
)
def test_an_invalid_id_is_replaced(client, client_id):
    response = client.get("/", headers={"X-Request-ID": client_id})
    assert response.headers["X-Request-ID"] != client_id


def test_a_failure_is_logged_with_its_id(tmp_path, caplog):
    response = create_app(Settings(tmp_path)).test_client().get("/api/v1/ask?q=my+secret")
    assert response.status_code == 503
    assert response.headers["X-Request-ID"] in caplog.text
    assert "secret" not in caplog.text
