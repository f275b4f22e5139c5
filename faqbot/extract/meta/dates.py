"""Dates as people write them: in words of any known language, in digits, US order first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from faqbot.core.languages.registry import LANGUAGES, Languages, alternation
from faqbot.core.text.words import fold

# A date in digits, year first or last, or around the name of a month.
_DATE = (
    r"(?i)(?<!\d)(?P<iso>(?P<y>[12]\d{3})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2}))(?!\d)"
    r"|(?<![\d/.-])(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)"
    r"(?P<short>[12]\d{3}|\d{2})(?![\d/])"
    r"|(?:(?<![\d/.])(?P<before>\d{1,2}){ordinal_suffixes}?[ -]?"
    r"(?:{date_prepositions}(?: |(?<=['’])))?)?"
    r"(?<![^\W\d_])(?P<month>MONTH)\b\.?[ ,/-]{0,2}(?:{date_prepositions}(?: |(?<=['’])))?"
    r"(?:(?P<after>\d{1,2}){ordinal_suffixes}?(?: ?[-–] ?\d{1,2})?(?!\d)[ ,-]{1,2}"
    r"(?:{date_prepositions}(?: |(?<=['’])))?)?(?P<year>[12]\d{3})(?!\d)"
)
# Two digits of a year from here on mean the last century.
_PIVOT = 70


class DateMatch(NamedTuple):
    """A date in a text, as ISO 8601, and its place: text[start:end]."""

    start: int
    end: int
    day: str


def find_date(text: str) -> str:
    """Return the first date in a line of text, as ISO 8601, or "".

    A month without a day means its first day; digits are in US order unless that is impossible or
    dots separate them.

    >>> find_date("340 KB, 05/19/98"), find_date("12 de marzo de 2019"), find_date("3.12.2019")
    ('1998-05-19', '2019-03-12', '2019-12-03')
    """
    return next((match.day for match in find_dates(text)), "")


def find_dates(text: str, languages: Languages = LANGUAGES) -> Iterator[DateMatch]:
    """Yield the days that a text on one line names, in order."""
    calendar = _calendar(languages)
    for match in calendar.pattern.finditer(text):
        if day := _day(match, calendar):
            yield DateMatch(match.start(), match.end(), day)


@dataclass(frozen=True)
class _Calendar:
    """What finds days, and the number of each month by its folded name.

    The names in `ambiguous` mean something else ("set 2019 goals"): months only after a day.
    """

    pattern: re.Pattern[str]
    months: dict[str, int]
    ambiguous: frozenset[str]


@cache
def _calendar(languages: Languages) -> _Calendar:
    names = [
        (name, number)
        for language in languages.all()
        for number, month_names in enumerate(language.months, 1)
        for name in month_names
    ]
    month = _with_or_without_accents(name for name, _ in names)
    pattern = languages.pattern(_DATE.replace("MONTH", month))
    numbers = {fold(name): number for name, number in names}
    ambiguous = frozenset(map(fold, languages.union("ambiguous_months")))
    return _Calendar(pattern, numbers, ambiguous)


def _with_or_without_accents(names: Iterable[str]) -> str:
    """Return a regular expression for the names, each of whose letters may lack its accent."""
    accented: defaultdict[str, set[str]] = defaultdict(set)
    spellings = set()
    for name in map(str.lower, names):
        plain = fold(name)
        spellings.add(plain)
        if len(name) != len(plain):  # a letter that folds to two, as ß does
            spellings.add(name)
        else:
            for letter, plain_letter in zip(name, plain, strict=True):
                accented[plain_letter].add(letter)
    classes = {
        letter: f"[{letter}{''.join(sorted(others - {letter}))}]"
        for letter, others in accented.items()
        if others - {letter}
    }
    return alternation(
        "".join(classes.get(letter, re.escape(letter)) for letter in spelling)
        for spelling in sorted(spellings)
    )


def _day(match: re.Match[str], calendar: _Calendar) -> str:
    if match["iso"]:
        return _iso(match["y"], match["m"], match["d"])
    if match["one"]:
        return _day_of_digits(match["one"], match["sign"], match["two"], match["short"])
    name = fold(match["month"])
    day = match["after"] or match["before"]
    if name in calendar.ambiguous and not match["before"]:
        return ""
    # Where case does not count, i also matches the dotless i, which folding keeps.
    month = calendar.months.get(name.replace("ı", "i"))
    return _iso(match["year"], month, day or 1) if month else ""


def _day_of_digits(one: str, sign: str, two: str, year: str) -> str:
    if len(year) == 2:
        if sign != "/":  # version and telephone numbers
            return ""
        year = f"{'19' if int(year) >= _PIVOT else '20'}{year}"
    month, day = (two, one) if sign == "." else (one, two)
    return _iso(year, month, day) or _iso(year, day, month)


def _iso(year: str, month: str | int, day: str | int) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
