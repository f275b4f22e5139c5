"""What visitors type, without what could tell who they are: addresses and long numbers.

Names cannot be told from other words and stay. Years, dates, prices and short numbers stay too.
"""

import re

from faqbot.core.text.unicode import squeeze

_EMAIL_MASK = "[e-mail]"
_NUMBER_MASK = "[number]"

_PART = r"[^\s@＠%<>()\[\],;:\"]"
_EMAIL = re.compile(rf"\w{_PART}{{0,63}}(?:[@＠]|%40){_PART}{{0,252}}\w")

# Groups of four as on paper, or all in one; eight digits tell it from words. A digit may stand
# right before it: once that is masked, the rest would look like one.
_IBAN = re.compile(
    r"(?<![A-Z])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,3})?\b",
    re.ASCII | re.IGNORECASE,
)
_LEAST_IBAN_DIGITS = 8

# Telephone, card, account and social security numbers, with what people put between the digits.
_BETWEEN = r"[\s()./\\·•_*+\-‐‑‒–—―−]"
_DIGITS = re.compile(rf"[+(]{{0,3}}\d(?:{_BETWEEN}{{0,4}}\d)*")
_LEAST_DIGITS = 7

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
_LONGEST_COUNTED = 4
_SPACE = re.compile(rf"{_BETWEEN}+")

# A sum of money stands beside its currency; longer numbers there are none.
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF)) ?$")
_CURRENCY_AFTER = re.compile(r" ?(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|dollars?|euros?|pesos?)\b)", re.I)
_LONGEST_SIGN = 4
_PRICE = re.compile(r"\d{1,9}|\d{1,3}(?:[ .]\d{3}){1,2}")


def mask(text: str, *, limit: int) -> str:
    """Return the text on one line, cut to `limit` characters, without addresses and long numbers.

    >>> mask("Call 202-555-0142 about the 2027 fee of $1,200,000!", limit=100)
    'Call [number] about the 2027 fee of $1,200,000!'
    """
    # What is cut here could not be shown anyway; half a number at the limit would be.
    shown = squeeze(text[: 4 * limit])
    shown = _EMAIL.sub(_EMAIL_MASK, shown)
    shown = _IBAN.sub(_iban, shown)
    return _DIGITS.sub(_number, shown)[:limit]


def _iban(found: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in found.group())
    return _NUMBER_MASK if digits >= _LEAST_IBAN_DIGITS else found.group()


def _number(found: re.Match[str]) -> str:
    shown = found.group()
    count = sum(char.isdigit() for char in shown)
    is_short = count < _LEAST_DIGITS
    is_readable = is_short or _is_dates(shown) or _is_list(shown) or _is_price(found)
    return shown if is_readable else _NUMBER_MASK


def _is_dates(shown: str) -> bool:
    """Tell whether the digits are nothing but dates and years, such as 2019-2024."""
    at = len(shown) - len(shown.lstrip("(+"))
    while at < len(shown):
        date = _DATE.match(shown, at)
        if date is None:
            return False
        space = _SPACE.match(shown, date.end())
        at = space.end() if space else date.end()
    return True


def _is_list(shown: str) -> bool:
    """Tell whether these are numbers counted up one by one, such as grades 6 7 8 9 10 11 12."""
    parts = _SPACE.sub(" ", shown).split()
    if len(parts) == 1 or len(max(parts, key=len)) > _LONGEST_COUNTED:
        return False
    numbers = [int(part) for part in parts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_price(found: re.Match[str]) -> bool:
    text, start, end = found.string, *found.span()
    return bool(_PRICE.fullmatch(found.group())) and bool(
        _CURRENCY_BEFORE.search(text, max(0, start - _LONGEST_SIGN), start)
        or _CURRENCY_AFTER.match(text, end)
    )
