"""What a request gives, checked against a shape; what is wrong with it becomes a problem."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import request
from marshmallow import EXCLUDE, Schema, ValidationError
from werkzeug.exceptions import BadRequest, UnprocessableEntity

_KEPT_QUERIES = 1000
_LONGEST_KEPT = 500


class QueryParser:
    """Reads the parameters of a query that a shape has; many queries come again and again."""

    def __init__(self, shape: Schema) -> None:
        self._shape = shape
        self._kept = lru_cache(_KEPT_QUERIES)(self._read)

    def read(self) -> Mapping[str, Any]:
        """Return the parameters of this request, for reading only; raises BadRequest."""
        raw = request.query_string
        return self._kept(raw) if len(raw) < _LONGEST_KEPT else self._read(raw)

    def _read(self, _raw: bytes) -> Mapping[str, Any]:
        try:
            return _checked(self._shape, request.args.to_dict(), unknown=EXCLUDE)
        except ValidationError as error:
            raise BadRequest(_told(error)) from error


def parse_json_body(shape: Schema) -> dict[str, Any]:
    """Return the JSON object of the body, which may have nothing that the shape has not.

    Raises UnsupportedMediaType, BadRequest for what is no JSON, and UnprocessableEntity.
    """
    try:
        return _checked(shape, request.get_json())
    except RecursionError as error:
        raise BadRequest("The JSON is nested too deeply.") from error
    except ValidationError as error:
        raise UnprocessableEntity(_told(error)) from error


def _checked(shape: Schema, given: Any, **how: Any) -> dict[str, Any]:
    found: dict[str, Any] = shape.load(given, **how)
    return found


def _told(error: ValidationError) -> str:
    """Return one sentence for each field."""
    fields = error.normalized_messages()  # type: ignore[no-untyped-call]
    return "; ".join(f"{field} {' '.join(map(str, said))}" for field, said in fields.items())
