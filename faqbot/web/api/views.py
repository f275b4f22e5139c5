"""The routes of the JSON API v1."""

import time
from dataclasses import asdict
from functools import lru_cache

from flask import Response
from flask_smorest import Blueprint

from faqbot.core.errors import VagueQuestionError
from faqbot.core.records import Answer
from faqbot.core.text.iso import language_code
from faqbot.services.answer_json import answer_json, document_json
from faqbot.services.visitors import Visitors
from faqbot.web.api.openapi import operation_doc
from faqbot.web.api.request_parsing import make_query_parser, parse_json_body
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

_DEFAULT_SUGGESTIONS = 8
# As many as Visitors keeps answers. Encoding one takes 100 us, more than Flask needs for a request.
_MAX_CACHED_BODIES = 500


def make_api(visitors: Visitors, max_question_chars: int) -> Blueprint:
    """Return the routes below /api/v1."""
    api = Blueprint("api", "Questions and answers", url_prefix="/api/v1")
    encode_answer = lru_cache(_MAX_CACHED_BODIES)(_encode_answer)
    ask_schema, suggest_schema = AskQuerySchema(max_question_chars), SuggestQuerySchema()
    parse_ask, parse_suggest = make_query_parser(ask_schema), make_query_parser(suggest_schema)
    vote_schema = VoteSchema()

    @api.route("/ask")
    @api.doc(**operation_doc("ask", AskResponseSchema, 304, 400, 503, query=ask_schema))
    def ask() -> Response:
        """Answer a question.

        The question is logged without anything that identifies the visitor, unless the site
        has switched off the log.
        """
        started = time.perf_counter()
        query = parse_ask()
        language = language_code(query.get("lang", ""))
        try:
            answer = visitors.ask(query["q"], limit=query.get("limit", 0), language=language)
            body = encode_answer(_ByIdentity(answer))
        except VagueQuestionError as error:
            answer = Answer(query["q"], (), visitors.build().id)
            body = encode_json(answer_json(answer) | {"hint": str(error)})
        took_ms = (time.perf_counter() - started) * 1000
        return json_response(body, PRIVATE_REVALIDATE, extra=b', "took_ms": %.2f' % took_ms)

    @api.route("/suggest")
    @api.doc(**operation_doc("suggest", SuggestionsSchema, 304, 400, 503, query=suggest_schema))
    def suggest() -> Response:
        """Complete what the visitor types with questions of the site; nothing is logged."""
        query = parse_suggest()
        suggestions = visitors.suggest(query["q"], query.get("limit", _DEFAULT_SUGGESTIONS))
        body = {"suggestions": [asdict(suggestion) for suggestion in suggestions]}
        return json_response(encode_json(body), PRIVATE_ONE_MINUTE)

    @api.route("/feedback", methods=["POST"])
    @api.doc(**operation_doc("feedback", None, 400, 413, 415, 422, 503, body=vote_schema))
    def feedback() -> Response:
        """Store whether an answer helped."""
        visitors.vote(question="", **parse_json_body(vote_schema))
        return Response(status=204)

    @api.route("/documents/<document_id>")
    @api.doc(**operation_doc("document", DocumentSchema, 304, 404, 503))
    def document(document_id: str) -> Response:
        """Return one document with its passages, in order."""
        found = document_json(visitors.document(document_id))
        return json_response(encode_json(found), PUBLIC_REVALIDATE)

    @api.route("/passages/<passage_id>")
    @api.doc(**operation_doc("passage", PassageSchema, 304, 404, 503))
    def passage(passage_id: str) -> Response:
        """Return one passage."""
        return json_response(encode_json(asdict(visitors.passage(passage_id))), PUBLIC_REVALIDATE)

    return api


class _ByIdentity:
    """A cache key: Visitors returns the same object again, and hashing its text takes long."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __hash__(self) -> int:
        return id(self.answer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.answer is self.answer


def _encode_answer(key: _ByIdentity) -> EncodedJson:
    return encode_json(answer_json(key.answer))
