"""Webhooks for a CMS: start a reindex after publishing, and follow its progress."""

import hmac
from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import NotFound, Unauthorized

from faqbot.core.settings import Settings
from faqbot.jobs.control import Spawn, job_with_log, spawn_detached, start_reindex

_SWITCHED_OFF = "webhooks are switched off; set reindex.token to switch them on"
_UNAUTHORIZED = "send the token of the setting reindex.token: Authorization: Bearer TOKEN"


def make_webhooks(settings: Settings, spawn: Spawn = spawn_detached) -> Blueprint:
    """Return the routes below /api/v1 that need the token; `spawn` starts the job's process."""
    webhooks = Blueprint("webhooks", __name__, url_prefix="/api/v1")

    @webhooks.before_request
    def check_token() -> None:
        if not settings.reindex.token:
            raise NotFound(_SWITCHED_OFF)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        # Headers are Latin-1. Comparing takes the same time whatever the token, so that nobody can
        # guess it letter by letter.
        is_valid = hmac.compare_digest(
            token.strip().encode("latin-1", "replace"), settings.reindex.token.encode()
        )
        if scheme.lower() != "bearer" or not is_valid:
            raise Unauthorized(_UNAUTHORIZED)

    @webhooks.after_request
    def add_headers(response: Response) -> Response:
        if response.status_code == Unauthorized.code:
            response.headers["WWW-Authenticate"] = "Bearer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @webhooks.post("/reindex")
    def start() -> tuple[Response, int]:
        job_id = start_reindex(settings, "webhook", spawn=spawn)
        url = url_for(".job", job_id=job_id)
        response = jsonify({"job": job_id, "url": url})
        response.headers["Location"] = url
        return response, 202

    @webhooks.get("/jobs/<int:job_id>")
    def job(job_id: int) -> Response:
        record, log = job_with_log(settings, job_id)
        fields = asdict(record) | {"log": log}
        del fields["pid"]  # of no use to the CMS
        return jsonify(fields)

    return webhooks
