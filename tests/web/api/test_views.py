import pytest

from faqbot.core.settings import Settings
from faqbot.web.app import create_app


@pytest.fixture(scope="module")
def client(sample_settings):
    return create_app(sample_settings).test_client()


def test_an_answer_has_the_documented_fields(client, sample_site):
    answer = client.get("/api/v1/ask?q=what+do+individuals+pay+for+membership").get_json()
    fields = {"query", "level", "answer", "results", "did_you_mean", "hint", "related", "build"}
    assert set(answer) == fields | {"took_ms"}
    best = answer["answer"]
    extra = {"answer_id": best["answer_id"], "confidence": best["confidence"]}
    assert best == answer["results"][0] | extra
    assert 0.5 <= best["confidence"] < 1
    assert best["url"] == sample_site.url + "forum/faq.html"
    assert best["deep_link"] == best["url"] + "#member-cost:~:text=What%20does%20membership%20cost"
    assert (best["kind"], best["question"]) == ("faq", "What does membership cost?")
    assert best["heading_path"][-1] == "Membership"
    start, end = best["best_sentence"]
    assert best["text"][start:end].startswith("Individuals pay $45")
    words = [best["text"][start:end] for start, end in best["highlights"]]
    assert "pay" in words
    assert "membership" in words


def test_the_limit_is_the_maximum_number_of_results(client):
    assert len(client.get("/api/v1/ask?q=school&limit=3").get_json()["results"]) == 3


def test_the_language_narrows_the_results(client):
    results = client.get("/api/v1/ask?q=comida+school&lang=es").get_json()["results"]
    assert {result["language"] for result in results} == {"es"}


def test_an_unsure_question_has_matches_but_no_answer(client):
    answer = client.get("/api/v1/ask?q=average+class+size").get_json()
    assert (answer["level"], answer["answer"]) == ("closest", None)
    assert answer["results"]


def test_a_question_without_a_match_has_no_answer(client):
    answer = client.get("/api/v1/ask?q=zeppelin").get_json()
    assert (answer["level"], answer["answer"], answer["results"]) == ("none", None, [])


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        pytest.param("😀", "has no word", id="emoji"),
        pytest.param("the of and", "only common words", id="stop words"),
        pytest.param(" ", "is empty", id="space"),
    ],
)
def test_a_question_without_content_words_gets_a_hint(client, question, hint):
    answer = client.get("/api/v1/ask", query_string={"q": question}).get_json()
    assert (answer["query"], answer["answer"], answer["results"]) == (question, None, [])
    assert hint in answer["hint"]


def test_a_corrected_question_is_named_in_the_response(client):
    answer = client.get("/api/v1/ask?q=membrship+dues").get_json()
    assert answer["did_you_mean"] == "membership dues"
    assert answer["results"][0]["question"] == "What does membership cost?"


def test_suggestions_complete_the_input(client, sample_site):
    suggestions = client.get("/api/v1/suggest?q=what+does+memb").get_json()["suggestions"]
    link = sample_site.url + "forum/faq.html#member-cost:~:text=What%20does%20membership%20cost"
    assert {"text": "What does membership cost?", "url": link} in suggestions


def test_documents_and_passages_are_found_by_id(client):
    best = client.get("/api/v1/ask?q=dental+van").get_json()["results"][0]
    passage = client.get(f"/api/v1/passages/{best['id']}").get_json()
    document = client.get(f"/api/v1/documents/{passage['document_id']}").get_json()
    assert passage["text"] == best["text"]
    assert document["url"] == best["url"]
    assert passage in document["passages"]


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        pytest.param("ask", 400, "is empty", id="no question"),
        pytest.param("ask?q=", 400, "is empty", id="empty question"),
        pytest.param("ask?q=" + "why+" * 2500, 400, "characters; ask it in", id="long question"),
        pytest.param("ask?q=cost&limit=0", 400, "from 1 to 50", id="limit 0"),
        pytest.param("ask?q=cost&limit=0100000", 400, "from 1 to 50", id="limit hidden by zeros"),
        pytest.param("ask?q=cost&limit=51", 400, "from 1 to 50", id="limit 51"),
        pytest.param("ask?q=cost&limit=%D9%A3", 400, "from 1 to 50", id="limit not ASCII"),
        pytest.param("passages/nope", 404, "no passage 'nope'", id="unknown passage"),
        pytest.param("documents/nope", 404, "no document 'nope'", id="unknown document"),
        pytest.param("nope", 404, "not found", id="unknown path"),
    ],
)
def test_errors_are_problem_documents(client, path, status, detail):
    response = client.get(f"/api/v1/{path}")
    assert response.content_type == "application/problem+json"
    assert response.get_json()["status"] == response.status_code == status
    assert detail in response.get_json()["detail"]


def test_a_wrong_method_is_a_problem_document(client):
    response = client.post("/api/v1/ask")
    assert response.status_code == 405
    assert response.content_type == "application/problem+json"


def test_without_an_index_the_service_is_unavailable(tmp_path):
    response = create_app(Settings(tmp_path)).test_client().get("/api/v1/ask?q=cost")
    assert response.status_code == 503
    assert "nothing has been indexed yet" in response.get_json()["detail"]
