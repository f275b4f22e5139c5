"""JSON API v1: the shapes that programs rely on."""

import time
from dataclasses import asdict
from functools import lru_cache

from flask import Response
from flask_smorest import Blueprint

from faqbot.core.errors import VagueQuestionError
from faqbot.core.records import Answer
from faqbot.core.text.iso import language_code
from faqbot.services.answer_json import answer_json
from faqbot.services.visitors import Visitors
from faqbot.web.api.openapi import operation_doc
from faqbot.web.api.request_parsing import QueryParser, parse_json_body
from faqbot.web.api.schemas import (
    AskQuerySchema,
    AskResponseSchema,
    DocumentSchema,
    PassageSchema,
    SuggestionsSchema,
    SuggestQuerySchema,
    VoteSchema,
)
from faqbot.web.extensions.caching import (
    PRIVATE_ONE_MINUTE,
    PRIVATE_REVALIDATE,
    PUBLIC_REVALIDATE,
    EncodedJson,
    encode_json,
    json_response,
)

_SUGGESTIONS = 8
# Answers as bytes, beside those that Visitors keeps.
_KEPT_BODIES = 500


def make_api(visitors: Visitors, max_question_chars: int) -> Blueprint:
    """Return the routes below /api/v1, answering through these visitors."""
    api = Blueprint("api", "Questions and answers", url_prefix="/api/v1")
    body_of = lru_cache(_KEPT_BODIES)(_asked_body)
    asking, typing, voting = AskQuerySchema(max_question_chars), SuggestQuerySchema(), VoteSchema()
    asked, typed = QueryParser(asking), QueryParser(typing)

    @api.route("/ask")
    @api.doc(**operation_doc("ask", AskResponseSchema, 304, 400, 503, query=asking))
    def ask() -> Response:
        """Answer a question.

        The question is logged without anything that tells who asked, unless the site has
        switched that off.
        """
        started = time.perf_counter()
        given = asked.read()
        language = language_code(given.get("lang", ""))
        try:
            answer = visitors.ask(given["q"], limit=given.get("limit", 0), language=language)
            body = body_of(_Same(answer))
        except VagueQuestionError as error:
            body = _nothing(given["q"], str(error), visitors.build().id)
        took_ms = (time.perf_counter() - started) * 1000
        return json_response(body, PRIVATE_REVALIDATE, extra=b', "took_ms": %.2f' % took_ms)

    @api.route("/suggest")
    @api.doc(**operation_doc("suggest", SuggestionsSchema, 304, 400, 503, query=typing))
    def suggest() -> Response:
        """Complete what is typed with questions of the site; nothing is logged."""
        given = typed.read()
        found = visitors.suggest(given["q"], given.get("limit", _SUGGESTIONS))
        body = {"suggestions": [asdict(suggestion) for suggestion in found]}
        return json_response(encode_json(body), PRIVATE_ONE_MINUTE)

    @api.route("/feedback", methods=["POST"])
    @api.doc(**operation_doc("feedback", None, 400, 413, 415, 422, 503, body=voting))
    def feedback() -> Response:
        """Say whether an answer helped."""
        given = parse_json_body(voting)
        visitors.vote(
            given["answer_id"], "", helpful=given["helpful"], comment=given.get("comment", "")
        )
        return Response(status=204)

    @api.route("/documents/<document_id>")
    @api.doc(**operation_doc("document", DocumentSchema, 304, 404, 503))
    def document(document_id: str) -> Response:
        """Return one document with its passages in order."""
        return json_response(encode_json(asdict(visitors.document(document_id))), PUBLIC_REVALIDATE)

    @api.route("/passages/<passage_id>")
    @api.doc(**operation_doc("passage", PassageSchema, 304, 404, 503))
    def passage(passage_id: str) -> Response:
        """Return one passage."""
        return json_response(encode_json(asdict(visitors.passage(passage_id))), PUBLIC_REVALIDATE)

    return api


def _nothing(question: str, hint: str, build_id: str) -> EncodedJson:
    """Return what answers a question in which there is nothing to look for."""
    return encode_json(answer_json(Answer(question, (), build_id)) | {"hint": hint})


class _Same:
    """An answer that equals itself only: comparing two by what they say takes long."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __hash__(self) -> int:
        return id(self.answer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.answer is self.answer


def _asked_body(same: _Same) -> EncodedJson:
    return encode_json(answer_json(same.answer))
