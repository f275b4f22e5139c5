"""The API's description: /openapi.json, generated from the code, and /docs for people."""

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

_DESCRIPTION = (
    "Answers from the pages of one website. Every error is a problem document (RFC 9457). "
    "Answers, documents and passages have an ETag. Scripts of other sites may call the API if the "
    "setting embed.origins lists their origin. X-Request-ID identifies a request in the logs."
)
_JSON = "application/json"
_REFERENCE = "#/components/schemas/"


class FieldDoc(NamedTuple):
    """A parameter of a request or a field of a schema; `schema` names its schema, if any."""

    name: str
    type: str
    schema: str
    is_required: bool
    description: str


def operation_doc(
    name: str,
    schema: type[Schema] | None,
    *statuses: int,
    query: Schema | None = None,
    body: Schema | None = None,
) -> dict[str, Any]:
    """Return the OpenAPI description of a route: its parameters, body and responses.

    `schema` describes the body of a successful response, if it has one; `statuses` are the other
    statuses, beside 429 and 500, which every route may return.
    """
    problem: dict[str, Any] = {"content": {PROBLEM_TYPE: {"schema": ProblemSchema}}}
    contents: dict[int, dict[str, Any]] = dict.fromkeys((*statuses, 429, 500), problem)
    contents |= {304: {}} if 304 in statuses else {}
    contents |= {200: {"content": {_JSON: {"schema": schema}}}} if schema else {204: {}}
    operation: dict[str, Any] = {
        "operationId": name,
        "responses": {
            str(status): {"description": HTTPStatus(status).phrase} | content
            for status, content in sorted(contents.items())
        },
    }
    if query:
        operation["parameters"] = [{"in": "query", "schema": query}]
    if body:
        operation["requestBody"] = {"required": True, "content": {_JSON: {"schema": body}}}
    return operation


def init_openapi(app: Flask, blueprint: Blueprint) -> None:
    """Serve these routes together with their description."""
    app.config.update(
        API_TITLE="faqbot", API_VERSION=__version__, OPENAPI_VERSION="3.1.0", JSON_SORT_KEYS=False
    )
    api = _Api(app, spec_kwargs={"info": {"description": _DESCRIPTION, "license": {"name": "MIT"}}})
    api.register_blueprint(blueprint)

    @app.get("/openapi.json")
    def openapi() -> Response:
        server = {"servers": [{"url": request.script_root or "/"}]}
        return json_response(encode_json(api.spec.to_dict() | server), PUBLIC_REVALIDATE)

    @app.get("/docs")
    def docs() -> str:
        spec = api.spec.to_dict()
        schemas = {
            name: list(_fields(schema)) for name, schema in spec["components"]["schemas"].items()
        }
        return render_template(
            "docs.html", info=spec["info"], operations=list(_operations(spec)), schemas=schemas
        )


class _Api(Api):  # type: ignore[misc]
    ERROR_SCHEMA = ProblemSchema
    # Each route lists its own problems.
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave errors to `extensions.error_handlers`."""


def _operations(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each operation with its method and path, and the names of its schemas."""
    for path, methods in spec["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            # Beside its methods, a path holds the parameters that they share.
            if method != "parameters":
                yield operation | {
                    "method": method.upper(),
                    "path": path,
                    "parameters": list(map(_parameter, shared + operation.get("parameters", []))),
                    "body": _content_schema(operation.get("requestBody", {})),
                    "responses": [
                        response | {"status": status, "schema": _content_schema(response)}
                        for status, response in operation["responses"].items()
                    ],
                }


def _parameter(parameter: dict[str, Any]) -> FieldDoc:
    is_required = parameter.get("required", False)
    description = parameter.get("description", "")
    return FieldDoc(parameter["name"], *_type(parameter["schema"]), is_required, description)


def _fields(schema: dict[str, Any]) -> Iterator[FieldDoc]:
    for name, field in schema["properties"].items():
        is_required = name in schema.get("required", [])
        yield FieldDoc(name, *_type(field), is_required, field.get("description", ""))


def _type(schema: dict[str, Any]) -> tuple[str, str]:
    """Return the type of a value in words, and the name of its schema, or ""."""
    if "$ref" in schema:
        return "object", schema["$ref"].removeprefix(_REFERENCE)
    for choice in schema.get("anyOf", ()) or schema.get("allOf", ()):
        type_name, name = _type(choice)
        if name:
            return f"{type_name} or null", name
    types = schema.get("type", "")
    if types == "array":
        type_name, name = _type(schema["items"])
        return f"list of {type_name}", name
    if "enum" in schema:
        return " or ".join(map(json.dumps, schema["enum"])), ""
    return " or ".join(types) if isinstance(types, list) else types, ""


def _content_schema(message: dict[str, Any]) -> str:
    """Return the name of the schema of a request or response body, or ""."""
    for content in message.get("content", {}).values():
        return _type(content.get("schema", {}))[1]
    return ""
