from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.meta.dates import count_orders, find_date, find_dates, is_day_first


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-03-12", "2019-03-12"),
        ("Updated 2019-03-12T08:00:00Z", "2019-03-12"),
        ("/news/2019/03/12/pool", "2019-03-12"),
        ("03/12/2019", "2019-03-12"),
        ("3/2/19", "2019-03-02"),
        ("340 KB, 05/19/98, Lakeside Club", "1998-05-19"),
        ("01/01/70", "1970-01-01"),
        ("12/31/69", "2069-12-31"),
        ("25/12/2019", "2019-12-25"),
        ("25/12/19", "2019-12-25"),
        ("3.12.2019", "2019-12-03"),
        ("03-12-2019", "2019-03-12"),
        ("March 12, 2019", "2019-03-12"),
        ("Posted on Tuesday, Mar. 12th 2019 by Ann", "2019-03-12"),
        ("12 March 2019", "2019-03-12"),
        ("the 12th of March, 2019", "2019-03-12"),
        ("12-Mar-2019", "2019-03-12"),
        ("MARCH 12, 2019", "2019-03-12"),
        ("March 12–14, 2019", "2019-03-12"),
        ("March 2019", "2019-03-01"),
        ("Sept. 2019", "2019-09-01"),
        ("12 de marzo de 2019", "2019-03-12"),
        ("1º de março de 2019", "2019-03-01"),
        ("diciembre del 2019", "2019-12-01"),
        ("12 set. 2019", "2019-09-12"),
        ("1er août 2019", "2019-08-01"),
        ("12 FÉVRIER 2019", "2019-02-12"),
        ("12. März 2019", "2019-03-12"),
        ("3. Dezember 2019", "2019-12-03"),
        ("2019-02-31 or 2019-03-01", "2019-03-01"),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert find_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("In 2019 we moved.", id="year alone"),
        pytest.param("13/32/2019", id="no such day"),
        pytest.param("31 February 2019", id="no such day in words"),
        pytest.param("Version 10.12.15", id="version"),
        pytest.param("10.0.12.2019.1", id="address of a machine"),
        pytest.param("Call 02-12-19-40", id="telephone"),
        pytest.param("We set 2019 goals", id="word that is a month elsewhere"),
        pytest.param("Summary 2019", id="end of a longer word"),
        pytest.param("Marching 2019", id="start of a longer word"),
        pytest.param("1/2/3/2019", id="longer row of digits"),
        pytest.param("room 12019-03-120", id="inside longer numbers"),
    ],
)
def test_what_names_no_day_gives_none(text):
    assert find_date(text) == ""


def test_all_days_are_found_in_order_with_their_places():
    text = "From 03/12/19 to 14 March 2019."
    assert [(text[match.start : match.end], match.day) for match in find_dates(text)] == [
        ("03/12/19", "2019-03-12"),
        ("14 March 2019", "2019-03-14"),
    ]


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_the_usual_spellings(day):
    month = day.strftime("%B")
    for text in (
        day.isoformat(),
        f"{day:%m/%d/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
    ):
        assert find_date(f"on {text}, at noon") == day.isoformat()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789٣/.- ,march setº", max_size=60))
def test_any_text_gives_days_or_nothing(text):
    for match in find_dates(text):
        assert date.fromisoformat(match.day)


@pytest.mark.parametrize("piece", ["1/", "1 march ", "12. ", "march 1", "2019-"])
def test_a_long_text_has_the_first_date_of_a_short_one(piece):
    assert find_date(piece * 50_000) == find_date(piece * 50)


@pytest.mark.parametrize("text", ["17 d'abril de 2026", "17 d’abril del 2026", "17 d’abr. 2026"])
def test_a_preposition_may_be_elided_before_the_month(text):
    assert find_date(text) == "2026-04-17"


def test_a_month_with_a_dotless_i_is_that_month():
    assert find_date("aprıl 2019") == "2019-04-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2024年3月5日", "2024-03-05", id="Japanese"),
        pytest.param("令和6年3月5日", "2024-03-05", id="Japanese era"),
        pytest.param("平成元年 5 月", "1989-05-01", id="first year of an era"),
        pytest.param("民國113年3月5日", "2024-03-05", id="Taiwan"),
        pytest.param("2024년 3월 5일", "2024-03-05", id="Korean"),
        pytest.param("5 มีนาคม พ.ศ. 2567", "2024-03-05", id="Thai, Buddhist year"),
        pytest.param("٥ مارس ٢٠٢٤", "2024-03-05", id="Arabic digits"),
        pytest.param("5 มีนาคม ๒๕๖๗", "2024-03-05", id="Thai digits"),
        pytest.param("2024. március 5.", "2024-03-05", id="Hungarian"),
        pytest.param("5 Mayıs 2024", "2024-05-05", id="Turkish"),
        pytest.param("9 października 2024", "2024-10-09", id="Polish"),
        pytest.param("5 mrt 2024", "2024-03-05", id="Dutch"),
        pytest.param("5. maaliskuuta 2024", "2024-03-05", id="Finnish"),
        pytest.param("5 марта 2024 г.", "2024-03-05", id="Russian"),
        pytest.param("5 במרץ 2024", "2024-03-05", id="Hebrew"),
        pytest.param("6年3月5日", "", id="year without its era"),
        pytest.param("2024年13月5日", "", id="no such month"),
    ],
)
def test_a_day_is_read_in_other_calendars_digits_and_languages(text, day):
    assert find_date(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("03/04/2024", "2024-04-03"), ("3-4-2024", "2024-04-03"), ("4/13/24", "2024-04-13")],
)
def test_the_day_may_come_first(text, day):
    assert find_date(text, day_first=True) == day


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", False),
        ("en-US", False),
        ("en-gb", True),
        ("en_AU", True),
        ("de-CH", True),
        ("", False),
    ],
)
def test_the_language_tells_the_order_of_day_and_month(tag, expected):
    assert is_day_first(tag) is expected


def test_only_dates_of_certain_order_are_counted():
    text = "25/12/2019, 24-12-19, 12/31/2019, 01/02/2019, 3.12.2019, 14/14/2019, 1/25/12/2019"
    assert count_orders(text) == (2, 1)
