import shutil

import pytest

from faqbot.core.settings import Settings
from faqbot.services.indexing import build_index
from faqbot.web.app import create_app


@pytest.fixture(scope="module")
def client(sample_settings):
    return create_app(sample_settings).test_client()


@pytest.fixture(scope="module")
def paths(client) -> dict[str, str]:
    best = client.get("/api/v1/ask?q=dental+van").get_json()["results"][0]
    document_id = client.get(f"/api/v1/passages/{best['id']}").get_json()["document_id"]
    return {
        "ask": "/api/v1/ask?q=dental+van",
        "hint": "/api/v1/ask?q=the+of",
        "suggest": "/api/v1/suggest?q=what+does",
        "passage": f"/api/v1/passages/{best['id']}",
        "document": f"/api/v1/documents/{document_id}",
        "description": "/openapi.json",
    }


KINDS = ["ask", "hint", "suggest", "passage", "document", "description"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_response_is_not_sent_again(client, paths, kind):
    first = client.get(paths[kind])
    again = client.get(paths[kind], headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_different_etag_gets_the_whole_response(client, paths, kind):
    response = client.get(paths[kind], headers={"If-None-Match": 'W/"other"'})
    assert response.status_code == 200
    assert response.get_json()


def test_an_answer_is_private_and_revalidated(client, paths):
    assert client.get(paths["ask"]).headers["Cache-Control"] == "private, no-cache"


def test_a_new_build_changes_the_etag(sample_settings, tmp_path):
    for folder in ("index", "scraped"):
        shutil.copytree(sample_settings.home / folder, tmp_path / folder)
    settings = Settings(tmp_path)
    client = create_app(settings).test_client()
    etag = client.get("/api/v1/ask?q=dental+van").headers["ETag"]
    build_index(settings, lambda _: None)
    response = client.get("/api/v1/ask?q=dental+van", headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert response.get_json()["build"] == "000002"


def test_errors_are_not_cached(client):
    assert client.get("/api/v1/ask").headers["Cache-Control"] == "no-store"
