import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.html.sanitize import clean_html, lines_html

PAGE = "https://oakhill.example/about/faq"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>We <strong>swim</strong> and <em>sing</em>.</p>", id="emphasis"),
        pytest.param("<ul><li>towel</li><li>cap</li></ul>", id="list"),
        pytest.param('<table><tbody><tr><th colspan="2">Fee</th></tr></tbody></table>', id="table"),
    ],
)
def test_what_carries_meaning_stays(html):
    assert clean_html(html, PAGE) == html


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        pytest.param("/fees", "https://oakhill.example/fees", id="from the root"),
        pytest.param("#q2", PAGE + "#q2", id="on the page"),
        pytest.param("mailto:a@oakhill.example", "mailto:a@oakhill.example", id="mail"),
    ],
)
def test_links_are_absolute(href, expected):
    assert f'href="{expected}"' in clean_html(f'<a href="{href}">x</a>', PAGE)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" jav&#9;ascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<p style="position:fixed" onclick="alert(1)" class="x" id="y">x</p>',
        "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
        "<iframe src=//evil.example></iframe>",
        '<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
    ],
)
def test_nothing_that_acts_or_dresses_up_gets_through(hostile):
    cleaned = clean_html(hostile, PAGE)
    for trace in ("script", "alert", "onerror", "onclick", "style", "class", "data:", "frame"):
        assert trace not in cleaned.lower()


@pytest.mark.parametrize("space", ["&nbsp;", "\u2003", "\u3000", "&#1;", "\t"])
@pytest.mark.parametrize("scheme", ["javascript:", "JavaScript:", "data:text/html,", "vbscript:"])
def test_no_space_hides_a_scheme_that_runs(space, scheme):
    cleaned = clean_html(f'<a href="{space}{scheme}alert(1)">x</a>', PAGE)
    assert "href" not in cleaned or 'href="https://oakhill.example/' in cleaned


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_cleaning_twice_changes_nothing(html):
    once = clean_html(html, PAGE)
    assert clean_html(once, PAGE) == once


def test_text_from_a_file_is_escaped():
    assert lines_html("a < b\n- <i>") == "<p>a &lt; b</p><ul><li>&lt;i&gt;</li></ul>"
