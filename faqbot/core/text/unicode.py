"""Unicode clean-up: text composed, on one line, without invisible characters."""

import re
import unicodedata

# Control, format, private and surrogate characters of Unicode 15, except white space.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ud800-\uf8ff\ufeff\ufff9-\ufffb\U000110bd"
    "\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
_COMBINING = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000))))
_LONG_RUN = re.compile(f"([{_COMBINING}]{{30}})[{_COMBINING}]+")
# A cheaper test that rules out most texts.
_MAYBE_LONG_RUN = re.compile("[\u0300-\U0001f000]{31}")


def squeeze(text: str) -> str:
    r"""Return the text composed (NFC), on one line, without control or invisible characters.

    >>> squeeze("  soft\u00adhyphen\x00 and\n\tlines ")
    'softhyphen and lines'
    """
    line = " ".join(text.split())
    if line.isprintable():  # no invisible character, and composing makes none
        return line if line.isascii() else unicodedata.normalize("NFC", limit_marks(line))
    visible = _INVISIBLE.sub("", text)
    if not visible.isascii():
        visible = unicodedata.normalize("NFC", limit_marks(visible))
    return " ".join(visible.split())


def limit_marks(text: str) -> str:
    """Return the text with at most 30 combining marks on a letter.

    Normalisation sorts marks in quadratic time; no writing system needs more than 30.
    Source: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
    """
    return _LONG_RUN.sub(r"\1", text) if _MAYBE_LONG_RUN.search(text) else text
