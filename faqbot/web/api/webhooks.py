"""What a CMS may call after it has published: start a reindex, and see how far it is."""

import hmac
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import NotFound, Unauthorized

from faqbot.core.records import Job
from faqbot.core.settings import Settings
from faqbot.jobs.control import Spawn, job_with_log, spawn_detached, start_reindex

_OFF = "this is switched off; the setting reindex.token switches it on"
_WHO = "send the token of the setting reindex.token: Authorization: Bearer TOKEN"
_INSIDE = ("pid",)


def make_webhooks(settings: Settings, spawn: Spawn = spawn_detached) -> Blueprint:
    """Return the routes below /api/v1 that need the token; `spawn` starts a program."""
    hooks = Blueprint("hooks", __name__, url_prefix="/api/v1")

    @hooks.before_request
    def check_token() -> None:
        if not settings.reindex.token:
            raise NotFound(_OFF)
        kind, _, sent = request.headers.get("Authorization", "").partition(" ")
        # Headers come as Latin-1; compared as bytes, in the same time whatever was sent.
        is_right = hmac.compare_digest(
            sent.strip().encode("latin-1", "replace"), settings.reindex.token.encode()
        )
        if kind.lower() != "bearer" or not is_right:
            raise Unauthorized(_WHO)

    @hooks.after_request
    def ask_for_token(response: Response) -> Response:
        if response.status_code == Unauthorized.code:
            response.headers["WWW-Authenticate"] = "Bearer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @hooks.post("/reindex")
    def start() -> tuple[Response, int]:
        job_id = start_reindex(settings, "webhook", spawn=spawn)
        place = url_for(".job", job_id=job_id)
        answer = jsonify({"job": job_id, "url": place})
        answer.headers["Location"] = place
        return answer, 202

    @hooks.get("/jobs/<int:job_id>")
    def job(job_id: int) -> Response:
        found, log = job_with_log(settings, job_id)
        return jsonify(_job_json(found) | {"log": log})

    return hooks


def _job_json(job: Job) -> dict[str, Any]:
    return {name: value for name, value in asdict(job).items() if name not in _INSIDE}
