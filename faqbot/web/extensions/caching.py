"""Responses that a browser need not load twice: ETag, Cache-Control and 304."""

import json
from hashlib import blake2b
from typing import Any, NamedTuple

from flask import Response, request

# What is asked may be personal: kept by the browser only, and asked for again each time, so that
# the question log counts it and a new build answers at once.
PRIVATE_REVALIDATE = "private, no-cache"
# Completions of the same letters may be a minute old.
PRIVATE_ONE_MINUTE = "private, max-age=60"
# A document is the same for everybody.
PUBLIC_REVALIDATE = "public, no-cache"


class Prepared(NamedTuple):
    """A JSON object as bytes, and its ETag."""

    body: bytes
    etag: str


def encoded(told: dict[str, Any]) -> Prepared:
    """Return the object, ready to be sent."""
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Prepared(body, f'W/"{blake2b(body, digest_size=12).hexdigest()}"')


def json_response(prepared: Prepared, cache_control: str, *, aside: bytes = b"") -> Response:
    """Return a response with the object, or 304 if the client has it already.

    `aside` is put before the last brace and makes no difference to the ETag, which is weak.
    """
    headers = {"ETag": prepared.etag, "Cache-Control": cache_control}
    if _has(prepared.etag):
        return Response(status=304, headers=headers)
    body = prepared.body[:-1] + aside + b"}" if aside else prepared.body
    return Response(body, content_type="application/json", headers=headers)


def _has(etag: str) -> bool:
    if "HTTP_IF_NONE_MATCH" not in request.environ:
        return False
    return request.if_none_match.contains_weak(etag[3:-1])
