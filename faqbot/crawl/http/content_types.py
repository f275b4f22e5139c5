"""Which responses are read, by purpose: media types, size, and a look at the bytes."""

import codecs
import re
from dataclasses import dataclass

# PDF readers look for "%PDF-" within the first 1024 bytes.
_SNIFFED_BYTES = 1024
_MAX_CONTROL_SHARE = 0.05
# Bytes that no text has in any encoding; ISO-2022 uses 14, 15 and 27.
_CONTROLS = bytes([*range(9), 11, *range(16, 27), 28, 29, 30, 31])
# The first bytes of images, archives, audio, fonts and old Office files.
_SIGNATURE = re.compile(
    rb"\x89PNG|GIF8[79]a|\xff\xd8\xff|RIFF|PK\x03\x04|\x1f\x8b|Rar!|7z\xbc\xaf|OggS|ID3[\x03\x04]|"
    rb"wOF|\xd0\xcf\x11\xe0"
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class ContentTypes:
    """What is accepted as the response of a request.

    `media_types` are prefixes. With `first_bytes`, only that much is read; without, a body larger
    than the fetcher's limit is an error.
    """

    media_types: tuple[str, ...]
    may_be_binary: bool = False
    first_bytes: int | None = None


PAGE = ContentTypes(
    (
        "text/",
        "application/xhtml",
        "application/pdf",
        "application/x-pdf",
        "application/xml",
        "application/octet-stream",  # as some servers send PDFs
    )
)
SITEMAP = ContentTypes(
    (
        *PAGE.media_types,
        "application/gzip",
        "application/x-gzip",
        "application/rss+xml",
        "application/atom+xml",
        "binary/octet-stream",
    ),
    may_be_binary=True,
)
# RFC 9309, 2.5: parse at least 500 KiB.
ROBOTS = ContentTypes(("",), may_be_binary=True, first_bytes=512_000)


def is_read(accept: ContentTypes, content_type: str) -> bool:
    """Return whether a body of this type, or of none, should be downloaded."""
    return not content_type or content_type.strip().lower().startswith(accept.media_types)


def is_binary(body: bytes, content_type: str) -> bool:
    """Return whether the body is neither text nor a PDF, whatever its type says.

    >>> is_binary(b"GIF89a" + bytes(64), "text/html"), is_binary(b"<p>Open</p>", "text/html")
    (True, False)
    """
    start = body[:_SNIFFED_BYTES]
    # UTF-16 is full of zero bytes, which would count as control characters.
    if b"%PDF-" in start or start.startswith(_WIDE) or "utf-16" in content_type.lower():
        return False
    if _SIGNATURE.match(start):
        return True
    control_count = len(start) - len(start.translate(None, _CONTROLS))
    return control_count > len(start) * _MAX_CONTROL_SHARE
