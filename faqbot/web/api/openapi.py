"""What the API says of itself: /openapi.json, made from its code, and /docs, the same to read."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NamedTuple

from flask import Flask, Response, render_template, request
from flask_smorest import Api, Blueprint
from marshmallow import Schema

from faqbot import __version__
from faqbot.web.api.schemas import ProblemSchema
from faqbot.web.extensions.caching import PUBLIC_REVALIDATE, encode_json, json_response
from faqbot.web.extensions.error_handlers import PROBLEM_TYPE

_ABOUT = (
    "Answers from the pages of one website. Every error is a problem document (RFC 9457). "
    "Answers, documents and passages have an ETag; a page of another site may ask if its origin "
    "is named in the setting embed.origins. X-Request-ID tells requests apart."
)
_JSON = "application/json"
_REFERENCE = "#/components/schemas/"


class Parameter(NamedTuple):
    """A parameter of a request, or a field of a shape; `shape` names its own shape, if any."""

    name: str
    kind: str
    shape: str
    is_required: bool
    description: str


class Reply(NamedTuple):
    """One status that an operation answers with."""

    status: str
    meaning: str
    shape: str


class Operation(NamedTuple):
    """What can be done with one path; `body` names the shape of what is sent."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    body: str
    replies: list[Reply]


def operation_doc(
    name: str,
    shape: type[Schema] | None,
    *others: int,
    query: Schema | None = None,
    body: Schema | None = None,
) -> dict[str, Any]:
    """Return what is said of a route: what it takes, and what it answers with.

    `shape` is that of its answer, if it has one; `others` are the statuses that it answers with
    otherwise, beside those of every route.
    """
    problem: dict[str, Any] = {"content": {PROBLEM_TYPE: {"schema": ProblemSchema}}}
    contents: dict[int, dict[str, Any]] = dict.fromkeys((*others, 429, 500), problem)
    contents |= {304: {}} if 304 in others else {}
    contents |= {200: {"content": {_JSON: {"schema": shape}}}} if shape else {204: {}}
    told: dict[str, Any] = {
        "operationId": name,
        "responses": {
            str(status): {"description": HTTPStatus(status).phrase} | content
            for status, content in sorted(contents.items())
        },
    }
    if query:
        told["parameters"] = [{"in": "query", "schema": query}]
    if body:
        told["requestBody"] = {"required": True, "content": {_JSON: {"schema": body}}}
    return told


def init_openapi(app: Flask, routes: Blueprint) -> None:
    """Serve these routes and what they say of themselves."""
    app.config.update(
        API_TITLE="faqbot", API_VERSION=__version__, OPENAPI_VERSION="3.1.0", JSON_SORT_KEYS=False
    )
    api = _Api(app, spec_kwargs={"info": {"description": _ABOUT, "license": {"name": "MIT"}}})
    api.register_blueprint(routes)

    @app.get("/openapi.json")
    def openapi() -> Response:
        server = {"servers": [{"url": request.script_root or "/"}]}
        return json_response(encode_json(api.spec.to_dict() | server), PUBLIC_REVALIDATE)

    @app.get("/docs")
    def docs() -> str:
        spec = api.spec.to_dict()
        shapes = {
            name: list(_fields(shape)) for name, shape in spec["components"]["schemas"].items()
        }
        return render_template(
            "docs.html", info=spec["info"], operations=list(_operations(spec)), shapes=shapes
        )


class _Api(Api):  # type: ignore[misc]
    ERROR_SCHEMA = ProblemSchema
    # Each route names its own problems.
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave errors to `error_handlers`."""


def _operations(spec: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in spec["paths"].items():
        shared = methods.get("parameters", [])
        for method, told in methods.items():
            if method != "parameters":
                yield Operation(
                    method.upper(),
                    path,
                    told["summary"],
                    told.get("description", ""),
                    [_parameter(given) for given in [*shared, *told.get("parameters", [])]],
                    _shape_of(told.get("requestBody", {})),
                    [
                        Reply(status, reply["description"], _shape_of(reply))
                        for status, reply in told["responses"].items()
                    ],
                )


def _parameter(told: dict[str, Any]) -> Parameter:
    kind, shape = _kind(told["schema"])
    return Parameter(
        told["name"], kind, shape, told.get("required", False), told.get("description", "")
    )


def _fields(shape: dict[str, Any]) -> Iterator[Parameter]:
    for name, field in shape["properties"].items():
        kind, inner = _kind(field)
        is_required = name in shape.get("required", [])
        yield Parameter(name, kind, inner, is_required, field.get("description", ""))


def _kind(schema: dict[str, Any]) -> tuple[str, str]:
    """Return what a value is, and the name of its shape, or ""."""
    if "$ref" in schema:
        return "object", schema["$ref"].removeprefix(_REFERENCE)
    for choice in schema.get("anyOf", ()) or schema.get("allOf", ()):
        kind, shape = _kind(choice)
        if shape:
            return f"{kind} or null", shape
    kind = schema.get("type", "")
    if kind == "array":
        inner, shape = _kind(schema["items"])
        return f"list of {inner}", shape
    if "enum" in schema:
        return " or ".join(map(json.dumps, schema["enum"])), ""
    return " or ".join(kind) if isinstance(kind, list) else kind, ""


def _shape_of(told: dict[str, Any]) -> str:
    for content in told.get("content", {}).values():
        return _kind(content.get("schema", {}))[1]
    return ""
