"""Numbers as a spreadsheet program shows them: 25%, $1,200.00, 007."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from faqbot.extract.sheets.format_codes import Section, sections

_DIGITS = Context(prec=400)  # the largest number has 309
_GENERAL = Context(prec=10)
_MAX_PLAIN = 10**21


def format_number(value: float, code: str) -> str:
    """Return a number as a format code shows it, with a point before the decimals.

    Fractions (`# ?/?`) are shown as decimals.

    >>> format_number(0.25, "0%"), format_number(-1200, '#,##0.00 "€"'), format_number(7, "000")
    ('25%', '-1,200.00 €', '007')
    """
    number = Decimal(repr(value))
    if not number.is_finite():
        return str(value)
    section, has_sign = _section_of(number, sections(code))
    kinds = section.kinds
    sign = "-" if has_sign and number < 0 else ""
    texts = "".join(token.text for token in section.tokens if token.kind == "text")
    if "/" in texts and "digit" in kinds:
        return sign + _general(abs(number))
    if "digit" in kinds:
        return (sign + _with_digits(abs(number), section)).strip()
    if kinds and set(kinds) <= {"text"} and "@" not in texts:
        return texts.strip()
    parts = (_general(abs(number)) if t.kind == "general" else t.text for t in section.tokens)
    return (sign + ("".join(parts) if "general" in kinds else _general(abs(number)))).strip()


def _section_of(number: Decimal, choices: Sequence[Section]) -> tuple[Section, bool]:
    """Return the section for a number, and whether a negative one gets a sign."""
    if any(section.condition for section in choices):
        for section in choices:
            if section.condition is None or _holds(number, *section.condition):
                return section, True
    if number < 0 and len(choices) > 1:
        return choices[1], False
    return choices[2 if number == 0 and len(choices) > 2 else 0], True


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    if number == limit:
        return "=" in sign
    return ("<" if number < limit else ">") in sign


def _general(number: Decimal) -> str:
    if number < _MAX_PLAIN and number == int(number):
        return str(int(number))
    return str(number.normalize(_GENERAL))


def _with_digits(number: Decimal, section: Section) -> str:
    """Return a number with its digits in the places of a section."""
    tokens, kinds = section.tokens, section.kinds
    point = kinds.index("point") if "point" in kinds else len(kinds)
    whole = [at for at in range(point) if kinds[at] == "digit"]
    decimals = [at for at in range(point, len(kinds)) if kinds[at] == "digit"]
    if "exponent" in kinds:
        return f"{number:.{len(decimals)}E}"
    commas = [at for at, kind in enumerate(kinds) if kind == "comma"]
    last = whole[-1] if whole else -1
    has_groups = any(at < last for at in commas)
    thousands = sum(at > last for at in commas)
    scaled = number.scaleb(2 * kinds.count("percent") - 3 * thousands, _DIGITS)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _DIGITS)
    digits, _, fraction = f"{rounded:f}".partition(".")
    shown = _whole(digits.lstrip("0"), [tokens[at].text for at in whole], has_groups=has_groups)
    places = dict(zip(whole, shown, strict=True))
    places |= dict(zip(decimals, fraction, strict=True))
    while decimals and tokens[decimals[-1]].text != "0" and places[decimals[-1]] == "0":
        places[decimals.pop()] = ""
    if point < len(kinds):
        places[point] = "." if decimals else ""
    hidden = dict.fromkeys(commas, "")
    return "".join((places | hidden).get(at, token.text) for at, token in enumerate(tokens))


def _whole(digits: str, signs: Sequence[str], *, has_groups: bool) -> list[str]:
    """Return the digits at each place, filled from the right; the first has those left over."""
    zeros = len(signs) - signs.index("0") if "0" in signs else 0
    digits = digits.zfill(zeros) if zeros else digits
    groups = [
        f"{digit}," if has_groups and left % 3 == 0 and left else digit
        for digit, left in zip(digits, range(len(digits) - 1, -1, -1), strict=True)
    ]
    if not signs:
        return []
    spare = len(signs) - len(groups)
    if spare >= 0:
        return [""] * spare + groups
    return ["".join(groups[: 1 - spare]), *groups[1 - spare :]]
