"""Each request gets an id and is timed, counted and, if wanted, told in one line of JSON.

Nothing that is told names a person: routes instead of paths, no question, no address.
"""

import json
import re
import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from faqbot.web.metrics import Metrics

_HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def watch_requests(app: Flask, metrics: Metrics, *, writes_lines: bool) -> None:
    """Watch every request; to be called first, so that nothing is left out."""
    app.before_request(_begin)

    @app.after_request
    def tell(response: Response) -> Response:
        took_s = time.perf_counter() - g.began
        route = request.url_rule.rule if request.url_rule else "unknown"
        response.headers.add(_HEADER, g.request_id)
        metrics.count_request(route, response.status_code, took_s)
        if writes_lines:
            sys.stderr.write(_line(route, response.status_code, took_s))
        return response


def request_id() -> str:
    """Return the id of the request: a well-formed one that came with it, else a new one."""
    return str(g.request_id)


def _begin() -> None:
    g.began = time.perf_counter()
    given = request.environ.get("HTTP_X_REQUEST_ID", "")
    g.request_id = given if _WELL_FORMED.fullmatch(given) else secrets.token_hex(8)


def _line(route: str, status: int, took_s: float) -> str:
    told = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "request": g.request_id,
        "method": request.method,
        "route": route,
        "status": status,
        "ms": round(took_s * 1000, 2),
    }
    return json.dumps(told) + "\n"
