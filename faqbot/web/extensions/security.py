"""What protects the service and its visitors: security headers, allowed origins, named proxies."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request
from werkzeug.datastructures import Headers
from werkzeug.middleware.proxy_fix import ProxyFix

from faqbot.core.settings import Settings
from faqbot.web.extensions.error_handlers import is_api_request
from faqbot.web.extensions.i18n import is_html

# The name of the blueprint whose pages other sites may show in a frame.
FRAME = "frame"
_MAX_BODY_BYTES = 65_536
_POLICY = "Content-Security-Policy"
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; "
)
_UNFRAMED = "frame-ancestors 'none'"
_DATA_POLICY = f"default-src 'none'; {_UNFRAMED}"
_HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
_EXPOSED = "ETag, Retry-After, X-Request-ID"
_PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, POST"),
    ("Access-Control-Allow-Headers", "Content-Type, If-None-Match, X-Request-ID"),
    ("Access-Control-Max-Age", "600"),
)


def init_security(app: Flask, settings: Settings) -> None:
    """Bound what comes in, and say with every response what browsers may do with it.

    A view that needs another policy sets its own.
    """
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY_BYTES
    app.wsgi_app = SecurityHeadersMiddleware(app.wsgi_app)  # type: ignore[method-assign, assignment]
    origins = frozenset(settings.embed.origins)
    framed = " ".join(("frame-ancestors 'self'", *settings.embed.origins))

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        if _POLICY not in headers:
            is_page = is_html(response)
            frames = framed if request.blueprint == FRAME else _UNFRAMED
            headers.add(_POLICY, _PAGE_POLICY + frames if is_page else _DATA_POLICY)
        if origins and is_api_request():
            _add_origin(headers, origins)
        return response


def trust_proxies(app: Flask, settings: Settings) -> None:
    """Believe as many proxies as the settings name, and answer below their prefix."""
    if prefix := settings.serve.prefix:
        app.wsgi_app = PrefixMiddleware(prefix, app.wsgi_app)  # type: ignore[method-assign, assignment]
    if count := settings.serve.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )


class SecurityHeadersMiddleware:
    """Adds the headers that all responses have, where that takes least time."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start(status, headers + _HEADERS, *error)

        return self._application(environ, begin)


class PrefixMiddleware:
    """Everything below a prefix, which the proxy may have taken off or not."""

    def __init__(self, prefix: str, application: WSGIApplication) -> None:
        self._prefix = prefix
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        if path == self._prefix or path.startswith(f"{self._prefix}/"):
            environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        environ["SCRIPT_NAME"] = self._prefix
        return self._application(environ, start)


def _add_origin(headers: Headers, origins: frozenset[str]) -> None:
    headers.add("Vary", "Origin")
    origin = request.environ.get("HTTP_ORIGIN", "")
    if origin not in origins:
        return
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        headers.extend(_PREFLIGHT)
