import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot.staff.masking import mask

PERSONAL = [
    ("Write to marta.lind+school@harbor-office.example today", "Write to [e-mail] today"),
    ("<o'neil@kids.example>", "<[e-mail]>"),
    ("reach me: anna%40kids.example", "reach me: [e-mail]"),
    ("anna＠kids．example", "[e-mail]"),
    ("call (303) 555-0199 please", "call [number] please"),
    ("+1 303 555 0199", "[number]"),
    ("+1-303-555-0199 ext. 12", "[number] ext. 12"),
    ("3035550199", "[number]"),
    ("303.555.0199", "[number]"),
    ("303 – 555 – 0199", "[number]"),
    ("555-0199", "[number]"),
    ("+49 (0)30 / 901 820-14", "[number]"),
    ("0044 20 7946 0958", "[number]"),
    ("01.23.45.67.89", "[number]"),
    ("tel:+13035550199", "tel:[number]"),
    ("call 2024 5550 199", "call [number]"),
    ("３０３５５５０１９９", "[number]"),
    ("٠٣٠٣٥٥٥٠١٩٩", "[number]"),
    ("303\u00a0555\u200b0199", "[number]"),
    ("card 4000 1234 5678 9017", "card [number]"),
    ("card 4000-1234-5678-9017", "card [number]"),
    ("$4000123456789017", "$[number]"),
    ("€555-0199", "€[number]"),
    ("social security 987-65-4329", "social security [number]"),
    ("account 0012345678", "account [number]"),
    ("DE02 1203 0000 0000 2020 51", "[number]"),
    ("fr7630006000011234567890189", "[number]"),
    ("GB33BUKB20201555555555", "[number]"),
    ("MT31 MALT 0110 0000 0000 0000 0000 123", "[number]"),
]

READABLE = [
    "What changed in 2024?",
    "from 2019-2024, 2019–2024 or 2019 to 2024",
    "the 2026-27 school year, 2025/26 2026/27",
    "between 1998 2004 2010",
    "on 2027-06-09 or 12/06/2027 or 12.06.2027",
    "10/12/2026-11/12/2026",
    "June 9-12, 2027",
    "in the 21st century",
    "are you a 501(c)(3)?",
    "Is $180,000 enough, or $1,200,000.50?",
    "1.200.000 € or 1 200 000 euros or USD 1200000",
    "pages 120-135, p. 1204",
    "room B-12045 or rooms 101 102 103",
    "grades 6 7 8 9 10 11 12",
    "open 9:00-17:00, 24/7",
    "Form 990, 20 U.S.C. 7201, PL 114-95",
    "1-800-HARBOR",
    "What is 2+2?",
    "3 lunches @ $5",
    "pg12 what does this mean, in20 what",
    "Who is Marta Lind?",
]


@pytest.mark.parametrize(("typed", "masked"), PERSONAL, ids=[typed for typed, _ in PERSONAL])
def test_addresses_and_long_numbers_are_masked(typed, masked):
    assert mask(typed, limit=200) == masked


@pytest.mark.parametrize("typed", READABLE)
def test_years_prices_pages_and_rooms_stay_readable(typed):
    assert mask(typed, limit=200) == typed


def test_a_number_cut_by_the_limit_is_masked_too():
    assert mask("x" * 15 + " 303 555 0199", limit=22) == "x" * 15 + " [numbe"


def test_line_breaks_and_control_characters_are_removed():
    assert mask("two\nlines\x00 and\ud800 more", limit=100) == "two lines and more"


ALPHABET = st.sampled_from([*"0123456789", *" .-()/+@$", *"aZ", "２", "%40", "2024", "²"])


@example("1234567aa20240a2024")
@given(st.lists(ALPHABET, max_size=60).map("".join))
@settings(max_examples=100, deadline=None)
def test_masking_twice_changes_nothing(typed):
    once = mask(typed, limit=100)

    assert mask(once, limit=100) == once


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_bare_run_of_ten_digits_is_left(typed):
    assert "4000123456" not in mask(f"{typed} 4000123456 {typed}", limit=1000)


@pytest.mark.parametrize("piece", ["1", "1 ", "(", "a", "a@", "%40", "AB12 ", "2024-", "$1"])
def test_endless_pieces_are_masked_and_cut(piece):
    assert len(mask(piece * 1_000_000, limit=1000)) <= 1000
