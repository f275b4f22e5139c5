import pytest
from flask import Flask

from faqbot.core.settings import ReindexSettings, Settings
from faqbot.jobs.control import cancel, last_jobs
from faqbot.web.api.webhooks import make_webhooks
from faqbot.web.app import create_app

TOKEN = "gärtnerei-2026"
VALID = {"Authorization": "Bearer " + TOKEN.encode().decode("latin-1")}


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path, reindex=ReindexSettings(token=TOKEN))


@pytest.fixture
def spawned():
    return []


@pytest.fixture
def client(settings, spawned):
    app = Flask(__name__)
    app.register_blueprint(make_webhooks(settings, spawned.append))
    return app.test_client()


@pytest.fixture
def whole_client(settings):
    """Return a client of the whole application, which starts real processes."""
    return create_app(settings).test_client()


def test_the_webhook_starts_a_reindex_and_links_to_its_progress(client, settings, spawned):
    response = client.post("/api/v1/reindex", headers=VALID)

    assert (response.status_code, response.json["job"]) == (202, 1)
    assert response.headers["Location"] == response.json["url"] == "/api/v1/jobs/1"
    [command] = spawned
    assert command[-3:] == ["reindex", "--job", "1"]
    assert last_jobs(settings, 1)[0].started_by == "webhook"


def test_a_job_is_shown_without_its_process(client):
    client.post("/api/v1/reindex", headers=VALID)

    job = client.get("/api/v1/jobs/1", headers=VALID).json

    assert (job["id"], job["state"], job["done"], job["log"]) == (1, "waiting", 0, [])
    assert "pid" not in job


def test_a_second_start_is_a_conflict_that_names_the_running_job(client, whole_client):
    client.post("/api/v1/reindex", headers=VALID)

    response = whole_client.post("/api/v1/reindex", headers=VALID)

    assert (response.status_code, response.mimetype) == (409, "application/problem+json")
    assert "reindex 1 has been waiting since" in response.json["detail"]


def test_the_webhook_starts_the_next_job_after_the_last_has_ended(client, settings):
    client.post("/api/v1/reindex", headers=VALID)
    cancel(settings)

    assert client.post("/api/v1/reindex", headers=VALID).json["job"] == 2


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="none"),
        pytest.param({"Authorization": "Bearer wrong"}, id="wrong"),
        pytest.param({"Authorization": "Bearer"}, id="empty"),
        pytest.param({"Authorization": VALID["Authorization"][:-1]}, id="cut"),
        pytest.param(
            {"Authorization": VALID["Authorization"].replace("Bearer", "Basic")}, id="kind"
        ),
        pytest.param({"Authorization": "Bearer \u00ff\u00fe"}, id="bytes"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/api/v1/reindex"), ("GET", "/api/v1/jobs/1")]
)
def test_requests_without_the_token_are_refused(headers, method, path, client, spawned):
    response = client.open(path, method=method, headers=headers)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert spawned == []


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer "}], ids=["none", "empty"])
def test_without_a_token_in_the_settings_webhooks_are_switched_off(headers, tmp_path):
    client = create_app(Settings(tmp_path)).test_client()

    response = client.post("/api/v1/reindex", headers=headers)

    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"
    assert "reindex.token" in response.json["detail"]


def test_an_unknown_job_is_not_found(whole_client):
    response = whole_client.get("/api/v1/jobs/7", headers=VALID)

    assert response.status_code == 404
    assert "there is no job 7" in response.json["detail"]


def test_without_the_database_nothing_starts_and_the_log_says_why(settings, whole_client, caplog):
    (settings.home / "instance").write_text("a file in the way")

    response = whole_client.post("/api/v1/reindex", headers=VALID)

    assert response.status_code == 503
    assert "cannot be stored" in response.json["detail"]
    assert "faqbot.sqlite3" in caplog.text


def test_the_token_is_not_passed_to_the_process(client, spawned):
    client.post("/api/v1/reindex", headers=VALID)

    assert TOKEN not in " ".join(spawned[0])
