"""Schemas of the API: requests are checked against them, `/openapi.json` is generated from them.

Responses are not validated at run time, which would take longer than answering; tests do it.
"""

from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, validate

from faqbot.core.records import Level
from faqbot.services.answering import ANSWER_ID
from faqbot.services.visitors import MAX_COMMENT_CHARS

MAX_RESULTS = 50
_ANSWER_ID = f"^{ANSWER_ID}$"
_LANGUAGE = r"^([A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,8})?$"
_EMPTY = "is empty; type a question or a few words"
_SPAN = "[start, end] in characters; the end is exclusive."


class LimitField(fields.Integer):
    """A whole number from 1 to MAX_RESULTS, in ASCII digits only."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        # int() would also accept "+5", " 5", "0_5" and digits of other scripts.
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) <= len(str(MAX_RESULTS)):
            number = int(text)
            if 1 <= number <= MAX_RESULTS:
                return number
        raise ValidationError(f"must be a whole number from 1 to {MAX_RESULTS}")


class StrictBoolean(fields.Boolean):
    """True or false; marshmallow's own field also takes "yes", 1 and "on"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("must be true or false")
        return value


def _text(description: str, **options: Any) -> fields.String:
    return fields.String(metadata={"description": description}, **options)


def _nullable_text(description: str) -> fields.String:
    return _text(description, allow_none=True, required=True)


def _limit(description: str) -> LimitField:
    # The field checks itself; these bounds are for /openapi.json only.
    return LimitField(metadata={"description": description, "minimum": 1, "maximum": MAX_RESULTS})


class AskQuerySchema(Schema):
    """The query of /ask; `max_chars` is documented here and enforced by the search."""

    def __init__(self, max_chars: int) -> None:
        super().__init__()
        question = self.fields["q"]
        question.metadata = {**question.metadata, "maxLength": max_chars}

    q = _text(
        "The visitor's question.",
        required=True,
        validate=validate.Length(min=1, error=_EMPTY),
        error_messages={"required": _EMPTY},
    )
    limit = _limit("Maximum number of results; default: the setting ask.limit.")
    lang = _text(
        "Search only passages in this language, such as es.", validate=validate.Regexp(_LANGUAGE)
    )


class SuggestQuerySchema(Schema):
    """The query of /suggest."""

    q = _text("What the visitor has typed so far.", load_default="")
    limit = _limit("Maximum number of suggestions; default: 8.")


class VoteSchema(Schema):
    """A vote on an answer."""

    answer_id = _text(
        "The answer_id of the answer.", required=True, validate=validate.Regexp(_ANSWER_ID)
    )
    helpful = StrictBoolean(required=True, metadata={"description": "Whether the answer helped."})
    comment = _text(
        "A comment of the visitor; e-mail addresses and long numbers are masked.",
        validate=validate.Length(max=MAX_COMMENT_CHARS),
    )


class ResultSchema(Schema):
    """One passage that matches the question."""

    id = _text("The id of the passage, as in /api/v1/passages/ID.", required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["faq", "text"]))
    question = _text("The question as the site words it; empty for running text.", required=True)
    text = fields.String(required=True)
    html = _text("The text as sanitized HTML, or empty.", required=True)
    title = _text("The title of the document.", required=True)
    url = fields.String(required=True)
    deep_link = _text("The link to this passage on its page.", required=True)
    heading_path = fields.List(fields.String(), required=True)
    language = fields.String(required=True)
    published = _text("An ISO 8601 date, or empty.", required=True)
    modified = _text("An ISO 8601 date, or empty.", required=True)
    fetched = _text("An ISO 8601 time.", required=True)
    score = fields.Float(required=True)
    highlights = fields.List(
        fields.List(fields.Integer()), required=True, metadata={"description": _SPAN}
    )
    best_sentence = fields.List(fields.Integer(), required=True, metadata={"description": _SPAN})


class AnswerSchema(ResultSchema):
    """The best result, if it is a direct answer."""

    answer_id = _text("The id to send with a vote on this answer.", required=True)
    confidence = fields.Float(
        required=True, metadata={"description": "The probability that the answer is right, 0 to 1."}
    )


class LinkSchema(Schema):
    """A question of the site, and the link to its answer."""

    text = fields.String(required=True)
    url = fields.String(required=True)


class AskResponseSchema(Schema):
    """The answer to a question, with all results."""

    query = fields.String(required=True)
    level = _text(
        "Whether there is a direct answer, only closest matches, or nothing.",
        required=True,
        validate=validate.OneOf(get_args(Level)),
    )
    answer = fields.Nested(
        AnswerSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The direct answer; null if no result is good enough."},
    )
    results = fields.List(fields.Nested(ResultSchema), required=True)
    did_you_mean = _nullable_text("The question with its spelling corrected, or null.")
    hint = _nullable_text("How to rephrase a question that has no word to search for, or null.")
    related = fields.List(fields.Nested(LinkSchema), required=True)
    build = _text("The id of the build that answered.", required=True)
    took_ms = fields.Float(required=True)


class SuggestionsSchema(Schema):
    """Questions of the site that complete what the visitor has typed."""

    suggestions = fields.List(fields.Nested(LinkSchema), required=True)


class PassageSchema(Schema):
    """One question with its answer, or one section of running text."""

    id = fields.String(required=True)
    document_id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["faq", "text"]))
    text = fields.String(required=True)
    question = fields.String(required=True)
    aliases = fields.List(fields.String(), required=True)
    heading_path = fields.List(fields.String(), required=True)
    anchor = fields.String(required=True)
    position = fields.Integer(required=True)
    html = fields.String(required=True)
    url = _text("The page of the passage, if it is not the document's.", required=True)
    text_fragment = _text("What follows `#:~:text=` in a link to its words.", required=True)


class DocumentSchema(Schema):
    """One page or file."""

    id = fields.String(required=True)
    url = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["faq", "page", "publication"]))
    title = fields.String(required=True)
    language = fields.String(required=True)
    published = fields.String(required=True)
    modified = fields.String(required=True)
    authors = fields.List(fields.String(), required=True)
    description = fields.String(required=True)
    fetched_at = fields.String(required=True)
    passages = fields.List(fields.Nested(PassageSchema), required=True)


class ProblemSchema(Schema):
    """A problem document (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
