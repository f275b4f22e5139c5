"""The bytes of a page as text, decoded as browsers do."""

from w3lib.encoding import html_to_unicode


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a page; `content_type` is the header."""
    return decode_with_charset(body, content_type)[1]


def decode_with_charset(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Return Python's name for the charset of a page, and its text.

    Source: the WHATWG encoding standard as implemented by w3lib (byte order mark, header, page,
    guess; Latin-1 means windows-1252).
    """
    try:
        name, text = html_to_unicode(content_type, body, auto_detect_fun=_guess_charset)
    except (LookupError, ValueError):  # a charset that Python knows and cannot decode with
        name = _guess_charset(body)
        text = body.decode(name, "replace")
    return name, text.replace("\x00", "")


def _guess_charset(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        return "cp1252"
    # Text in another encoding is hardly ever valid UTF-8 by chance.
    return "utf-8"
