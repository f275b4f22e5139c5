"""Format codes of spreadsheet cells, such as `0.0%` or `[$-407]d. mmmm yyyy`, as tokens.

Source: ECMA-376, part 1, 18.8.31.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_MAX_CODE_CHARS = 255  # as in Excel
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P)|(?P<general>General)|(?P<date>y+|m+|d+|h+|s+)|(?P<exponent>E[+-]0+)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
_SYMBOL = re.compile(r"\$([^-]*)(?:-(.*))?")
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_OWN_LOCALES = ("f400", "f800", "x-sysdate", "x-systime")
# The low ten bits of the language ids of Windows.
_LANGUAGES = {3: "ca", 7: "de", 9: "en", 10: "es", 12: "fr", 16: "it", 19: "nl", 22: "pt"}


class Token(NamedTuple):
    """A part of a code: "text" stands for itself, the other kinds are those of the pattern."""

    kind: str
    text: str


class Section(NamedTuple):
    """What a code says about some values: all, or the negative ones, or those of a condition.

    `language` is a two-letter code, "" if none is given, "own" for that of the reader's computer.
    """

    tokens: tuple[Token, ...]
    language: str
    condition: tuple[str, Decimal] | None

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of the tokens."""
        return [token.kind for token in self.tokens]


@lru_cache(maxsize=1000)
def sections(code: str) -> tuple[Section, ...]:
    """Return the one to four sections of a format code, which semicolons separate."""
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code if len(code) <= _MAX_CODE_CHARS else "General"):
        kind = match.lastgroup or "other"
        if kind == "end":
            parts.append([])
        elif kind == "space":
            parts[-1].append(Token("text", " "))
        elif kind != "fill":
            is_text = kind in ("quoted", "escaped", "other")
            parts[-1].append(Token("text" if is_text else kind, match[kind]))
    return tuple(map(_section, parts[:4]))


def _section(tokens: list[Token]) -> Section:
    kept: list[Token] = []
    language, condition = "", None
    for token in tokens:
        if token.kind != "bracket":
            kept.append(token)
        elif match := _SYMBOL.fullmatch(token.text):
            kept.append(Token("text", match[1]))
            language = language or _language(match[2] or "")
        elif match := _CONDITION.fullmatch(token.text):
            condition = (match[1], Decimal(match[2]))
        elif _ELAPSED.fullmatch(token.text):
            kept.append(Token("elapsed", token.text))
    return Section(tuple(kept), language, condition)


def _language(locale: str) -> str:
    """Return the language of "407" or "de-DE"."""
    name = locale.lower().partition(",")[0]
    if name in _OWN_LOCALES:
        return "own"
    if re.fullmatch("[0-9a-f]{3,8}", name):
        return _LANGUAGES.get(int(name, 16) & 0x3FF, "unknown")
    return name.partition("-")[0]
