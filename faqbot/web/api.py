"""JSON API v1: the shapes that programs rely on."""

import json
import time
from dataclasses import asdict
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from faqbot.errors import VagueQuestionError
from faqbot.records import Answer, Result
from faqbot.text import language_code
from faqbot.visitors import Visitors
from faqbot.web.caching import ASKED_AGAIN, FOR_A_MINUTE, SHARED, json_response
from faqbot.web.problems import PROBLEM_TYPE
from faqbot.web.schemas import (
    AskArguments,
    AskedShape,
    DocumentShape,
    PassageShape,
    ProblemShape,
    SuggestArguments,
    SuggestionsShape,
    VoteBody,
)

_SUGGESTIONS = 8
_RELATED = 5
# Answers as bytes, beside those that Visitors keeps.
_KEPT_BODIES = 500


def make_api(visitors: Visitors, max_question_chars: int) -> Blueprint:
    """Return the routes below /api/v1, answering through these visitors."""
    api = Blueprint("api", "Questions and answers", url_prefix="/api/v1")
    body_of = lru_cache(_KEPT_BODIES)(_asked_body)

    @api.route("/ask")
    @api.arguments(AskArguments(max_question_chars), location="query", error_status_code=400)
    @api.response(200, AskedShape)
    @api.doc(operationId="ask", responses=_others(304, 400, 503))
    def ask(given: dict[str, Any]) -> Response:
        """Answer a question.

        The question is logged without anything that tells who asked, unless the site has
        switched that off.
        """
        started = time.perf_counter()
        language = language_code(given.get("lang", ""))
        try:
            answer = visitors.ask(given["q"], limit=given.get("limit", 0), language=language)
            body = body_of(_Same(answer))
        except VagueQuestionError as error:
            body = _encoded(_nothing(given["q"], str(error), visitors.build().id))
        took_ms = (time.perf_counter() - started) * 1000
        return json_response(body, ASKED_AGAIN, aside=b', "took_ms": %.2f' % took_ms)

    @api.route("/suggest")
    @api.arguments(SuggestArguments(), location="query", error_status_code=400)
    @api.response(200, SuggestionsShape)
    @api.doc(operationId="suggest", responses=_others(304, 400, 503))
    def suggest(given: dict[str, Any]) -> Response:
        """Complete what is typed with questions of the site; nothing is logged."""
        found = visitors.suggest(given["q"], given.get("limit", _SUGGESTIONS))
        body = {"suggestions": [asdict(suggestion) for suggestion in found]}
        return json_response(_encoded(body), FOR_A_MINUTE)

    @api.route("/feedback", methods=["POST"])
    @api.arguments(VoteBody())
    @api.response(204)
    @api.doc(operationId="feedback", responses=_others(400, 413, 415, 422, 503))
    def feedback(given: dict[str, Any]) -> Response:
        """Say whether an answer helped."""
        visitors.vote(
            given["answer_id"], "", helpful=given["helpful"], comment=given.get("comment", "")
        )
        return Response(status=204)

    @api.route("/documents/<document_id>")
    @api.response(200, DocumentShape)
    @api.doc(operationId="document", responses=_others(304, 404, 503))
    def document(document_id: str) -> Response:
        """Return one document with its passages in order."""
        return json_response(_encoded(asdict(visitors.document(document_id))), SHARED)

    @api.route("/passages/<passage_id>")
    @api.response(200, PassageShape)
    @api.doc(operationId="passage", responses=_others(304, 404, 503))
    def passage(passage_id: str) -> Response:
        """Return one passage."""
        return json_response(_encoded(asdict(visitors.passage(passage_id))), SHARED)

    return api


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer in the shape of the public interface."""
    results = [_result_json(result) for result in answer.results]
    sure = {"answer_id": Visitors.answer_id(answer), "confidence": round(answer.confidence, 3)}
    return {
        "query": answer.question,
        "answer": results[0] | sure if answer.direct else None,
        "results": results,
        "did_you_mean": answer.did_you_mean or None,
        "hint": None,
        "related": _related(answer),
        "build": answer.build_id,
    }


def _nothing(question: str, hint: str, build_id: str) -> dict[str, Any]:
    """Return what answers a question in which there is nothing to look for."""
    return answer_json(Answer(question, (), build_id)) | {"hint": hint}


class _Same:
    """An answer that equals itself only: comparing two by what they say takes long."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __hash__(self) -> int:
        return id(self.answer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.answer is self.answer


def _asked_body(same: _Same) -> bytes:
    return _encoded(answer_json(same.answer))


def _encoded(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _related(answer: Answer) -> list[dict[str, str]]:
    """Return the questions that the site answers nearby: those of the further results."""
    questions = {
        result.hit.passage.question: result.deep_link
        for result in answer.results[1:]
        if result.hit.passage.question
    }
    if answer.results:
        questions.pop(answer.results[0].hit.passage.question, None)
    return [{"text": text, "url": url} for text, url in questions.items()][:_RELATED]


def _others(*codes: int) -> dict[int, dict[str, Any]]:
    """Return what the description says of these responses, and of those of every route."""
    content = {PROBLEM_TYPE: {"schema": ProblemShape}}
    told: dict[int, dict[str, Any]] = {
        code: {"description": HTTPStatus(code).phrase} for code in sorted((*codes, 429, 500))
    }
    return {
        code: said if code == 304 else said | {"content": content} for code, said in told.items()
    }


def _result_json(result: Result) -> dict[str, Any]:
    passage, document = result.hit.passage, result.hit.document
    return {
        "id": passage.id,
        "kind": passage.kind,
        "question": passage.question,
        "text": passage.text,
        "html": passage.html,
        "title": document.title,
        "url": document.url,
        "deep_link": result.deep_link,
        "heading_path": list(passage.heading_path),
        "language": document.language,
        "published": document.published,
        "modified": document.modified,
        "fetched": document.fetched_at,
        "score": round(result.hit.score, 4),
        "highlights": [list(span) for span in result.highlights],
        "best_sentence": list(result.best_sentence),
    }
