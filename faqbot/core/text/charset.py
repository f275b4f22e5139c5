"""The bytes of a page as text, decoded as browsers do.

Sources: https://encoding.spec.whatwg.org/ (labels and decoders) and
https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from webencodings import LABELS

# Browsers look at every tag up to here, and then at those in the head.
_PRESCAN_BYTES = 1024
_MAX_HEAD_BYTES = 500_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
)
# The codecs of Python that hold what browsers decode under a name.
_CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac-roman",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
}
_NOT_FOR_LINKS = frozenset({"utf-16be", "utf-16le", "replacement", "x-user-defined"})
_EUC_TO_WINDOWS = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
# Where browsers read another character than that codec does.
_DIFFERENCES: dict[str, dict[int, Any]] = {
    "euc-jp": _EUC_TO_WINDOWS,
    "gb18030": {0xE5E5: "\u3000"},
    "gbk": {0xE5E5: "\u3000"},
    "koi8-u": str.maketrans("╝╬", "ўЎ"),
    "x-mac-cyrillic": str.maketrans("¢∂", "Ґґ"),
    "x-user-defined": {byte: 0xF780 + byte - 0x80 for byte in range(0x80, 0x100)},
}
_ERRORS = "faqbot.charset"
_ESCAPE = re.compile(rb"\x1b(\$[@B]|\([BJI])")  # of ISO-2022-JP
_WITH_HIGH_BIT = bytes(byte | 0x80 if 0x20 < byte < 0x7F else byte for byte in range(256))
_PARAMETER = re.compile(r""";\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,]*))""", re.I)
_XML = re.compile(rb"""<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([^"'<>]{1,40})["']""")
_XML_IN_UTF_16 = ((b"<\x00?\x00x\x00", "utf-16le"), (b"\x00<\x00?\x00x", "utf-16be"))
# A comment, an element whose content is no markup, or a tag; each byte is read once.
_TAG = re.compile(
    rb"""<!--.*?(?:-->|\Z)
    | <(?P<raw>script|style|title|noscript|template)(?=[\s/>]).*?(?:</(?P=raw)(?=[\s/>])|\Z)
    | <(?P<name>/?[a-z][^\s/>]*)(?P<attributes>(?:[^"'>]|"[^"]*"|'[^']*')*)""",
    re.I | re.S | re.X,
)
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""",
)
_CONTENT_CHARSET = re.compile(r"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))""", re.I)
_HEAD = frozenset(b"html head meta link base bgsound basefont object /script /style".split())


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a page; `content_type` is the header."""
    return decode_with_charset(body, content_type)[1]


def decode_with_charset(body: bytes, content_type: str = "") -> tuple[str, str]:
    r"""Return the name of the codec in which the page's links are encoded, and its text.

    A byte order mark counts before the header, that before the first `meta` with a known charset,
    and that before an XML declaration. Without any, text is UTF-8 if it is valid, or windows-1252.

    >>> decode_with_charset(b"\x87@ caf\xa1", "text/html; charset=shift_jis")
    ('cp932', '① caf｡')
    """
    bom, name = next(((bom, name) for bom, name in _BOMS if body.startswith(bom)), (b"", ""))
    name = name or _of_header(content_type) or _of_page(body) or _guess(body)
    text = _decoded(name, body[len(bom) :]).replace("\x00", "")
    return _CODECS.get(name, name) if name not in _NOT_FOR_LINKS else "utf-8", text


def _of_header(content_type: str) -> str:
    match = _PARAMETER.search(content_type)
    return _known("".join(match.groups(""))) if match else ""


def _of_page(body: bytes) -> str:
    """Return the name of the charset that the page itself states, or ""."""
    head = body[:_MAX_HEAD_BYTES]
    name = next(filter(None, map(_stated, _metas(head))), "")
    if not name and (match := _XML.match(head)):
        name = _known(match[1].decode("latin-1"))
    if name.startswith("utf-16"):
        return "utf-8"  # ASCII was read to get here
    if name == "x-user-defined":
        return "windows-1252"
    return name or next((name for start, name in _XML_IN_UTF_16 if head.startswith(start)), "")


def _metas(head: bytes) -> Iterator[str]:
    """Yield the attributes of each `meta` among the first bytes or in the head, in order."""
    for match in _TAG.finditer(head):
        name = (match["name"] or b"").lower()
        if name == b"meta":
            yield match["attributes"].decode("latin-1")
        elif name and name not in _HEAD and match.start() >= _PRESCAN_BYTES:
            return


def _stated(attributes: str) -> str:
    """Return the charset that a `meta` with these attributes states, or ""."""
    values: dict[str, str] = {}
    for name, *value in _ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), "".join(value))
    if name := _known(values.get("charset", "")):
        return name
    is_declaration = values.get("http-equiv", "").strip().lower() == "content-type"
    match = _CONTENT_CHARSET.search(values.get("content", "")) if is_declaration else None
    return _known("".join(match.groups(""))) if match else ""


def _known(label: str) -> str:
    """Return the standard's name for a charset by any of its labels, or ""."""
    return str(LABELS.get(label.strip("\t\n\f\r ").lower(), ""))


def _guess(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError as error:
        # A page cut at the limit of its size may end within a character.
        is_cut = error.reason == "unexpected end of data" and not body[: error.start].isascii()
        return "utf-8" if is_cut else "windows-1252"
    # Text in another encoding is hardly ever valid UTF-8 by chance.
    return "utf-8"


def _decoded(name: str, body: bytes) -> str:
    if name == "replacement":  # charsets that can hide markup: browsers show none of the page
        return "\ufffd" if body else ""
    if name == "iso-2022-jp":
        # Python's codec lacks the characters of vendors, such as circled digits.
        first, *rest = _ESCAPE.split(body)
        parts = [(b"(B", first), *zip(rest[::2], rest[1::2], strict=True)]
        return "".join(_decoded(*_as_eight_bit(mode, part)) for mode, part in parts)
    # Python keeps handlers by name, so that registering one again changes nothing.
    codecs.register_error(_ERRORS, _replace_as_browsers)
    codec = "latin-1" if name == "x-user-defined" else _CODECS.get(name, name)
    text = body.decode(codec, _ERRORS)
    return text.translate(_DIFFERENCES[name]) if name in _DIFFERENCES else text


def _as_eight_bit(mode: bytes, part: bytes) -> tuple[str, bytes]:
    """Return the charset and the bytes that say what ISO-2022-JP says after an escape sequence."""
    if mode.startswith(b"$"):
        return "euc-jp", part.translate(_WITH_HIGH_BIT)
    return "shift_jis", part.translate(_WITH_HIGH_BIT) if mode == b"(I" else part


def _replace_as_browsers(error: UnicodeError) -> tuple[str, int]:
    """Return what browsers show for bytes that Python's codec cannot decode, and where they end."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    at, after = error.start, error.start + 2
    byte, pair = error.object[at], error.object[at:after]
    other = ""
    if error.encoding == "gb18030" and byte == 0x80:
        other, after = "€", at + 1
    elif error.encoding == "charmap" and byte < 0xA0:
        other, after = chr(byte), at + 1
    elif error.encoding == "big5hkscs":
        other = pair.decode("cp950", "ignore")
    elif error.encoding == "euc_jp" and len(pair) == 2 and min(pair) > 0xA0:
        other = _as_shift_jis(*pair).decode("cp932", "ignore")
    return (other, after) if len(other) == 1 else ("\ufffd", error.end)


def _as_shift_jis(first: int, second: int) -> bytes:
    """Return the two bytes of EUC-JP in Shift_JIS, which numbers the same characters.

    Source: JIS X 0208, row and cell of a character.
    """
    row, cell = first - 0xA1, second - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return bytes((lead, trail))
