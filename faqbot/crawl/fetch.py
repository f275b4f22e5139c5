"""One polite request: conditional, capped in bytes and time, with typed errors.

Redirects are returned, not followed: the crawler checks each hop like any other link.
"""

import hashlib
import ssl
import string
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from faqbot.crawl.connect import GuardedAdapter
from faqbot.crawl.guard import Guard, PrivateAddressError
from faqbot.errors import FetchError, RefusedError
from faqbot.records import Page

if TYPE_CHECKING:
    from zlib import _Decompress

_CHUNK = 65_536
_READ_TIMEOUT_S = 20.0
_KEPT_HEADERS = (
    "content-type",
    "content-language",
    "etag",
    "last-modified",
    "location",
    "retry-after",
    "x-robots-tag",
)
_READABLE = (
    "text/",
    "application/xhtml",
    "application/pdf",
    "application/xml",
    "application/octet-stream",  # what careless servers call a PDF
)


class Fetcher:
    """Asks one site for pages, one at a time, with a pause in between."""

    def __init__(
        self,
        guard: Guard,
        *,
        user_agent: str,
        delay_s: float,
        deadline_s: float,
        max_bytes: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.delay_s = delay_s
        self.user_agent = user_agent
        self._deadline_s = deadline_s
        self._max_bytes = max_bytes
        self._clock = clock
        self._sleep = sleep
        self._next_at = 0.0
        self._adapter = GuardedAdapter(guard)
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "text/html, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._adapter.close()

    def fetch(self, url: str, previous: Page | None = None) -> Page:
        """Return what the URL answers; the body is empty unless the status is 200.

        With `previous`, the request is conditional and the answer may have status 304.
        Raises RefusedError for private addresses and media types that are never read, and
        FetchError for everything that goes wrong on the way.
        """
        self._sleep(max(0.0, self._next_at - self._clock()))
        try:
            return self._request(url, previous)
        except PrivateAddressError as error:
            raise RefusedError(url, str(error)) from error
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise FetchError(url, _plain_reason(error)) from error
        finally:
            self._next_at = self._clock() + self.delay_s

    def _request(self, url: str, previous: Page | None) -> Page:
        ends_at = self._clock() + self._deadline_s
        request = requests.Request("GET", url, self._headers | _conditions(previous)).prepare()
        timeout_s = min(_READ_TIMEOUT_S, self._deadline_s)
        with (
            self._adapter.hanging_up_after(self._deadline_s),
            # A session would read the body of a redirect; an adapter does one request.
            self._adapter.send(request, stream=True, timeout=timeout_s, verify=True) as response,
        ):
            headers = {
                name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers
            }
            body = b""
            if response.status_code == HTTPStatus.OK:
                _check_media_type(url, headers.get("content-type", ""))
                packing = response.headers.get("content-encoding", "")
                body = self._read(url, response.raw, _Unpacker(url, packing), ends_at)
            elif "location" in headers:
                headers["location"] = _ascii_location(headers["location"])
            self._check_time(url, ends_at)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        digest = hashlib.sha256(body).hexdigest()
        return Page(url, response.status_code, now, headers, digest, body)

    def _read(
        self, url: str, raw: BaseHTTPResponse, unpacker: "_Unpacker", ends_at: float
    ) -> bytes:
        """Return the unpacked body; the cap holds for unpacked bytes, so no bomb unfolds."""
        body = bytearray()
        while packed := raw.read1(_CHUNK, decode_content=False):
            self._check_time(url, ends_at)
            body += unpacker.unpack(packed, self._max_bytes - len(body) + 1)
            if len(body) > self._max_bytes:
                raise FetchError(url, f"larger than {self._max_bytes:,} bytes")
        unpacker.finish()
        return bytes(body)

    def _check_time(self, url: str, ends_at: float) -> None:
        if self._clock() > ends_at:
            raise FetchError(url, f"not complete after {self._deadline_s:g} seconds")


class _Unpacker:
    """Undoes gzip and deflate within bounds, and notices a stream that was cut off."""

    def __init__(self, url: str, packing: str) -> None:
        self._url = url
        self._name = packing.strip().lower()
        if self._name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(url, f"comes packed as {self._name}, which was not asked for")
        self._is_plain = self._name in ("", "identity")
        self._stream: _Decompress | None = None

    def unpack(self, packed: bytes, limit: int) -> bytes:
        """Return what comes out, at most `limit` bytes if it was packed."""
        if self._is_plain:
            return packed
        out = bytearray()
        try:
            while packed and len(out) < limit:
                if self._stream is None or self._stream.eof:  # gzip may hold several streams
                    self._stream = zlib.decompressobj(self._window(packed))
                out += self._stream.decompress(packed, limit - len(out))
                packed = self._stream.unused_data
        except zlib.error as error:
            raise FetchError(self._url, "cannot be unpacked; its packing is damaged") from error
        return bytes(out)

    def finish(self) -> None:
        """Raise FetchError if more should have come."""
        if self._stream is not None and not self._stream.eof:
            raise FetchError(self._url, "breaks off before its end")

    def _window(self, packed: bytes) -> int:
        """Return zlib's `wbits`: "deflate" should have zlib's header, and some leave it out."""
        if self._name != "deflate":
            return 16 + zlib.MAX_WBITS
        has_header = packed[0] & 0x0F == zlib.DEFLATED
        return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _conditions(previous: Page | None) -> dict[str, str]:
    if previous is None:
        return {}
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {name: previous.headers[kept] for name, kept in pairs if kept in previous.headers}


def _check_media_type(url: str, content_type: str) -> None:
    if content_type and not content_type.strip().lower().startswith(_READABLE):
        raise RefusedError(url, f"{content_type} is not a kind of page that is read")


def _ascii_location(location: str) -> str:
    """Return a redirect's target with its raw bytes escaped; header bytes come as Latin-1."""
    return quote(location.encode("latin-1"), safe=string.punctuation)


def _plain_reason(error: Exception) -> str:
    """Return the cause in words for people, without the libraries' wrapping."""
    causes = list(_causes(error))

    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if has(TimeoutError, ReadTimeoutError):
        return "no answer in time"
    if has(ssl.SSLCertVerificationError):
        return "its certificate cannot be trusted"
    if has(ssl.SSLError):
        return "no secure connection can be made; does the server know https?"
    if has(IncompleteRead):
        return "breaks off before its end"
    if has(ConnectionResetError):
        return "the server hung up without an answer"
    if has(HTTPException):
        return "the answer is not HTTP"
    for cause in causes:
        if isinstance(cause, OSError) and cause.strerror:
            return f"cannot be reached ({cause.strerror})"
    return f"cannot be asked for ({type(causes[-1]).__name__})"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what it wraps, innermost last; each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
