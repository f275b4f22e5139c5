"""Polite requests to one site: conditional, bounded in bytes and time, with typed errors.

Redirects are returned, not followed: the crawler checks each hop like any other link. A request
is tried up to three times if the server is busy or the connection breaks.
"""

import hashlib
import string
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPException
from math import inf
from threading import Timer
from typing import Self
from urllib.parse import quote, urlsplit

import requests
from requests import PreparedRequest, Response
from urllib3 import HTTPHeaderDict
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from faqbot.core.errors import FetchError, RefusedError
from faqbot.core.records import Page
from faqbot.crawl.http.connect import GuardedAdapter, MakeTimer, trusted_certificates
from faqbot.crawl.http.content_types import PAGE, ContentTypes, is_binary, is_read
from faqbot.crawl.http.cookies import Cookies
from faqbot.crawl.http.decoding import Decoder
from faqbot.crawl.http.network_errors import is_transient, plain_reason
from faqbot.crawl.http.ssrf_guard import PrivateAddressError, SsrfGuard
from faqbot.crawl.http.throttle import MAX_REST_S, Throttle, retry_after_s

_CHUNK = 65_536
_READ_TIMEOUT_S = 20.0
_BACKOFFS_S = (1.0, 2.0, inf)  # before the second and the third try; then give up
_MAX_TRIES_S = 38.0
# A try that has less time left is not worth a request.
_MIN_TRY_S = 3.0
_MAX_RETRY_AFTER_S = 1e8  # three years; a date far beyond would overflow
_LIBRARY_ERRORS = (requests.RequestException, HTTPError, HTTPException, OSError, ValueError)
_OVERLOADED = (429, 503)
_TRANSIENT = (429, 500, 502, 503, 504)
_MAX_HEADER_CHARS = 8192
_ACCEPT = {"Accept": "text/html, application/pdf, */*;q=0.5", "Accept-Encoding": "gzip, deflate"}
_STORED_HEADERS = """
    content-type content-language content-disposition etag last-modified link location retry-after
    x-robots-tag
""".split()


