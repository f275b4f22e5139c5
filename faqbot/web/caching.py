"""Responses that a browser need not load twice: ETag, Cache-Control and 304."""

from hashlib import blake2b

from flask import Response, request

# What is asked may be personal: kept by the browser only, and asked for again each time, so that
# the question log counts it and a new build answers at once.
ASKED_AGAIN = "private, no-cache"
# Completions of the same letters may be a minute old.
FOR_A_MINUTE = "private, max-age=60"
# A document is the same for everybody.
SHARED = "public, no-cache"


def json_response(body: bytes, cache_control: str, *, aside: bytes = b"") -> Response:
    """Return a JSON object with its ETag, or 304 if the client has it already.

    `aside` is put before the last brace and makes no difference to the ETag, which is weak.
    """
    etag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    if _is_known(etag):
        response = Response(status=304)
    else:
        response = Response(body[:-1] + aside + b"}", mimetype="application/json")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control
    return response


def _is_known(etag: str) -> bool:
    return "HTTP_IF_NONE_MATCH" in request.environ and request.if_none_match.contains_weak(
        etag[3:-1]
    )
