"""`create_app`: wire the pages and the API to one Asker, and turn errors into responses."""

from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from faqbot.errors import BuildError, FaqbotError, NotFoundError, QuestionError, VoteError
from faqbot.settings import Settings
from faqbot.visitors import Visitors
from faqbot.web.api import make_api
from faqbot.web.languages import speak_languages
from faqbot.web.visitor import make_visitor_pages

_STATUS: tuple[tuple[type[FaqbotError], HTTPStatus], ...] = (
    (QuestionError, HTTPStatus.BAD_REQUEST),
    (VoteError, HTTPStatus.BAD_REQUEST),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (BuildError, HTTPStatus.SERVICE_UNAVAILABLE),
)
_MAX_BODY_BYTES = 65_536
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def create_app(settings: Settings) -> Flask:
    """Return the web application for these settings; the first question opens the build."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY_BYTES
    speak_languages(app)
    visitors = Visitors(settings)
    app.extensions["close"] = visitors.close
    app.register_blueprint(make_visitor_pages(visitors, settings))
    app.register_blueprint(make_api(visitors))
    app.register_error_handler(FaqbotError, _explain)
    app.register_error_handler(HTTPException, _explain_http)
    app.register_error_handler(Exception, _explain_crash)
    app.after_request(_add_headers)
    return app


def _explain(error: FaqbotError) -> Response:
    status = next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s %s: %s", request.method, request.path, error)
    return _problem(status, str(error))


def _explain_http(error: HTTPException) -> Response:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    return _problem(HTTPStatus(error.code), error.description or "")


def _explain_crash(error: Exception) -> Response:
    current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    detail = "Something went wrong on our side; please try again in a moment."
    return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _problem(status: HTTPStatus, detail: str) -> Response:
    """Return a problem document (RFC 9457) to programs and a friendly page to people."""
    if request.path.startswith("/api/"):
        response = jsonify(
            type="about:blank", title=status.phrase, status=status.value, detail=detail
        )
        response.mimetype = "application/problem+json"
    else:
        question = request.args.get("q", "")[:200]
        page = render_template("problem.html", status=status, detail=detail, question=question)
        response = make_response(page)
    response.status_code = status.value
    return response


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
