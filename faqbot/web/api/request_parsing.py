"""Parse what a request sends, checked against a schema; errors become HTTP problems."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from flask import request
from marshmallow import EXCLUDE, Schema, ValidationError
from werkzeug.exceptions import BadRequest, UnprocessableEntity

_MAX_CACHED = 1000
# Longer query strings are rare; caching them would let a client fill the memory.
_MAX_CACHED_BYTES = 500


def make_query_parser(schema: Schema) -> Callable[[], Mapping[str, Any]]:
    """Return a function that returns the parameters of the request; it raises BadRequest.

    Do not change what it returns: many queries come again and again, and marshmallow takes 40 us,
    a quarter of a repeated answer.
    """

    @lru_cache(_MAX_CACHED)
    # The raw query is the key of the cache; the arguments are those of the request.
    def parse(_raw: bytes) -> Mapping[str, Any]:
        try:
            return _load(schema, request.args.to_dict(), unknown=EXCLUDE)
        except ValidationError as error:
            raise BadRequest(_message(error)) from error

    def parse_query() -> Mapping[str, Any]:
        raw = request.query_string
        return parse(raw) if len(raw) < _MAX_CACHED_BYTES else parse.__wrapped__(raw)

    return parse_query


def parse_json_body(schema: Schema) -> dict[str, Any]:
    """Return the JSON object in the body; unknown fields are errors.

    Raises UnsupportedMediaType, BadRequest for malformed JSON, and UnprocessableEntity.
    """
    try:
        return _load(schema, request.get_json())
    except RecursionError as error:
        raise BadRequest("The JSON is nested too deeply.") from error
    except ValidationError as error:
        raise UnprocessableEntity(_message(error)) from error


def _load(schema: Schema, value: Any, **options: Any) -> dict[str, Any]:
    fields: dict[str, Any] = schema.load(value, **options)
    return fields


def _message(error: ValidationError) -> str:
    """Return one sentence for each field."""
    fields = error.normalized_messages()  # type: ignore[no-untyped-call]
    return "; ".join(f"{field} {' '.join(map(str, texts))}" for field, texts in fields.items())
