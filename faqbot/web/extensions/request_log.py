"""Give each request an id, time and count it, and log it as one line of JSON if switched on.

The log names no person: it has routes instead of paths, and neither questions nor addresses.
"""

import json
import random
import re
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from faqbot.web.extensions.metrics import Metrics

# An id from outside is written to the log and sent back: letters, digits and a few signs only.
_VALID_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def init_request_log(app: Flask, metrics: Metrics, *, writes_lines: bool) -> None:
    """Time, count and log every request. Call this first: other hooks may end a request early."""

    @app.before_request
    def start_timer() -> None:
        g.started = time.perf_counter()
        client_id = request.environ.get("HTTP_X_REQUEST_ID", "")
        # The id must be unique, not secret: `secrets` would ask the system for every request.
        g.request_id = (
            client_id if _VALID_ID.fullmatch(client_id) else f"{random.getrandbits(64):016x}"
        )

    @app.after_request
    def log_request(response: Response) -> Response:
        took_s = time.perf_counter() - g.started
        route = request.url_rule.rule if request.url_rule else "unknown"
        response.headers.add("X-Request-ID", g.request_id)
        metrics.count_request(route, response.status_code, took_s)
        if writes_lines:
            line = {
                "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "request": g.request_id,
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(took_s * 1000, 2),
            }
            # In one piece: all workers write to the same stderr.
            sys.stderr.write(json.dumps(line) + "\n")
        return response


def request_id() -> str:
    """Return the id of this request: the valid one that came with it, else a random one."""
    return str(g.request_id)
