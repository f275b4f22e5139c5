"""Each request gets an id and is timed, counted and, if wanted, told in one line of JSON.

Nothing that is told names a person: routes instead of paths, no question, no address.
"""

import json
import re
import secrets
import sys
import time
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count

from flask import Flask, Response, g, request

from faqbot.web.extensions.metrics import Metrics

_HEADER = "X-Request-ID"
_MOST_KINDS = 1000
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def init_request_log(app: Flask, metrics: Metrics, *, writes_lines: bool) -> None:
    """Watch every request; to be called first, so that nothing is left out."""
    # A system call for each request would take longer than all else that is done here.
    prefix, counter = secrets.token_hex(6), count()

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        given = request.environ.get("HTTP_X_REQUEST_ID", "")
        is_taken = _WELL_FORMED.fullmatch(given)
        g.request_id = given if is_taken else f"{prefix}-{next(counter):x}"

    @app.after_request
    def tell(response: Response) -> Response:
        took_s = time.perf_counter() - g.began
        route = request.url_rule.rule if request.url_rule else "unknown"
        response.headers.add(_HEADER, g.request_id)
        metrics.count_request(route, response.status_code, took_s)
        if writes_lines:
            sys.stderr.write(_line(request.method, route, response.status_code, took_s))
        return response


def request_id() -> str:
    """Return the id of the request: a well-formed one that came with it, else a new one."""
    return str(g.request_id)


def _line(method: str, route: str, status: int, took_s: float) -> str:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    kind, ms = _kind(method, route, status), took_s * 1000
    return f'{{"at": "{at}", "request": "{g.request_id}", {kind}, "ms": {ms:.2f}}}\n'


@lru_cache(_MOST_KINDS)
def _kind(method: str, route: str, status: int) -> str:
    """Return what many lines have in common, as a part of a JSON object."""
    return json.dumps({"method": method, "route": route, "status": status})[1:-1]
