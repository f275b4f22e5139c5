import pytest

from faqbot.extract.html.blocks import Block
from faqbot.extract.html.boilerplate import (
    Boilerplate,
    PageLines,
    find_boilerplate,
    line_key,
    lines_of,
)

FOOTER = Block("footer")


def repeated_lines(pages):
    return find_boilerplate(map(lines_of, pages))


@pytest.mark.parametrize(
    ("with_line", "without_line", "is_boilerplate"),
    [
        pytest.param(5, 0, True, id="on all of five pages"),
        pytest.param(4, 0, False, id="site too small to judge"),
        pytest.param(5, 7, True, id="on more than two in five"),
        pytest.param(8, 12, True, id="on exactly two in five"),
        pytest.param(5, 8, False, id="on less than two in five"),
    ],
)
def test_a_line_is_boilerplate_from_two_in_five_pages_and_five_pages(
    with_line, without_line, is_boilerplate
):
    pages = [[FOOTER, Block(f"own {n}")] for n in range(with_line)]
    pages += [[Block(f"other {n}")] for n in range(without_line)]

    assert (line_key("footer") in repeated_lines(iter(pages)).keys) is is_boilerplate


def test_lines_of_single_pages_are_not_boilerplate():
    pages = ([FOOTER, Block(f"own {n}")] for n in range(9))
    assert repeated_lines(pages).keys == {line_key("footer")}


def test_five_pages_may_share_a_line_of_links_of_their_own():
    parts = [[Block("Part I | Part II", is_links=True), Block("Stages")] for _ in range(5)]
    others = [[Block(f"other {n}")] for n in range(95)]

    assert repeated_lines(parts + others).keys == {line_key("Part I | Part II")}


def test_four_pages_with_a_line_of_links_are_too_few():
    pages = [[Block("Part I | Part II", is_links=True)] for _ in range(4)]
    assert repeated_lines(pages).keys == frozenset()


def test_headings_are_not_boilerplate():
    assert repeated_lines([[Block("Milestones", level=2)] for _ in range(9)]).keys == set()


def test_a_site_without_pages_has_no_boilerplate():
    assert repeated_lines([]) == Boilerplate()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        pytest.param("Contact us", "CONTACT US", True, id="capitals"),
        pytest.param("Política", "Politica", True, id="accents"),
        pytest.param("Contact us", "Contact them", False, id="other words"),
    ],
)
def test_lines_are_the_same_whatever_their_case_and_accents(one, other, is_same):
    assert (line_key(one) == line_key(other)) is is_same


def test_how_to_reach_the_site_is_kept_for_a_passage_of_its_own():
    lines = ["12 Elm Road, Dayton, OH 45402", "Phone (937) 555-0142", "All rights reserved"]
    pages = [[Block(line) for line in lines] for _ in range(5)]

    assert repeated_lines(pages).contact == tuple(lines[:2])


def test_an_answer_that_many_pages_give_is_not_boilerplate():
    pages = [[Block("Is it free?", level=3), Block("Yes, every visit.")] for _ in range(9)]

    assert repeated_lines(pages).keys == set()


@pytest.mark.parametrize(
    ("day_first", "month_first", "expected"),
    [
        pytest.param(3, 0, True, id="day"),
        pytest.param(0, 3, False, id="month"),
        pytest.param(2, 0, None, id="too few"),
        pytest.param(7, 2, None, id="both"),
        pytest.param(8, 2, True, id="nearly all"),
    ],
)
def test_the_order_of_dates_is_that_of_nearly_all(day_first, month_first, expected):
    pages = [PageLines(day_first=day_first), PageLines(month_first=month_first)]
    assert find_boilerplate(pages).day_first is expected
