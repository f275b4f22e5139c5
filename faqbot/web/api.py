"""JSON API v1: the shapes that programs rely on."""

import time
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from faqbot.records import Answer, Result
from faqbot.visitors import Visitors

_MOST_RESULTS = 50
_SUGGESTIONS = 8


def make_api(visitors: Visitors) -> Blueprint:
    """Return the routes below /api/v1, answering from this visitors."""
    api = Blueprint("api", __name__, url_prefix="/api/v1")

    @api.get("/ask")
    def ask() -> Response:
        started = time.perf_counter()
        answer = visitors.ask(
            request.args.get("q", ""),
            limit=_limit(request.args.get("limit", "")),
            language=request.args.get("lang", "").strip().lower()[:2],
        )
        took_ms = (time.perf_counter() - started) * 1000
        return jsonify(answer_json(answer) | {"took_ms": round(took_ms, 2)})

    @api.get("/suggest")
    def suggest() -> Response:
        typed = request.args.get("q", "")
        limit = _limit(request.args.get("limit", "")) or _SUGGESTIONS
        found = [asdict(suggestion) for suggestion in visitors.suggest(typed, limit)]
        return jsonify({"suggestions": found})

    @api.get("/documents/<document_id>")
    def document(document_id: str) -> Response:
        return jsonify(asdict(visitors.document(document_id)))

    @api.get("/passages/<passage_id>")
    def passage(passage_id: str) -> Response:
        return jsonify(asdict(visitors.passage(passage_id)))

    return api


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer in the shape of the public interface."""
    results = [_result_json(result) for result in answer.results]
    sure = {"confidence": round(answer.confidence, 3)}
    return {
        "query": answer.question,
        "answer": results[0] | sure if answer.direct else None,
        "results": results,
        "did_you_mean": answer.did_you_mean or None,
        "build": answer.build_id,
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


def _limit(raw: str) -> int:
    if not raw:
        return 0
    if not raw.isascii() or not raw.isdigit() or len(raw) > 2 or not 1 <= int(raw) <= _MOST_RESULTS:
        raise BadRequest(f"limit must be a whole number from 1 to {_MOST_RESULTS}")
    return int(raw)
