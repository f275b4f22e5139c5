import re

import pytest
from bs4 import NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Page
from faqbot.extract.documents import read_document
from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.tree import edit, parse, parse_text, relink, tags, visible_text

NAMES = "div p ul li a b h2 h3 details summary button table td form span label".split()
TOKENS = (
    *(f"<{name}>" for name in NAMES),
    *(f"</{name}>" for name in NAMES),
    "<br>", "Is it open?", "Q: Who? A: All.", "Every day.", "A:", "1.", "<script>x()</script>",
    "<p onclick='x()'>", "<a href='javascript:x()'>", "<a href='#q1'>", "<a name=q1>",
    "<input type=checkbox id=i>", "<label for=i>",
)  # fmt: skip
markup = st.lists(st.sampled_from(TOKENS), max_size=60).map("".join)
many = settings(max_examples=100, deadline=None)


def tree(body):
    return parse(body.encode(), "text/html; charset=utf-8")


def texts_of(body):
    return [block.text for block in blocks([main_content(tree(body))])]


def linked(root):
    """Return the nodes below an element as `next_element` leads from one to the next."""
    nodes, node = [], root.next_element
    while node is not None:
        nodes.append(node)
        node = node.next_element
    return nodes


def held(root):
    """Return the nodes below an element as `contents` holds them."""
    nodes = []
    for child in root.contents:
        nodes.append(child)
        if isinstance(child, Tag):
            nodes.extend(held(child))
    return nodes


def same(nodes, expected):
    return list(map(id, nodes)) == list(map(id, expected))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param("café".encode("mac-roman"), "text/html; charset=macintosh", id="header"),
        pytest.param(
            "café".encode("mac-roman"), 'text/html; Charset="Macintosh"', id="quoted header"
        ),
        pytest.param(
            b"<meta charset=windows-1252><p>caf\xe9</p>", "text/html", id="page says it itself"
        ),
        pytest.param("café".encode("cp1252"), "text/html", id="charset not stated"),
        pytest.param("café, abierto".encode(), "text/html; charset=no-such", id="unknown charset"),
        pytest.param(
            "café, abierto".encode(), "text/html; charset=idna", id="charset of host names"
        ),
        pytest.param(
            "café, abierto".encode(), "text/html; charset=hex", id="codec that is no charset"
        ),
        pytest.param("café".encode("utf-8-sig"), "text/html", id="byte order mark"),
        pytest.param(
            "café".encode("utf-8-sig"),
            "text/html; charset=iso-8859-1",
            id="byte order mark against a wrong header",
        ),
    ],
)
def test_letters_come_out_right_in_every_charset(body, content_type):
    assert "café" in parse(body, content_type).get_text()


@pytest.mark.parametrize(
    "content_type",
    [
        pytest.param("text/html; charset=iso-8859-1", id="header"),
        pytest.param("text/html", id="page"),
    ],
)
def test_curly_quotes_survive_on_old_pages_that_say_latin_1(content_type):
    body = b"<meta charset=iso-8859-1><p>We don\x92t charge \x93late\x94 fees.</p>"

    page_blocks = blocks([main_content(parse(body, content_type))])

    assert [block.text for block in page_blocks] == ["We don’t charge “late” fees."]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("https://example.org/fees", id="looks like a link"),
        pytest.param("fees.html", id="looks like a file name"),
        pytest.param("<?xml version='1.0'?><note>fees</note>", id="is XML"),
    ],
)
def test_a_body_that_is_not_html_is_read_without_a_warning(body):
    assert "fees" in tree(body).get_text()


def test_nul_characters_leave_no_trace_in_words():
    assert texts_of("<p>Open ev\x00ery d\x00ay</p>") == ["Open every day"]


def test_three_thousand_nested_elements_are_read():
    assert texts_of("<div>" * 3000 + "We swim.") == ["We swim."]


def test_elements_nested_too_deep_become_siblings():
    deepest = max(len(list(tag.parents)) for tag in tags(tree("<div><b>" * 500 + "We swim.")))

    assert deepest <= 110


@given(markup)
@many
def test_editing_leaves_a_tree_whose_links_agree(body):
    root = parse_text(body)

    def change(node):
        if not isinstance(node, Tag):
            return NavigableString("text") if node == "Every day." else node
        return None if node.name == "li" else node

    edit(root, change)

    assert same(linked(root), held(root))
    assert not root.find("li")
    assert all(node.parent is not None and node in node.parent.contents for node in held(root))


@given(markup)
@many
def test_relinking_repairs_a_tree_whose_contents_were_turned_round(body):
    root = parse_text(body)
    for tag in [root, *tags(root)]:
        tag.contents = tag.contents[::-1]

    relink(root)

    assert same(linked(root), held(root))
    for tag in (node for node in [root, *held(root)] if isinstance(node, Tag) and node.contents):
        assert same(tag.contents, [tag.contents[0], *tag.contents[0].next_siblings])


@given(markup)
@many
def test_any_nesting_of_tags_is_read_or_refused_and_shown_safely(body):
    page = Page("https://club.example/", 200, "", {"content-type": "text/html"}, "", body.encode())

    try:
        passages = read_document(page).passages
    except ExtractionError:
        return

    html = " ".join(passage.html for passage in passages)
    assert not re.search(r"<script|<[^>]*\son\w+\s*=|javascript:", html, re.I)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<h3>Fees<p>Nine.<h3>Hours<p>Ten.", ["Fees", "Hours"], id="never closed"),
        pytest.param("<h3>Fees<ul><li>Nine.</ul></h3>", ["Fees"], id="list"),
        pytest.param("<h3><p>Fees</p></h3>", ["Fees"], id="paragraph that is the heading"),
        pytest.param("<h3><b>Fees</b> <div>2026</div></h3>", ["Fees 2026"], id="part on a line"),
    ],
)
def test_a_heading_ends_where_its_first_paragraph_starts(body, expected):
    soup = parse_text(body)

    assert [visible_text(heading) for heading in soup.find_all("h3")] == expected
    assert same(linked(soup), held(soup))
