"""Dates as people write them: in words of any known language, in digits, by several calendars."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from faqbot.core.languages.registry import LANGUAGES, Languages, alternation
from faqbot.core.text.iso import language_code
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
    r"|(?<![\d/.])(?P<year_first>[12]\d{3})\.? (?P<month_next>MONTH)\.? (?P<day_last>\d{1,2})(?!\d)"
    r"|(?:(?P<era>ERA) ?)?(?<!\d)(?P<unit_year>\d{1,4}|元) ?YEAR ?(?P<unit_month>\d{1,2}) ?MOON"
    r"(?: ?(?P<unit_day>\d{1,2}) ?DAY)?"
)
# Digits whose order tells whether this site writes the day first: 25/12/2019, 12-25-19.
_IN_DIGITS = re.compile(
    r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:[12]\d{3}|\d{2})(?![\d/])", re.ASCII
)
# Every date holds one.
_DIGIT = re.compile(r"\d")
_NOT_ASCII_DIGIT = re.compile(r"(?![0-9])\d")
# The Buddhist calendar, in which no page has a year of ours and no page of ours a year of its.
_FIRST_BUDDHIST_YEAR, _BUDDHIST_YEARS_AHEAD = 2400, 543
# Two digits of a year from here on mean the last century.
_PIVOT = 70


class DateMatch(NamedTuple):
    """A date in a text, as ISO 8601, and its place: text[start:end]."""

    start: int
    end: int
    day: str


def find_date(text: str, *, day_first: bool = False) -> str:
    """Return the first date in a line of text, as ISO 8601, or "".

    A month without a day means its first day. Digits are in US order unless that is impossible,
    dots separate them or `day_first` says otherwise.

    >>> find_date("340 KB, 05/19/98"), find_date("12 de marzo de 2019"), find_date("3.12.2019")
    ('1998-05-19', '2019-03-12', '2019-12-03')
    """
    return next((match.day for match in find_dates(text, day_first=day_first)), "")


def find_dates(
    text: str, languages: Languages = LANGUAGES, *, day_first: bool = False
) -> Iterator[DateMatch]:
    """Yield the days that a text on one line names, in order."""
    if not _DIGIT.search(text):
        return
    calendar = _calendar(languages)
    if not text.isascii():
        text = _NOT_ASCII_DIGIT.sub(lambda digit: str(int(digit[0])), text)
    for match in calendar.pattern.finditer(text):
        if day := _day(match, calendar, day_first=day_first):
            yield DateMatch(match.start(), match.end(), day)


def is_day_first(language_tag: str, languages: Languages = LANGUAGES) -> bool:
    """Return whether 3/4 is a day in April in a language, or in its variety of a country.

    >>> is_day_first("fr"), is_day_first("en"), is_day_first("en-GB")
    (True, False, True)
    """
    language = languages.language(language_code(language_tag))
    countries = re.split(r"[-_]", language_tag.strip().lower())[1:]
    return language.day_before_month or not set(countries).isdisjoint(language.day_before_month_in)


def count_orders(text: str) -> tuple[int, int]:
    """Return how many dates in digits can only have the day first, and how many only the month.

    >>> count_orders("From 25/12/2019 to 01/02/2020, not 12/31/2019 or 13/14/2020")
    (1, 1)
    """
    dates = [(int(one), int(two)) for one, _, two in _IN_DIGITS.findall(text)]
    return (
        sum(12 < one <= 31 and 1 <= two <= 12 for one, two in dates),
        sum(12 < two <= 31 and 1 <= one <= 12 for one, two in dates),
    )


@dataclass(frozen=True)
class _Calendar:
    """What finds days, and the number of each month by its folded name.

    The names in `ambiguous` mean something else ("set 2019 goals"): months only after a day.
    `eras` holds the year before the first of each era.
    """

    pattern: re.Pattern[str]
    months: dict[str, int]
    ambiguous: frozenset[str]
    eras: dict[str, int]


@cache
def _calendar(languages: Languages) -> _Calendar:
    names = [
        (name, number)
        for language in languages.all()
        for number, month_names in enumerate(language.months, 1)
        for name in month_names
    ]
    month = _with_or_without_accents(name for name, _ in names)
    eras = {name: int(year) for name, year in map(str.split, languages.union("eras"))}
    template = _DATE.replace("MONTH", month).replace("ERA", alternation(map(re.escape, eras)))
    units = [language.date_units for language in languages.all() if language.date_units]
    for name, words in zip(("YEAR", "MOON", "DAY"), zip(*units, strict=True), strict=False):
        template = template.replace(name, alternation(map(re.escape, words)))
    numbers = {_month_key(name): number for name, number in names}
    ambiguous = frozenset(map(_month_key, languages.union("ambiguous_months")))
    return _Calendar(languages.pattern(template), numbers, ambiguous, eras)


def _month_key(name: str) -> str:
    # Where case does not count, i also matches the dotless i, which folding keeps.
    return fold(name).replace("ı", "i")


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


def _day(match: re.Match[str], calendar: _Calendar, *, day_first: bool) -> str:
    if match["iso"]:
        return _iso(match["y"], match["m"], match["d"])
    if match["one"]:
        return _day_of_digits(match, day_first=day_first)
    if match["unit_year"]:
        year = 1 if match["unit_year"] == "元" else int(match["unit_year"])
        year += calendar.eras.get(match["era"], 0)
        return _iso(year, match["unit_month"], match["unit_day"] or 1) if year > 1000 else ""
    if match["year_first"]:
        month = calendar.months.get(_month_key(match["month_next"]), 0)
        return _iso(match["year_first"], month, match["day_last"])
    name = _month_key(match["month"])
    if name in calendar.ambiguous and not match["before"]:
        return ""
    day = match["after"] or match["before"] or 1
    return _iso(match["year"], calendar.months.get(name, 0), day)


def _day_of_digits(match: re.Match[str], *, day_first: bool) -> str:
    one, sign, two, year = match["one"], match["sign"], match["two"], match["short"]
    if len(year) == 2:
        if sign != "/":  # version and telephone numbers
            return ""
        year = f"{'19' if int(year) >= _PIVOT else '20'}{year}"
    month, day = (two, one) if day_first or sign == "." else (one, two)
    return _iso(year, month, day) or _iso(year, day, month)


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    number = int(year)
    number -= _BUDDHIST_YEARS_AHEAD if number >= _FIRST_BUDDHIST_YEAR else 0
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return ""
