"""Security headers, allowed origins (CORS), body limit, and the proxies in front."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request
from werkzeug.datastructures import Headers
from werkzeug.middleware.proxy_fix import ProxyFix

from faqbot.core.settings import Settings
from faqbot.web.extensions.error_handlers import is_api_request

# The name of the blueprint whose pages other sites may show in a frame.
FRAME = "frame"
_MAX_BODY_BYTES = 65_536
_CSP = "Content-Security-Policy"
# img-src has data: for the empty icon of the pages, which spares a request for /favicon.ico.
# style-src has no 'unsafe-inline': scripts set no style attribute, and templates have none.
_PAGE_CSP = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; "
)
_UNFRAMED = "frame-ancestors 'none'"
_DATA_CSP = f"default-src 'none'; {_UNFRAMED}"
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
    """Limit request bodies and add security headers to every response.

    A view that needs another Content-Security-Policy sets its own.
    """
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY_BYTES
    origins = frozenset(settings.embed.origins)
    framed = " ".join(("frame-ancestors 'self'", *settings.embed.origins))

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        # `extend` takes 5 us longer, of the 150 of a repeated question.
        for name, value in _HEADERS:
            headers.add(name, value)
        if _CSP not in headers:
            frames = framed if request.blueprint == FRAME else _UNFRAMED
            is_page = response.mimetype == "text/html"
            headers[_CSP] = _PAGE_CSP + frames if is_page else _DATA_CSP
        if origins and is_api_request():
            _add_cors_headers(headers, origins)
        return response


def trust_proxies(app: Flask, settings: Settings) -> None:
    """Trust as many proxies as `serve.proxies` says, and serve everything below `serve.prefix`."""
    if prefix := settings.serve.prefix:
        app.wsgi_app = PrefixMiddleware(app.wsgi_app, prefix)  # type: ignore[method-assign, assignment]
    if count := settings.serve.proxies:
        # No x_prefix: the prefix comes from the settings, never from a header.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )


class PrefixMiddleware:
    """Serves an application below a path prefix, whether or not the proxy strips it."""

    def __init__(self, application: WSGIApplication, prefix: str) -> None:
        self._application = application
        self._prefix = prefix

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        if path == self._prefix or path.startswith(f"{self._prefix}/"):
            environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        environ["SCRIPT_NAME"] = self._prefix
        return self._application(environ, start)


def _add_cors_headers(headers: Headers, origins: frozenset[str]) -> None:
    # Also for origins that are not allowed: a cache must not give them the others' response.
    headers.add("Vary", "Origin")
    origin = request.environ.get("HTTP_ORIGIN", "")
    if origin not in origins:
        return
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        headers.extend(_PREFLIGHT)
