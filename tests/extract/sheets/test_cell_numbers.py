import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.extract.sheets.cell_numbers import format_number


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        pytest.param(40, "General", "40", id="whole number"),
        pytest.param(12.0, "General", "12", id="whole number stored with decimals"),
        pytest.param(0.1 + 0.2, "General", "0.3", id="rounding error"),
        pytest.param(4915112345678, "General", "4915112345678", id="phone number"),
        pytest.param(-3.5, "General", "-3.5", id="negative"),
        pytest.param(20, 'General" km"', "20 km", id="unit after General"),
        pytest.param(0.25, "0%", "25%", id="percent"),
        pytest.param(0.125, "0.0 %", "12.5 %", id="percent with space"),
        pytest.param(0.075, "0%", "8%", id="rounded half up"),
        pytest.param(1234.5, "#,##0.00", "1,234.50", id="groups"),
        pytest.param(1234567, "#,##0", "1,234,567", id="two groups"),
        pytest.param(12, "#,##0", "12", id="no group needed"),
        pytest.param(40, '"$"#,##0.00', "$40.00", id="dollars"),
        pytest.param(1200, "#,##0.00\\ [$€-407]", "1,200.00 €", id="euros after"),
        pytest.param(9.5, "[$£-809]#,##0.00", "£9.50", id="pounds before"),
        pytest.param(40, '_-* #,##0.00\\ "kr"_-;-* #,##0.00\\ "kr"_-', "40.00 kr", id="accounting"),
        pytest.param(-5, "#,##0;[Red](#,##0)", "(5)", id="negative in brackets"),
        pytest.param(-5, "0.0", "-5.0", id="negative without a section"),
        pytest.param(0, '0;-0;"free"', "free", id="zero as a word"),
        pytest.param(7, "000", "007", id="leading zeros"),
        pytest.param(5550142, "[<=9999999]###-####;(###) ###-####", "555-0142", id="short phone"),
        pytest.param(
            2125550142, "[<=9999999]###-####;(###) ###-####", "(212) 555-0142", id="long phone"
        ),
        pytest.param(3, "0.##", "3", id="no point without decimals"),
        pytest.param(3.1, "0.##", "3.1", id="optional decimals"),
        pytest.param(0.5, ".00", ".50", id="no place before the point"),
        pytest.param(2500000, '0.0,,"M"', "2.5M", id="millions"),
        pytest.param(12345, "0.00E+00", "1.23E+4", id="scientific"),
        pytest.param(0.5, "# ?/?", "0.5", id="fraction"),
        pytest.param(1e308, "0", "1" + "0" * 308, id="largest"),
        pytest.param(float("nan"), "0", "nan", id="no number"),
    ],
)
def test_numbers_are_shown_as_their_format_says(value, code, expected):
    assert format_number(value, code) == expected


@given(st.floats() | st.integers(), st.text('0#?.,%;[]$€-<=>"\\ _*E+General@/', max_size=40))
def test_any_number_and_code_make_a_text(value, code):
    assert isinstance(format_number(value, code), str)
