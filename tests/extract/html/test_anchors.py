import pytest

from faqbot.extract.html.anchors import Anchors, is_permalink
from faqbot.extract.html.tree import parse_text


def anchor_of(body, name="h3"):
    soup = parse_text(body)
    return Anchors(soup).of(soup.find(name))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<h3 id=fees>Fees</h3>", id="id"),
        pytest.param("<h3><a name=fees>Fees</a></h3>", id="name of a link inside"),
        pytest.param("<h3>Fees <a id=fees></a></h3>", id="empty link at the end"),
        pytest.param("<a name=fees></a><h3>Fees</h3>", id="empty link before"),
        pytest.param("<p><a name=fees></a></p><hr><h3>Fees</h3>", id="empty link in a paragraph"),
        pytest.param("<span id=fees></span><br><h3>Fees</h3>", id="empty element before"),
        pytest.param("<section id=fees><h3>Fees</h3><p>Nine.</p></section>", id="section"),
        pytest.param("<li id=fees><div><div><h3>Fees</h3></div></div></li>", id="far wrapper"),
        pytest.param("<dl id=x><dt id=fees><h3>Fees</h3></dl>", id="nearest wrapper"),
        pytest.param(
            "<div id=fees><i aria-hidden=true>expand_more</i><h3>Fees</h3></div>", id="icon before"
        ),
        pytest.param("<div id=fees><b>12.</b><h3>Fees</h3></div>", id="number before"),
        pytest.param(
            "<p id=fees></p><h3><a class=headerlink href='#fees'>¶</a>Fees</h3>",
            id="permalink before the text",
        ),
        pytest.param(
            "<h3>Fees<a href='#fees'>#</a></h3><p id=fees>Nine.</p>", id="target of a permalink"
        ),
        pytest.param("<p>Old <i id=Fees></i></p><h3 id=fees>Fees</h3>", id="case counts"),
    ],
)
def test_a_heading_is_linked_by_the_anchor_that_a_browser_jumps_to(body):
    assert anchor_of(body) == "fees"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<h3>Fees</h3>", id="none"),
        pytest.param("<section id=fees>Nine dollars.<h3>Fees</h3></section>", id="text before it"),
        pytest.param("<p id=fees>Nine dollars.</p><h3>Fees</h3>", id="of the line before"),
        pytest.param("<p><a id=fees></a>First.</p><h3 id=fees>Fees</h3>", id="stands before"),
        pytest.param("<b id=fees>Other things</b><h3><a name=fees>Fees</a></h3>", id="id first"),
        pytest.param("<h3><input name=fees>Fees</h3>", id="name of a field"),
        pytest.param("<h3>Fees<a href='#gone'>#</a></h3>", id="permalink without a target"),
    ],
)
def test_a_heading_takes_no_anchor_that_leads_elsewhere(body):
    assert anchor_of(body) == ""


def test_a_text_that_is_removed_later_still_counts():
    soup = parse_text("<div id=page><nav>Home, fees, contact</nav><h3>Fees</h3></div>")
    anchors = Anchors(soup)
    soup.find("nav").extract()

    assert anchors.of(soup.find("h3")) == ""


@pytest.mark.parametrize(
    "attribute", ["aria-controls=p1", "data-bs-target=#p1", "data-target=#p1", "href=#p1"]
)
def test_a_toggle_names_its_panel(attribute):
    soup = parse_text(f"<p><a {attribute}>Is it free?</a></p><div id=p1>Yes.</div>")

    assert Anchors(soup).of_panel(soup.find("p")) == "p1"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("<a href='#x'>¶</a>", True, id="pilcrow"),
        pytest.param("<a href='#x'>\u200b</a>", True, id="zero-width space"),
        pytest.param("<a href='faq.html#x'>🔗</a>", True, id="whole link"),
        pytest.param("<a href='#x'>Permalink to this heading</a>", True, id="words"),
        pytest.param("<a href='#x'>Enlace permanente a esto</a>", True, id="Spanish"),
        pytest.param("<a href='#x' class='header-anchor'>Fees</a>", True, id="class"),
        pytest.param("<a href='#x'>Fees</a>", False, id="entry of a table of contents"),
        pytest.param("<a href='#x'><img alt=''></a>", False, id="picture"),
        pytest.param("<a href='/x'>#</a>", False, id="other page"),
        pytest.param("<a name='x'></a>", False, id="anchor"),
    ],
)
def test_permalinks_are_told_from_other_links(link, expected):
    assert is_permalink(parse_text(link).find("a")) is expected


def test_the_text_is_that_of_the_browser_a_line_for_each_block_and_cell():
    soup = parse_text(
        "<title>T</title><p>Nine <b>dollars</b><img alt=coin><p>a<table><tr><td>b<td>c</table>"
    )

    lines = [line.strip() for line in Anchors(soup).text.split("\n")]

    assert list(filter(None, lines)) == ["Nine dollars", "a", "b", "c"]


def test_of_endless_anchors_before_a_short_text_the_nearest_lead_to_it():
    soup = parse_text("".join(f"<span id=a{n}></span>" for n in range(1000)) + "<h3>Q1</h3>")

    anchors = Anchors(soup).all_of(soup.h3)

    assert "a999" in anchors
    assert len(anchors) < 100


def test_a_line_break_between_the_words_of_a_listing_ends_a_line():
    soup = parse_text("<pre><b>close</b>(pipe)<b>\n</b><b>if</b> late</pre>")

    lines = [line.strip() for line in Anchors(soup).text.split("\n")]

    assert list(filter(None, lines)) == ["close(pipe)", "if late"]
