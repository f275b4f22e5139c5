"""Masks what could identify a visitor in what they type: e-mail addresses and long numbers.

Names stay, because nothing distinguishes them from other words. Years, dates, prices and short
numbers stay too.
"""

import re

from faqbot.core.text.unicode import squeeze

_EMAIL_MASK = "[e-mail]"
_NUMBER_MASK = "[number]"

_PART = r"[^\s@＠%<>()\[\],;:\"]"
# %40 is the sign in a pasted URL. Both parts are bounded about as RFC 5321, 4.5.3.1, bounds them.
_EMAIL = re.compile(rf"\w{_PART}{{0,63}}(?:[@＠]|%40){_PART}{{0,252}}\w")

# In groups of four as on paper, or in one piece; at least eight digits, or words would match. A
# digit may come right before it: masking that digit first would leave a bare IBAN.
_IBAN = re.compile(
    r"(?<![A-Z])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,3})?\b",
    re.ASCII | re.IGNORECASE,
)
_MIN_IBAN_DIGITS = 8

# Telephone, card, account and social security numbers, with what people put between the digits.
_SEPARATOR = r"[\s()./\\·•_*+\-‐‑‒–—―−]"
_DIGITS = re.compile(rf"[+(]{{0,3}}\d(?:{_SEPARATOR}{{0,4}}\d)*")
_MIN_DIGITS = 7

_YEAR = r"(?:1[5-9]|20|21)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DATES = "|".join(
    [
        rf"{_YEAR}([-./]){_MONTH}\1{_DAY}",
        rf"{_DAY}([-./]){_MONTH}\2{_YEAR}",
        rf"{_MONTH}([-./]){_DAY}\3{_YEAR}",
        rf"{_YEAR}[-–/]\d\d",
        _YEAR,
    ]
)
_DATE = re.compile(rf"(?:{_DATES})(?!\d)")
_MAX_LIST_DIGITS = 4
_SEPARATORS = re.compile(rf"{_SEPARATOR}+")

# A price stands beside its currency; a longer number there is an account, not a price.
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF)) ?$")
_CURRENCY_AFTER = re.compile(r" ?(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|dollars?|euros?|pesos?)\b)", re.I)
_MAX_CURRENCY_CHARS = 4
_PRICE = re.compile(r"\d{1,9}|\d{1,3}(?:[ .]\d{3}){1,2}")


def mask(text: str, *, limit: int) -> str:
    """Return the text on one line, cut to `limit` characters, without addresses and long numbers.

    >>> mask("Call 202-555-0142 about the 2027 fee of $1,200,000!", limit=100)
    'Call [number] about the 2027 fee of $1,200,000!'
    """
    # Cut roughly before masking, for speed, but exactly only after it: a number that `limit`
    # cuts in half would be too short to be masked.
    masked = _EMAIL.sub(_EMAIL_MASK, squeeze(text[: 4 * limit]))
    # Before single numbers, which would take the digits out of an IBAN and leave its letters.
    masked = _IBAN.sub(_mask_iban, masked)
    return _DIGITS.sub(_mask_number, masked)[:limit]


def _mask_iban(match: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in match.group())
    return _NUMBER_MASK if digits >= _MIN_IBAN_DIGITS else match.group()


def _mask_number(match: re.Match[str]) -> str:
    text = match.group()
    is_short = sum(char.isdigit() for char in text) < _MIN_DIGITS
    is_readable = is_short or _is_dates(text) or _is_list(text) or _is_price(match)
    return text if is_readable else _NUMBER_MASK


def _is_dates(text: str) -> bool:
    """Return whether the digits are only dates and years, such as 2019-2024."""
    at = len(text) - len(text.lstrip("(+"))
    while at < len(text):
        date = _DATE.match(text, at)
        if date is None:
            return False
        separators = _SEPARATORS.match(text, date.end())
        at = separators.end() if separators else date.end()
    return True


def _is_list(text: str) -> bool:
    """Return whether the numbers count up by one, such as grades 6 7 8 9 10 11 12."""
    parts = _SEPARATORS.sub(" ", text).split()
    if len(parts) == 1 or len(max(parts, key=len)) > _MAX_LIST_DIGITS:
        return False
    numbers = [int(part) for part in parts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_price(match: re.Match[str]) -> bool:
    text, start, end = match.string, *match.span()
    return bool(_PRICE.fullmatch(match.group())) and bool(
        _CURRENCY_BEFORE.search(text, max(0, start - _MAX_CURRENCY_CHARS), start)
        or _CURRENCY_AFTER.match(text, end)
    )
