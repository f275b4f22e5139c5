from urllib.parse import quote

import pytest

from faqbot.extract.html.text_fragments import TextFragments

PAGE = """
Contents
How do I join?
What does it cost?
How do I join?
Fill in the form, then send it to us by e-mail or post.
Students
$150 a year
"Early birds" pay   less than others do in May and June
What does it cost?
Nine dollars.
燃えるごみはいつ出せますか。月曜日です。
"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["Fill in the form, then send it to us by e-mail or post."],
            "Fill%20in%20the%20form%2C%20then%20send%20it%20to",
            id="first words",
        ),
        pytest.param(["- send it to us"], "send%20it%20to%20us", id="bullet"),
        pytest.param(["by e-mail or post."], "by%20e%2Dmail%20or%20post", id="hyphen"),
        pytest.param(["Pupils — Fee: $150 a year; x"], "150%20a%20year", id="labelled row"),
        pytest.param(
            ['"Early birds" pay less'], "Early%20birds%22%20pay%20less", id="quotation marks"
        ),
        pytest.param(
            ["Picture of a bird", "pay less than others"],
            "pay%20less%20than%20others",
            id="alternative text",
        ),
        pytest.param(["Nine dollars."], "Nine%20dollars", id="short"),
        pytest.param(["not in the table at all"], "", id="only small words"),
        pytest.param(
            ["燃えるごみはいつ出せますか"], quote("燃えるごみはいつ出せますか"), id="Japanese"
        ),
        pytest.param(["Nowhere"], "", id="no word"),
        pytest.param([], "", id="no lines"),
    ],
)
def test_a_fragment_names_words_that_stand_on_the_page(lines, expected):
    assert TextFragments(PAGE).find(lines) == expected


def test_words_that_stand_earlier_too_are_named_with_what_follows():
    fragments = TextFragments(PAGE)
    fragments.find(["Contents"])

    found = [fragments.find(["Students"]), fragments.find(["What does it cost?"])]

    assert found == ["Students", "What%20does%20it%20cost%3F,-Nine%20dollars"]


def test_the_first_words_of_an_answer_tell_its_question_from_the_table_of_contents():
    page = "Contents\nHow do I join?\nWhat is it?\nHow do I join?\nBy post.\nWhat is it?\nA club."

    found = [TextFragments(page).find(["How do I join?", "By post."])]

    assert found == ["How%20do%20I%20join%3F,-By%20post"]


def test_words_before_help_where_those_after_are_the_same():
    page = "Hall A\nOpening hours are short\nHall B\nOpening hours are short"
    fragments = TextFragments(page)

    fragments.find(["Hall B"])

    assert fragments.find(["Opening hours are short"]) == "Hall%20B-,Opening%20hours%20are%20short"


@pytest.mark.parametrize(
    ("page", "line", "expected"),
    [
        ("It costs 3.5 million", "It costs 3", "It%20costs%203.5"),
        ("see file_name first", "See file name", "see%20file_name"),
    ],
)
def test_a_fragment_ends_where_browsers_see_the_end_of_a_word(page, line, expected):
    assert TextFragments(page).find([line]) == expected


def test_a_part_of_a_word_is_no_match():
    assert TextFragments("Joiners pay less").find(["Join"]) == ""


def test_a_very_long_page_has_no_fragments():
    assert TextFragments("word " * 200_000).find(["word word word"]) == ""
