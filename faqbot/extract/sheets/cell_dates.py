"""Dates and times as a spreadsheet program shows them: 9:30, 1 June 2026."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from faqbot.core.languages.registry import LANGUAGES
from faqbot.extract.sheets.format_codes import Section, Token, sections

# Excel shows these in the order of the reader's computer, which is not known here.
_OWN_ORDER = frozenset({"mm-dd-yy", "m/d/yy", "m/d/yyyy", "mm/dd/yy", "m/d/yy h:mm"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MIDNIGHT = datetime(1899, 12, 30)  # the day that serial number 0 stands for
_SECONDS = {"h": 3600, "m": 60, "s": 1}

Moment = date | time | timedelta


def format_moment(value: Moment, code: str) -> str:
    """Return a date, time or duration as a format code shows it.

    Where the order of day and month, or the names of months, depend on the reader's computer or
    are not known, the result is as in ISO 8601.

    >>> format_moment(time(9, 30), "h:mm"), format_moment(date(2026, 6, 1), "d mmmm yyyy")
    ('9:30', '1 June 2026')
    """
    section = sections(code)[0]
    language = section.language or "en"
    needs_names = any(
        token.kind == "date" and token.text[0] in "mMdD" and len(token.text) > 2
        for token in section.tokens
    )
    has_names = bool(LANGUAGES.language(language).months)
    is_shown = {"date", "elapsed"} & set(section.kinds)
    if code.lower() in _OWN_ORDER or language == "own" or not is_shown:
        return _iso(value)
    if needs_names and not has_names:
        return _iso(value)
    return "".join(_parts(value, section, language)).strip(" ,")


def _iso(value: Moment) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, time) and not value.second:
        return f"{value:%H:%M}"
    return str(value)


def _parts(value: Moment, section: Section, language: str) -> Iterator[str]:
    moment, elapsed_s = _as_datetime(value)
    hour = (moment.hour % 12 or 12) if "half" in section.kinds else moment.hour
    clock = {"h": hour, "minute": moment.minute, "s": moment.second}
    for token, unit in zip(section.tokens, _units(section.tokens), strict=True):
        width = len(token.text)
        if token.kind == "elapsed":
            yield str(elapsed_s // _SECONDS[unit]).zfill(width)
        elif token.kind == "half":
            yield "AM" if moment.hour < 12 else "PM"
        elif token.kind != "date":
            yield token.text
        elif unit in clock:
            yield str(clock[unit]).zfill(width)
        else:
            yield _day_part(moment, unit, width, language)


def _units(tokens: Sequence[Token]) -> list[str]:
    """Return the unit of each token, or ""; "m" next to hours or seconds means minutes."""
    units = [token.text[0].lower() if token.kind in ("date", "elapsed") else "" for token in tokens]
    timed = [at for at, unit in enumerate(units) if unit]
    for before, at, after in zip([-1, *timed], timed, [*timed[1:], -1], strict=False):
        follows_hours = before >= 0 and units[before] == "h"
        precedes_seconds = after >= 0 and units[after] == "s"
        if tokens[at].kind == "date" and units[at] == "m" and (follows_hours or precedes_seconds):
            units[at] = "minute"
    return units


def _day_part(moment: datetime, unit: str, width: int, language: str) -> str:
    if unit == "y":
        return str(moment.year) if width > 2 else f"{moment.year % 100:02}"
    if width <= 2:
        return str(moment.month if unit == "m" else moment.day).zfill(width)
    if unit == "m":
        names = LANGUAGES.language(language).months[moment.month - 1]
        return names[-1 if width == 3 else 0]
    # Only English names of weekdays are known; a date says enough without them.
    weekday = _WEEKDAYS[moment.weekday()] if language == "en" else ""
    return weekday[:3] if width == 3 else weekday


def _as_datetime(value: Moment) -> tuple[datetime, int]:
    """Return a value as a moment, and as whole seconds since the start of a duration."""
    if isinstance(value, timedelta):
        return _MIDNIGHT + value % timedelta(1), round(value.total_seconds())
    if isinstance(value, time):
        moment = datetime.combine(_MIDNIGHT, value)
    else:
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return moment, round((moment - _MIDNIGHT).total_seconds())
