import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import parse

UTF8 = "text/html; charset=utf-8"
FRAGMENTS = (
    "<p>", "</p>", "<li>", "<ul>", "</ul>", "<table>", "<td>", "</td>", "<a name='fees'>",
    "<a href='#fees'>", "</a>", "<h2 id='hours'>", "</h2>", "<br>", "<main>", "</main>", "<nav>",
    "<img alt='Our gate'>", "<button>", "<!-- note", "-->", "\x00", " \n ", "Fees", "It is open",
)  # fmt: skip


def tree(body):
    return parse(body.encode(), UTF8)


def content_blocks(body):
    soup = tree(body)
    anchors = Anchors(soup)
    return blocks([main_content(soup)], anchors=anchors)


def texts_of(body):
    return [(block.text, block.level, block.anchor) for block in content_blocks(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<h2>Hours</h2>We <b>open</b> at <i>nine</i>.",
            [("Hours", 2, ""), ("We open at nine.", 0, "")],
            id="heading and loose text",
        ),
        pytest.param(
            "<h3>Fees<br>for children</h3>", [("Fees for children", 3, "")], id="break in a heading"
        ),
        pytest.param("12 Elm Road<br>Dayton", [("12 Elm Road\nDayton", 0, "")], id="break in text"),
        pytest.param(
            "<ul><li>Bring a towel</li><li><p>Bring a cap</p></li></ul>",
            [("- Bring a towel", 0, ""), ("- Bring a cap", 0, "")],
            id="list",
        ),
        pytest.param(
            "<ul><li><p>Bring a cap</p><p>Blue or red</p></li></ul>",
            [("- Bring a cap", 0, ""), ("Blue or red", 0, "")],
            id="two paragraphs in one item",
        ),
        pytest.param(
            "<ul><li>Bring:<ul><li>a towel</li></ul></li></ul>",
            [("- Bring:", 0, ""), ("- a towel", 0, "")],
            id="list in a list",
        ),
        pytest.param(
            "<ul><li><svg></svg></li></ul><p>We swim.</p>",
            [("We swim.", 0, "")],
            id="no bullet from an empty item",
        ),
        pytest.param(
            "<table><tr><td>Age</td><td>Fee</td></tr><tr><td>6</td><td>$9</td></tr></table>",
            [("Age | Fee", 0, ""), ("6 | $9", 0, "")],
            id="table without headers",
        ),
        pytest.param(
            "<p>Gate: <img alt='blue door'></p>", [("Gate: blue door", 0, "")], id="image"
        ),
        pytest.param("<p> </p><div></div><p>We swim.</p>", [("We swim.", 0, "")], id="empty"),
    ],
)
def test_text_falls_into_one_block_a_line(body, expected):
    assert texts_of(body) == expected


def test_a_heading_has_the_anchor_that_leads_to_it_and_other_text_has_none():
    body = "<h2 id='fees'>Fees</h2><p id='sum'>Nine dollars.</p>"

    assert texts_of(body) == [("Fees", 2, "fees"), ("Nine dollars.", 0, "")]


@pytest.mark.parametrize(
    ("body", "are_jumps"),
    [
        pytest.param("<p><a href='#fees'>Fees</a></p>", [True], id="one link"),
        pytest.param(
            "<p><a href='#fees'>Fees</a></p><p>Hours</p>", [True, False], id="text after it"
        ),
        pytest.param(
            "<p><a href='#a'>Fees</a> | <a href='#b'>Hours</a></p>", [True], id="contents"
        ),
        pytest.param("<p><a href='/fees'>Fees</a></p>", [False], id="link to another page"),
        pytest.param(
            "<p><a href='#a'>Fees</a> are the same for all children.</p>",
            [False],
            id="sentence with a link",
        ),
    ],
)
def test_a_line_of_links_within_the_page_is_recognised(body, are_jumps):
    assert [block.is_jump for block in content_blocks(body)] == are_jumps


@pytest.mark.parametrize(
    ("body", "are_links"),
    [
        pytest.param("<p><a href='/a'>Fees</a> | <a href='/b'>Hours</a></p>", [True], id="strip"),
        pytest.param(
            "<p><a href='/a'>Fees and hours</a></p><p>Hours</p>", [True, False], id="text after it"
        ),
        pytest.param("<p><a href=''>Fees and hours</a></p>", [True], id="link to the same page"),
        pytest.param("<p><a name='a'>Fees and hours</a></p>", [False], id="anchor"),
        pytest.param(
            "<p><a href='/a'>Fees</a> are the same for all children.</p>", [False], id="sentence"
        ),
    ],
)
def test_a_line_of_links_is_recognised(body, are_links):
    assert [block.is_links for block in content_blocks(body)] == are_links


def test_skipped_elements_are_left_out_with_all_they_hold():
    root = main_content(tree("<p>We swim.</p><div><p>We sink.</p></div>"))

    left = blocks([root], {id(root.find("div"))})

    assert [block.text for block in left] == ["We swim."]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_blocks_hold_clean_text_and_reading_twice_changes_nothing(body):
    soup = tree(body)

    once = blocks([main_content(soup)])

    assert blocks([main_content(soup)]) == once
    lines = [line for block in once for line in block.text.split("\n")]
    assert all(line and line == " ".join(line.split()) for line in lines)
