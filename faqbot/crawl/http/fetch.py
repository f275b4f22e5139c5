"""One page of a site, asked for politely: conditional, capped in bytes and time, with typed errors.

Redirects are returned, not followed: the crawler checks each hop like any other link. What may
pass, such as a busy server or a broken connection, is tried up to three times.
"""

import hashlib
import string
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPException
from math import inf
from typing import Self
from urllib.parse import quote, urlsplit

import requests
from requests import PreparedRequest, Response
from urllib3 import HTTPHeaderDict
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from faqbot.core.errors import FetchError, RefusedError
from faqbot.core.records import Page
from faqbot.crawl.http.connect import GuardedAdapter, trusted_certificates
from faqbot.crawl.http.content_types import PAGE, ContentTypes, is_binary, is_read
from faqbot.crawl.http.cookies import Cookies
from faqbot.crawl.http.decoding import Decoder
from faqbot.crawl.http.network_errors import may_pass, plain_reason
from faqbot.crawl.http.ssrf_guard import PrivateAddressError, SsrfGuard
from faqbot.crawl.http.throttle import MAX_REST_S, Throttle, retry_after_s

_CHUNK = 65_536
_READ_TIMEOUT_S = 20.0
_BACKOFFS_S = (1.0, 2.0, inf)  # before the second try, before the third, and no more
_ALL_TRIES_S = 38.0
_MIN_FOR_A_TRY_S = 3.0
_FAR_S = 1e8  # three years are as good as never
_LIBRARY_ERRORS = (requests.RequestException, HTTPError, HTTPException, OSError, ValueError)
_COMPLAINTS = (429, 503)
_MAY_PASS = (429, 500, 502, 503, 504)
_MAX_HEADER = 8192
_KEPT_HEADERS = (
    "content-type",
    "content-language",
    "content-disposition",
    "etag",
    "last-modified",
    "link",
    "location",
    "retry-after",
    "x-robots-tag",
)


