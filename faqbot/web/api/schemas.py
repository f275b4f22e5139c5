"""The shapes of the API: what is checked on the way in, and what `/openapi.json` says of both ways.

Answers are not passed through these: they are made in that shape, and tests compare the two.
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
_SPAN = "[start, end], counted in characters."


class Count(fields.Integer):
    """A whole number from 1 to MAX_RESULTS in plain digits, or nothing at all."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) <= len(str(MAX_RESULTS)):
            number = int(text)
            if 1 <= number <= MAX_RESULTS:
                return number
        raise ValidationError(f"must be a whole number from 1 to {MAX_RESULTS}")


class Truth(fields.Boolean):
    """True or false, and nothing that is like them."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("must be true or false")
        return value


def _text(description: str, **given: Any) -> fields.String:
    return fields.String(metadata={"description": description}, **given)


def _nullable_text(description: str) -> fields.String:
    return _text(description, allow_none=True, required=True)


def _count(description: str) -> Count:
    # Where the field checks itself, these bounds only tell.
    return Count(metadata={"description": description, "minimum": 1, "maximum": MAX_RESULTS})


class AskQuerySchema(Schema):
    """What is asked; longer questions than `max_chars` are refused where they are parsed."""

    def __init__(self, max_chars: int) -> None:
        super().__init__()
        asked = self.fields["q"]
        asked.metadata = {**asked.metadata, "maxLength": max_chars}

    q = _text(
        "The question, in the words of the visitor.",
        required=True,
        validate=validate.Length(min=1, error=_EMPTY),
        error_messages={"required": _EMPTY},
    )
    limit = _count("Results at most; the setting ask.limit if left out.")
    lang = _text(
        "Only passages in this language, such as `es`.", validate=validate.Regexp(_LANGUAGE)
    )


class SuggestQuerySchema(Schema):
    """What is typed so far."""

    q = _text("What is typed so far.", load_default="")
    limit = _count("Suggestions at most; 8 if left out.")


class VoteSchema(Schema):
    """A vote on an answer."""

    answer_id = _text(
        "The `answer_id` of the answer.", required=True, validate=validate.Regexp(_ANSWER_ID)
    )
    helpful = Truth(
        required=True,
        metadata={"description": "Whether the answer helped."},
    )
    comment = _text(
        "What the visitor wants to say; e-mail addresses and long numbers are masked.",
        validate=validate.Length(max=MAX_COMMENT_CHARS),
    )


class ResultSchema(Schema):
    """A passage that may answer, best first."""

    id = _text("The passage, as in `/api/v1/passages/ID`.", required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["faq", "text"]))
    question = _text("The question as the site asks it; empty for running text.", required=True)
    text = fields.String(required=True)
    html = _text("The same as safe HTML, or empty.", required=True)
    title = _text("The title of the document.", required=True)
    url = fields.String(required=True)
    deep_link = _text("The link to the very passage.", required=True)
    heading_path = fields.List(fields.String(), required=True)
    language = fields.String(required=True)
    published = _text("An ISO 8601 day, or empty.", required=True)
    modified = _text("An ISO 8601 day, or empty.", required=True)
    fetched = _text("An ISO 8601 time.", required=True)
    score = fields.Float(required=True)
    highlights = fields.List(
        fields.List(fields.Integer()), required=True, metadata={"description": _SPAN}
    )
    best_sentence = fields.List(fields.Integer(), required=True, metadata={"description": _SPAN})


class AnswerSchema(ResultSchema):
    """The result that answers."""

    answer_id = _text("What a vote is given for.", required=True)
    confidence = fields.Float(
        required=True, metadata={"description": "How likely it answers, 0 to 1."}
    )


class LinkSchema(Schema):
    """A question of the site, and where it is answered."""

    text = fields.String(required=True)
    url = fields.String(required=True)


class AskResponseSchema(Schema):
    """What came of a question."""

    query = fields.String(required=True)
    level = fields.String(
        required=True,
        validate=validate.OneOf(get_args(Level)),
        metadata={"description": "Whether the first result answers, or all are closest matches."},
    )
    answer = fields.Nested(
        AnswerSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The result that answers; null if none is good enough."},
    )
    results = fields.List(fields.Nested(ResultSchema), required=True)
    did_you_mean = _nullable_text("The question with its typing mistakes mended, or null.")
    hint = _nullable_text("What to do about a question without a word to look for, or null.")
    related = fields.List(fields.Nested(LinkSchema), required=True)
    build = _text("The build that answered.", required=True)
    took_ms = fields.Float(required=True)


class SuggestionsSchema(Schema):
    """Questions that complete what is typed."""

    suggestions = fields.List(fields.Nested(LinkSchema), required=True)


class PassageSchema(Schema):
    """One question with its answer, or one section."""

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
    url = _text("Where the passage stands, if not on the document's page.", required=True)


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
    """What went wrong (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
