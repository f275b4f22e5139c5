"""Decodes compressed bodies piece by piece, within bounds."""

import zlib
from http.client import IncompleteRead
from typing import TYPE_CHECKING

from faqbot.core.errors import FetchError

if TYPE_CHECKING:
    from zlib import _Decompress

_PLAIN = ("", "identity")


class Decoder:
    """Decodes gzip and deflate and detects truncated streams.

    Raises FetchError for any other Content-Encoding, or for several.
    """

    def __init__(self, url: str, content_encoding: str) -> None:
        self._url = url
        self._name = content_encoding.strip().lower()
        if self._name not in (*_PLAIN, "gzip", "x-gzip", "deflate"):
            raise FetchError(
                url, f"sent with Content-Encoding {self._name}, which was not requested"
            )
        self._stream: _Decompress | None = None

    def decode(self, encoded: bytes, limit: int) -> bytes:
        """Return the decoded bytes, at most `limit` of them if compressed."""
        if self._name in _PLAIN:
            return encoded
        out = bytearray()
        try:
            while encoded and len(out) < limit:
                if self._stream is None or self._stream.eof:  # gzip may hold several streams
                    self._stream = zlib.decompressobj(self._window(encoded))
                out += self._stream.decompress(encoded, limit - len(out))
                encoded = self._stream.unused_data
        except zlib.error as error:
            raise FetchError(self._url, "its compressed body is damaged") from error
        return bytes(out)

    def finish(self) -> None:
        """Raise IncompleteRead if the stream was truncated."""
        if self._stream is not None and not self._stream.eof:
            raise IncompleteRead(b"")

    def _window(self, encoded: bytes) -> int:
        """Return zlib's `wbits`; some servers send "deflate" without a header (RFC 9110, 8.4)."""
        if self._name != "deflate":
            return 16 + zlib.MAX_WBITS
        # RFC 1950: the low four bits of a zlib header name the method.
        has_header = encoded[0] & 0x0F == zlib.DEFLATED
        return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
