from datetime import UTC, datetime

import pytest

from faqbot.core.settings import Settings
from faqbot.staff.feedback import Feedback, latest_feedback
from faqbot.staff.store.transactions import Store
from faqbot.web.app import create_app

PATH = "/api/v1/feedback"
VOTE = {"answer_id": "000001.abc123.0123abcd", "helpful": True}


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def client(settings):
    return create_app(settings).test_client()


def votes(settings: Settings) -> list[Feedback]:
    store = Store(settings.database_file)
    return latest_feedback(store, datetime(2026, 1, 1, tzinfo=UTC))


def test_a_vote_with_the_id_of_an_answer_is_stored(sample_settings, tmp_path):
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    settings = Settings(tmp_path)
    client = create_app(settings).test_client()
    answer = client.get("/api/v1/ask?q=membership+cost").get_json()["answer"]
    vote = {"answer_id": answer["answer_id"], "helpful": False, "comment": "Too long."}
    response = client.post(PATH, json=vote)
    assert (response.status_code, response.data) == (204, b"")
    (stored,) = votes(settings)
    assert (stored.answer_id, stored.helpful) == (answer["answer_id"], False)
    assert stored.comment == "Too long."


@pytest.mark.parametrize(
    ("vote", "detail"),
    [
        pytest.param({"helpful": True}, "answer_id Missing", id="no answer"),
        pytest.param(VOTE | {"answer_id": "7"}, "answer_id", id="no such id"),
        pytest.param({"answer_id": VOTE["answer_id"]}, "helpful Missing", id="no vote"),
        pytest.param(VOTE | {"helpful": "yes"}, "must be true or false", id="word"),
        pytest.param(VOTE | {"helpful": 1}, "must be true or false", id="number"),
        pytest.param(VOTE | {"comment": "x" * 1001}, "comment Longer", id="long comment"),
        pytest.param(VOTE | {"comment": None}, "comment", id="no comment"),
        pytest.param(VOTE | {"stars": 5}, "stars Unknown", id="unknown field"),
        pytest.param([VOTE], "Invalid input", id="list"),
    ],
)
def test_an_invalid_vote_is_refused_and_the_field_named(client, settings, vote, detail):
    response = client.post(PATH, json=vote)
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    assert detail in response.get_json()["detail"]
    assert not settings.database_file.exists()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        pytest.param(b"{", "application/json", 400, id="malformed"),
        pytest.param(b"helpful=1", "application/x-www-form-urlencoded", 415, id="form"),
        pytest.param(b"{}", "text/plain", 415, id="text"),
        pytest.param(b" " * 65_537, "application/json", 413, id="too large"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem_document(client, body, kind, status):
    response = client.post(PATH, data=body, content_type=kind)
    assert response.status_code == response.get_json()["status"] == status
    assert response.content_type == "application/problem+json"


def test_a_store_error_does_not_reveal_the_path(client, settings, caplog):
    settings.database_file.parent.touch()
    response = client.post(PATH, json=VOTE)
    assert response.status_code == 503
    assert "cannot be stored right now" in response.get_json()["detail"]
    assert "sqlite3" not in response.get_data(as_text=True)
    assert "sqlite3" in caplog.text
