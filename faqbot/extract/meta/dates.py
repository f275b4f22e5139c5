"""Days as people write them: in words of five languages, in digits, US order first."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from faqbot.core.text.words import fold

_NAMES = (
    "january jan enero ene janvier janv januar janner janeiro",
    "february feb febrero fevrier fevr februar fevereiro fev",
    "march mar marzo mars marz mrz marco",
    "april apr abril abr avril avr",
    "may mayo mai maio",
    "june jun junio juin juni junho",
    "july jul julio juillet juil juli julho",
    "august aug agosto ago aout",
    "september sept sep septiembre setiembre septembre setembro set",
    "october oct octubre octobre oktober okt outubro out",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic decembre dezember dez dezembro",
)
_MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
# Words of other meanings ("set 2019 goals"): months only after a day.
_AMBIGUOUS = frozenset({"ago", "out", "set"})
_ACCENTS = str.maketrans({"a": "[aä]", "e": "[eé]", "u": "[uû]", "c": "[cç]"})
_MONTH = "|".join(name.translate(_ACCENTS) for name in sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|[.ºo])?"
_OF = r"(?:of |de |del )?"
_DATE = re.compile(
    r"(?<!\d)(?P<iso>(?P<y>[12]\d{3})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2}))(?!\d)"
    r"|(?<![\d/.-])(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)"
    r"(?P<short>[12]\d{3}|\d{2})(?![\d/])"
    rf"|(?:(?<![\d/.])(?P<before>\d{{1,2}}){_ORDINAL}[ -]?{_OF})?(?<![^\W\d_])"
    rf"(?P<month>{_MONTH})\b\.?[ ,/-]{{0,2}}{_OF}"
    rf"(?:(?P<after>\d{{1,2}}){_ORDINAL}(?: ?[-–] ?\d{{1,2}})?(?!\d)[ ,-]{{1,2}}{_OF})?"
    r"(?P<year>[12]\d{3})(?!\d)",
    re.IGNORECASE,
)
# Two digits of a year from here on mean the last century.
_PIVOT = 70


class FoundDate(NamedTuple):
    """A day in a text, as ISO 8601, with where it stands: text[start:end]."""

    start: int
    end: int
    day: str


def find_date(text: str) -> str:
    """Return the first day that a text on one line names, as ISO 8601, or "".

    A month without a day is its first day; digits are in US order unless they cannot be, or have
    points between them.

    >>> find_date("340 KB, 05/19/98"), find_date("12 de marzo de 2019"), find_date("3.12.2019")
    ('1998-05-19', '2019-03-12', '2019-12-03')
    """
    return next((found.day for found in find_dates(text)), "")


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the days that a text on one line names, in order."""
    for found in _DATE.finditer(text):
        if day := _day(found):
            yield FoundDate(found.start(), found.end(), day)


def _day(found: re.Match[str]) -> str:
    if found["iso"]:
        return _iso(found["y"], found["m"], found["d"])
    if found["one"]:
        return _day_of_digits(found["one"], found["sign"], found["two"], found["short"])
    name = fold(found["month"])
    day = found["after"] or found["before"]
    if name in _AMBIGUOUS and not found["before"]:
        return ""
    return _iso(found["year"], _MONTHS[name], day or 1)


def _day_of_digits(one: str, sign: str, two: str, year: str) -> str:
    if len(year) == 2:
        if sign != "/":  # numbers of versions and telephones
            return ""
        year = f"{'19' if int(year) >= _PIVOT else '20'}{year}"
    month, day = (two, one) if sign == "." else (one, two)
    return _iso(year, month, day) or _iso(year, day, month)


def _iso(year: str, month: str | int, day: str | int) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
