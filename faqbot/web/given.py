"""What a request gives, checked against a shape; what is wrong with it becomes a problem."""

from typing import Any

from flask import request
from marshmallow import EXCLUDE, Schema, ValidationError
from werkzeug.exceptions import BadRequest, UnprocessableEntity


def from_query(shape: Schema) -> dict[str, Any]:
    """Return the parameters of the query that the shape has; raises BadRequest."""
    try:
        return _checked(shape, request.args.to_dict(), unknown=EXCLUDE)
    except ValidationError as error:
        raise BadRequest(_told(error)) from error


def from_body(shape: Schema) -> dict[str, Any]:
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