class Fetcher:
    """Requests the pages of one site, one at a time, throttled.

    `user_agent` is product/version, sent with `contact`, or with the address of the site itself if
    there is none: most crawls are of one's own site. Not thread-safe; fetchers share nothing, so
    use one for each site.
    """

    def __init__(
        self,
        guard: SsrfGuard,
        *,
        user_agent: str,
        contact: str,
        delay_s: float,
        deadline_s: float,
        max_bytes: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        timer: MakeTimer = Timer,
    ) -> None:
        self.user_agent = user_agent
        self._deadline_s = deadline_s
        self._max_bytes = max_bytes
        self._clock = clock
        self._now = now
        self.throttle = Throttle(delay_s, clock=clock, sleep=sleep)
        self._cookies = Cookies()
        self._adapter = GuardedAdapter(guard, timer)
        self._verify = trusted_certificates()
        self._contact = contact

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._adapter.close()

    def fetch(self, url: str, previous: Page | None = None, accept: ContentTypes = PAGE) -> Page:
        """Return the response; its body is empty unless the status is 200.

        With `previous`, the request is conditional and the status may be 304. Transient failures
        are retried at most twice, within 38 seconds. Raises RefusedError for private addresses and
        unwanted content types, FetchError for every other failure.
        """
        self.throttle.wait()
        ends_at = self._clock() + max(_MAX_TRIES_S, self._deadline_s)
        for backoff_s in _BACKOFFS_S:
            cookies = self._cookies.header(url)
            response = self._try(url, previous, accept, ends_at)
            # A redirect to itself that set a cookie: ask again at once.
            if self._cookies.header(url) != cookies:
                pause_s = 0.0
            else:
                pause_s = backoff_s if _is_transient(response) else inf
            if not self.throttle.wait(pause_s, before=ends_at - _MIN_TRY_S):
                break
        if isinstance(response, FetchError):
            raise response
        return response

    def _try(
        self, url: str, previous: Page | None, accept: ContentTypes, ends_at: float
    ) -> Page | FetchError:
        """Return the page, or a transient failure; raise a permanent one."""
        deadline_s = min(self._deadline_s, ends_at - self._clock())
        try:
            return self._request(url, previous, accept, deadline_s)
        except PrivateAddressError as error:
            raise RefusedError(url, str(error)) from error
        except _LIBRARY_ERRORS as error:
            failure = FetchError(url, plain_reason(error))
            failure.__cause__ = error
            if is_transient(error):
                return failure
            raise failure from error

    def _request(
        self, url: str, previous: Page | None, accept: ContentTypes, deadline_s: float
    ) -> Page:
        started_at = self._clock()
        responded_at, status, requested_s = 0.0, 0, 0.0
        try:
            with (
                self._adapter.deadline(deadline_s),
                # A session would read the body of a redirect; an adapter does one request.
                self._adapter.send(
                    self._prepared(url, previous),
                    stream=True,
                    timeout=min(_READ_TIMEOUT_S, deadline_s),
                    verify=self._verify,
                ) as response,
            ):
                responded_at, status = self._clock(), response.status_code
                if status in _TRANSIENT:
                    retry_after = response.headers.get("retry-after", "")
                    requested_s = retry_after_s(retry_after, self._now())
                self._check_status(url, status, previous, requested_s)
                return self._page(url, response, accept, started_at + deadline_s)
        finally:
            response_s = (responded_at or self._clock()) - started_at
            is_overloaded = status in _OVERLOADED
            # Failures count too: a server that hangs needs a rest as well.
            self.throttle.record(response_s, is_overloaded=is_overloaded, requested_s=requested_s)

    def _check_status(
        self, url: str, status: int, previous: Page | None, requested_s: float
    ) -> None:
        """Raise FetchError for a response that holds no page and that no retry would change."""
        if status == HTTPStatus.NOT_MODIFIED and previous is None:
            raise FetchError(url, "HTTP status 304, though the request was not conditional")
        if HTTPStatus.OK < status < HTTPStatus.MULTIPLE_CHOICES:
            raise FetchError(url, f"HTTP status {status}, which holds no complete page")
        if requested_s > MAX_REST_S:
            moment = self._now() + timedelta(seconds=min(requested_s, _MAX_RETRY_AFTER_S))
            raise FetchError(url, f"HTTP status {status}, retry after {moment:%Y-%m-%d %H:%M} UTC")

    def _prepared(self, url: str, previous: Page | None) -> PreparedRequest:
        contact = quote(self._contact or _origin(url), safe=string.punctuation)
        headers = _ACCEPT | {"User-Agent": f"{self.user_agent} (+{contact})"}
        headers |= _conditions(previous)
        if cookies := self._cookies.header(url):
            headers["Cookie"] = cookies
        # Without an explicit `auth`, requests would send credentials from the URL or .netrc.
        return requests.Request("GET", url, headers, auth=lambda request: request).prepare()

    def _page(self, url: str, response: Response, accept: ContentTypes, ends_at: float) -> Page:
        raw = response.raw
        headers = _stored_headers(raw.headers)
        body = b""
        if response.status_code == HTTPStatus.OK:
            media_type = headers.get("content-type", "")
            if not is_read(accept, media_type):
                raise RefusedError(url, f"unsupported content type {media_type}")
            body = self._body(url, raw, accept, ends_at)
            if not accept.may_be_binary and is_binary(body, media_type):
                raise RefusedError(url, f"binary data, sent as {media_type or 'an unknown type'}")
        elif "location" in headers:
            self._cookies.take(url, headers["location"], raw.headers.getlist("set-cookie"))
        self._check_time(url, ends_at)
        fetched_at = self._now().isoformat(timespec="seconds")
        digest = hashlib.sha256(body).hexdigest()
        return Page(url, response.status_code, fetched_at, headers, digest, body)

    def _body(self, url: str, raw: BaseHTTPResponse, accept: ContentTypes, ends_at: float) -> bytes:
        """Return the decoded body; the limit holds for encoded and for decoded bytes."""
        limit = accept.first_bytes or self._max_bytes
        too_large = FetchError(url, f"larger than {self._max_bytes:,} bytes")
        # Refused before the download, if the server states the length.
        if not accept.first_bytes and (raw.length_remaining or 0) > limit:
            raise too_large
        decoder = Decoder(url, raw.headers.get("content-encoding", ""))
        body, encoded_bytes = bytearray(), 0
        # read1 returns what has come, so that the deadline is checked between slow packets too.
        while encoded := raw.read1(_CHUNK, decode_content=False):
            self._check_time(url, ends_at)
            encoded_bytes += len(encoded)
            # One byte more than the limit tells a body that is too large from one that just fits.
            body += decoder.decode(encoded, limit - len(body) + 1)
            if accept.first_bytes and len(body) > limit:
                return bytes(body[:limit])
            if max(encoded_bytes, len(body)) > self._max_bytes:
                raise too_large
        decoder.finish()
        return bytes(body)

    def _check_time(self, url: str, ends_at: float) -> None:
        if self._clock() > ends_at:
            raise FetchError(url, f"not complete after {self._deadline_s:g} seconds")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"


def _is_transient(response: Page | FetchError) -> bool:
    return isinstance(response, FetchError) or response.status in _TRANSIENT


def _conditions(previous: Page | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed."""
    headers = previous.headers if previous else {}
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    # Some servers send tags that cannot be sent back.
    return {name: value for name, value in conditions.items() if _is_sendable(value)}


def _is_sendable(value: str) -> bool:
    return bool(value) and value.isascii() and value.isprintable()


def _stored_headers(headers: HTTPHeaderDict) -> dict[str, str]:
    stored = {}
    for name in _STORED_HEADERS:
        # Each X-Robots-Tag may name another robot; joined by commas they would mix.
        value = ("\n" if name == "x-robots-tag" else ", ").join(headers.getlist(name))
        if value and len(value) <= _MAX_HEADER_CHARS:
            stored[name] = value
    if "location" in stored:
        # http.client decodes header bytes as Latin-1, whatever the server meant.
        stored["location"] = quote(stored["location"].encode("latin-1"), safe=string.punctuation)
    return stored
