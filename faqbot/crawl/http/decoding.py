"""A packed body unpacked piece by piece, within bounds."""

import zlib
from http.client import IncompleteRead
from typing import TYPE_CHECKING

from faqbot.core.errors import FetchError

if TYPE_CHECKING:
    from zlib import _Decompress


class Decoder:
    """Undoes gzip and deflate, and notices a stream that was cut off.

    Raises FetchError at once if the body is packed in any other way, or more than once.
    """

    def __init__(self, url: str, packing: str) -> None:
        self._url = url
        self._name = packing.strip().lower()
        if self._name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(url, f"comes packed as {self._name}, which was not asked for")
        self._is_plain = self._name in ("", "identity")
        self._stream: _Decompress | None = None

    def decode(self, packed: bytes, limit: int) -> bytes:
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
        """Raise IncompleteRead if more should have come."""
        if self._stream is not None and not self._stream.eof:
            raise IncompleteRead(b"")

    def _window(self, packed: bytes) -> int:
        """Return zlib's `wbits`: "deflate" should have zlib's header, and some leave it out."""
        if self._name != "deflate":
            return 16 + zlib.MAX_WBITS
        has_header = packed[0] & 0x0F == zlib.DEFLATED
        return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
