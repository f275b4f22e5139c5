"""Errors as responses: problem documents (RFC 9457) for programs, friendly pages for people."""

import json
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from faqbot.core.errors import (
    BuildError,
    FaqbotError,
    JobRunningError,
    NotFoundError,
    QuestionError,
    StoreError,
    VoteError,
)
from faqbot.web.extensions.request_log import request_id

PROBLEM_TYPE = "application/problem+json"
_STATUS: tuple[tuple[type[FaqbotError], HTTPStatus], ...] = (
    (QuestionError, HTTPStatus.BAD_REQUEST),
    (VoteError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (BuildError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (JobRunningError, HTTPStatus.CONFLICT),
)
_INTERNAL_ERROR = "Something went wrong on our side; please try again in a moment."
_STORE_UNAVAILABLE = "This cannot be stored right now; please try again in a moment."
_MAX_QUESTION_CHARS = 200


def register_error_handlers(app: Flask) -> None:
    """Turn every error of the application into a response."""
    app.register_error_handler(FaqbotError, _handle_faqbot_error)
    app.register_error_handler(HTTPException, _handle_http_exception)
    app.register_error_handler(Exception, _handle_crash)


def is_api_request() -> bool:
    """Return whether the request goes to the API, so that errors are problem documents."""
    return request.path.startswith("/api/")


def _handle_faqbot_error(error: FaqbotError) -> Response:
    status = next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("request %s: %s", request_id(), error)
    # The message of a StoreError names the database's path: that is for the log only.
    return _problem(status, _STORE_UNAVAILABLE if isinstance(error, StoreError) else str(error))


def _handle_http_exception(error: HTTPException) -> Response:
    # Redirects, such as to the URL with a slash at its end, are HTTPExceptions too.
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    response = _problem(HTTPStatus(error.code), error.description or "")
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _handle_crash(error: Exception) -> Response:
    current_app.logger.error("request %s failed", request_id(), exc_info=error)
    return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, _INTERNAL_ERROR)


def _problem(status: HTTPStatus, detail: str) -> Response:
    if is_api_request():
        body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
        response = Response(json.dumps(body), mimetype=PROBLEM_TYPE)
    else:
        # A question that is too long must not fill the page that says so.
        question = request.args.get("q", "")[:_MAX_QUESTION_CHARS]
        page = render_template("problem.html", status=status, detail=detail, question=question)
        response = make_response(page)
    response.status_code = status.value
    response.headers["Cache-Control"] = "no-store"
    return response
