from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.extract.sheets.cell_dates import format_moment

DAY = datetime(2026, 6, 1, 14, 5, 9)


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        pytest.param(DAY, "yyyy-mm-dd", "2026-06-01", id="ISO"),
        pytest.param(DAY, "d mmmm yyyy", "1 June 2026", id="month in words"),
        pytest.param(DAY, "d-mmm-yy", "1-Jun-26", id="short month"),
        pytest.param(DAY, "dddd, mmmm d", "Monday, June 1", id="weekday"),
        pytest.param(DAY, "[$-407]d. mmmm yyyy", "1. Juni 2026", id="German"),
        pytest.param(DAY, "[$-de-DE]d. mmmm yyyy;@", "1. Juni 2026", id="German by name"),
        pytest.param(DAY, '[$-40A]d" de "mmmm" de "yyyy', "1 de junio de 2026", id="Spanish"),
        pytest.param(DAY, "[$-407]dddd, d. mmmm", "1. Juni", id="no weekdays in German"),
        pytest.param(DAY, "[$-41E]d mmmm yyyy", "2026-06-01 14:05:09", id="unknown months"),
        pytest.param(date(2026, 6, 1), "mm-dd-yy", "2026-06-01", id="order of the computer"),
        pytest.param(date(2026, 6, 1), "[$-F800]dddd, mmmm dd", "2026-06-01", id="own locale"),
        pytest.param(DAY, "dd.mm.yyyy", "01.06.2026", id="full stops"),
        pytest.param(DAY, "dd/mm/yyyy hh:mm", "01/06/2026 14:05", id="minutes after hours"),
        pytest.param(DAY, 'yyyy"年"m"月"d"日"', "2026年6月1日", id="Japanese"),
        pytest.param(DAY, "h:mm AM/PM", "2:05 PM", id="half of the day"),
        pytest.param(time(0, 30), "h:mm AM/PM", "12:30 AM", id="after midnight"),
        pytest.param(time(9, 30), "h:mm", "9:30", id="time"),
        pytest.param(time(9, 30), "hh:mm:ss", "09:30:00", id="seconds"),
        pytest.param(time(9, 5, 7), "mm:ss", "05:07", id="minutes before seconds"),
        pytest.param(time(9, 30), 'h"h"mm', "9h30", id="French"),
        pytest.param(time(9, 30), "[$-F400]h:mm:ss AM/PM", "09:30", id="time of the computer"),
        pytest.param(time(9, 30), "General", "09:30", id="no format"),
        pytest.param(timedelta(hours=36, minutes=15), "[h]:mm", "36:15", id="duration"),
        pytest.param(timedelta(minutes=90), "[mm]:ss", "90:00", id="minutes"),
    ],
)
def test_dates_and_times_are_shown_as_their_format_says(value, code, expected):
    assert format_moment(value, code) == expected


@given(
    st.datetimes() | st.dates() | st.times() | st.timedeltas(),
    st.text('ymdhsYMDHS:./-[]$407 ,"\\AP', max_size=40),
)
def test_any_value_and_code_make_a_text(value, code):
    assert isinstance(format_moment(value, code), str)