class Fetcher:
    """Asks one site for pages, one at a time, at a pace that the site can bear.

    `user_agent` is product/version; `contact` is told beside it, and without one the site itself,
    whose own search this most likely is. For one thread; fetchers share nothing, so that several
    sites can be asked at the same time.
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
    ) -> None:
        self.user_agent = user_agent
        self._deadline_s = deadline_s
        self._max_bytes = max_bytes
        self._clock = clock
        self._now = now
        self._throttle = Throttle(delay_s, clock=clock, sleep=sleep)
        self._cookies = Cookies()
        self._adapter = GuardedAdapter(guard)
        self._verify = trusted_certificates()
        self._contact = contact
        self._headers = {
            "Accept": "text/html, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._adapter.close()

    @property
    def delay_s(self) -> float:
        """The least time from one request's start to the next one's; may be set."""
        return self._throttle.delay_s

    @delay_s.setter
    def delay_s(self, delay_s: float) -> None:
        self._throttle.delay_s = delay_s

    def fetch(self, url: str, previous: Page | None = None, accept: ContentTypes = PAGE) -> Page:
        """Return what the URL answers; the body is empty unless the status is 200.

        With `previous`, the request is conditional and the answer may have status 304. A server
        that is busy or breaks off is asked again, at most twice and within 38 seconds. Raises
        RefusedError for private addresses and for what is never read, and FetchError for
        everything that goes wrong on the way.
        """
        self._throttle.wait()
        ends_at = self._clock() + max(_ALL_TRIES_S, self._deadline_s)
        for backoff_s in _BACKOFFS_S:
            cookies = self._cookies.header(url)
            answer = self._try(url, previous, accept, ends_at)
            if self._cookies.header(url) != cookies:
                pause_s = 0.0
            else:
                pause_s = backoff_s if _may_pass(answer) else inf
            if not self._throttle.wait(pause_s, before=ends_at - _MIN_FOR_A_TRY_S):
                break
        if isinstance(answer, FetchError):
            raise answer
        return answer

    def _try(
        self, url: str, previous: Page | None, accept: ContentTypes, ends_at: float
    ) -> Page | FetchError:
        """Return the page, or the failure if it may pass; raise it if not."""
        deadline_s = min(self._deadline_s, ends_at - self._clock())
        try:
            return self._request(url, previous, accept, deadline_s)
        except PrivateAddressError as error:
            raise RefusedError(url, str(error)) from error
        except _LIBRARY_ERRORS as error:
            failure = FetchError(url, plain_reason(error))
            failure.__cause__ = error
            if may_pass(error):
                return failure
            raise failure from error

    def _request(
        self, url: str, previous: Page | None, accept: ContentTypes, deadline_s: float
    ) -> Page:
        started_at = self._clock()
        answered_at, status, asked_s = 0.0, 0, 0.0
        try:
            with (
                self._adapter.hanging_up_after(deadline_s),
                # A session would read the body of a redirect; an adapter does one request.
                self._adapter.send(
                    self._prepared(url, previous),
                    stream=True,
                    timeout=min(_READ_TIMEOUT_S, deadline_s),
                    verify=self._verify,
                ) as response,
            ):
                answered_at, status = self._clock(), response.status_code
                if status in _MAY_PASS:
                    asked_s = retry_after_s(response.headers.get("retry-after", ""), self._now())
                self._check_status(url, status, previous, asked_s)
                return self._page(url, response, accept, started_at + deadline_s)
        finally:
            answer_s = (answered_at or self._clock()) - started_at
            self._throttle.record(answer_s, is_overloaded=status in _COMPLAINTS, asked_s=asked_s)

    def _check_status(self, url: str, status: int, previous: Page | None, asked_s: float) -> None:
        """Raise FetchError if neither a page nor a later try of this run can come of the answer."""
        if status == HTTPStatus.NOT_MODIFIED and previous is None:
            raise FetchError(url, "answers 304 (not modified), though no earlier copy was named")
        if HTTPStatus.OK < status < HTTPStatus.MULTIPLE_CHOICES:
            raise FetchError(url, f"answers {status}, which brings no whole page")
        if asked_s > MAX_REST_S:
            moment = self._now() + timedelta(seconds=min(asked_s, _FAR_S))
            raise FetchError(
                url, f"answers {status} and asks to come back after {moment:%Y-%m-%d %H:%M} UTC"
            )

    def _prepared(self, url: str, previous: Page | None) -> PreparedRequest:
        whom = quote(self._contact or _origin(url), safe=string.punctuation)
        headers = self._headers | {"User-Agent": f"{self.user_agent} (+{whom})"}
        headers |= _conditions(previous)
        if cookies := self._cookies.header(url):
            headers["Cookie"] = cookies
        # Without an `auth` of its own, requests sends the user name of a URL.
        return requests.Request("GET", url, headers, auth=lambda request: request).prepare()

    def _page(self, url: str, response: Response, accept: ContentTypes, ends_at: float) -> Page:
        raw = response.raw
        headers = _kept_headers(raw.headers)
        body = b""
        if response.status_code == HTTPStatus.OK:
            media_type = headers.get("content-type", "")
            if not is_read(accept, media_type):
                raise RefusedError(url, f"{media_type} is not a kind of page that is read")
            body = self._body(url, raw, accept, ends_at)
            if not accept.may_be_binary and is_binary(body, media_type):
                called = f"called {media_type}" if media_type else "not said to be"
                raise RefusedError(url, f"holds binary data, though it is {called}")
        elif "location" in headers:
            self._cookies.take(url, headers["location"], raw.headers.getlist("set-cookie"))
        self._check_time(url, ends_at)
        fetched_at = self._now().isoformat(timespec="seconds")
        digest = hashlib.sha256(body).hexdigest()
        return Page(url, response.status_code, fetched_at, headers, digest, body)

    def _body(self, url: str, raw: BaseHTTPResponse, accept: ContentTypes, ends_at: float) -> bytes:
        """Return the unpacked body; the cap holds for packed and for unpacked bytes."""
        most = accept.first_bytes or self._max_bytes
        too_large = FetchError(url, f"larger than {self._max_bytes:,} bytes")
        if not accept.first_bytes and (raw.length_remaining or 0) > most:
            raise too_large
        decoder = Decoder(url, raw.headers.get("content-encoding", ""))
        body, packed_bytes = bytearray(), 0
        while packed := raw.read1(_CHUNK, decode_content=False):
            self._check_time(url, ends_at)
            packed_bytes += len(packed)
            body += decoder.decode(packed, most - len(body) + 1)
            if accept.first_bytes and len(body) > most:
                return bytes(body[:most])
            if max(packed_bytes, len(body)) > self._max_bytes:
                raise too_large
        decoder.finish()
        return bytes(body)

    def _check_time(self, url: str, ends_at: float) -> None:
        if self._clock() > ends_at:
            raise FetchError(url, f"not complete after {self._deadline_s:g} seconds")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"


def _may_pass(answer: Page | FetchError) -> bool:
    return isinstance(answer, FetchError) or answer.status in _MAY_PASS


def _conditions(previous: Page | None) -> dict[str, str]:
    if previous is None:
        return {}
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    kept = [(name, previous.headers.get(header, "")) for name, header in pairs]
    return {
        name: value for name, value in kept if value and value.isascii() and value.isprintable()
    }


def _kept_headers(headers: HTTPHeaderDict) -> dict[str, str]:
    kept = {}
    for name in _KEPT_HEADERS:
        # Each X-Robots-Tag may be for another robot: one a line, as commas would mix them.
        value = ("\n" if name == "x-robots-tag" else ", ").join(headers.getlist(name))
        if value and len(value) <= _MAX_HEADER:
            kept[name] = value
    if "location" in kept:
        # Header bytes come as Latin-1, whatever they are.
        kept["location"] = quote(kept["location"].encode("latin-1"), safe=string.punctuation)
    return kept
