import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.records import Page
from faqbot.core.urls import normalise_url
from faqbot.crawl.page.directives import read_directives

BASE = "https://oakhill.example/about/faq.aspx"
ORIGIN = "https://oakhill.example"
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def read(body, **headers):
    """Return what an HTML page says, with "_" for "-" in the names of headers."""
    body = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sha256 = hashlib.sha256(body).hexdigest()
    page = Page(BASE, 200, NOW.isoformat(), {"content-type": "text/html"} | named, sha256, body)
    return read_directives(page, product="faqbot", now=NOW)


def paths(directives):
    return [link.removeprefix(ORIGIN) for link in directives.links]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<a href="cost.aspx">', ["/about/cost.aspx"], id="relative"),
        pytest.param('<a href="/list?a=1&amp;b=2">', ["/list?a=1&b=2"], id="escaped"),
        pytest.param("<A HREF=/cost.aspx>Cost", ["/cost.aspx"], id="old markup"),
        pytest.param('<map><area href="/map"></map>', ["/map"], id="image map"),
        pytest.param('<iframe src="/inner.html"></iframe>', ["/inner.html"], id="inner frame"),
        pytest.param(
            '<frameset><frame src="/menu.html"></frameset>', ["/menu.html"], id="frameset"
        ),
        pytest.param('<base href="/es/"><a href="faq">', ["/es/faq"], id="base"),
        pytest.param('<base href="/a/"><base href="/b/"><a href="x">', ["/a/x"], id="two bases"),
        pytest.param('<base href="http://["><a href="/cost">', ["/cost"], id="broken base"),
        pytest.param(
            '<a href="/b"><a href="/a"><a href="/b#c">', ["/b", "/a"], id="once, in order"
        ),
        pytest.param('<a href="/handbook.pdf">', ["/handbook.pdf"], id="PDF"),
        pytest.param('<a href="/crest.PNG">', [], id="picture"),
        pytest.param('<a href="#q3">', [], id="same page"),
        pytest.param('<a href=""><a>', [], id="empty"),
        pytest.param('<a rel="external NoFollow" href="/ad"><a href="/ok">', ["/ok"], id="rel"),
        pytest.param(
            '<meta http-equiv=Refresh content="0; URL=/new"><a href="/b">',
            ["/new", "/b"],
            id="meta refresh",
        ),
        pytest.param('<form action="/find"><input name="q"></form>', [], id="form"),
        pytest.param('<!-- <a href="/old"> --><a href="/b">', ["/b"], id="comment"),
        pytest.param('<script>"<a href=/x>"</script><a href="/b">', ["/b"], id="script"),
        pytest.param("<div>" * 10_000 + '<a href="/deep">', ["/deep"], id="deeply nested"),
        pytest.param("<b><i>" * 8_000 + '<a href="/deep">', ["/deep"], id="never closed"),
        pytest.param('<p>\x00\x01<a href="/b">', ["/b"], id="control characters"),
        pytest.param("", [], id="empty page"),
        pytest.param(
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><a href="/a"/></html>',
            ["/a"],
            id="XHTML",
        ),
        pytest.param('<?xml version="1.0"?><feed><a href="/a"/>', ["/a"], id="XML sent as HTML"),
    ],
)
def test_a_page_leads_to_its_readable_links(html, expected):
    assert paths(read(html)) == expected


def test_links_to_other_sites_are_found_too():
    html = '<a href="//district.example/a"><a href="http://oakhill.example:8080/b">'

    assert read(html).links == ("https://district.example/a", "http://oakhill.example:8080/b")


def test_links_are_read_in_the_charset_of_the_page():
    html = '<a href="/año"><a href="/lista?q=año">'.encode("cp1252")

    latin = read(html, content_type="text/html; charset=iso-8859-1")
    wide = read('\ufeff<a href="/año?q=año">'.encode("utf-16-le"))

    assert paths(latin) == ["/a%C3%B1o", "/lista?q=a%F1o"]
    assert paths(wide) == ["/a%C3%B1o?q=a%C3%B1o"]


def test_the_first_10000_of_very_many_links_are_kept():
    html = "".join(f'<a href="/item/{number}">' for number in range(20_000))

    assert paths(read(html)) == [f"/item/{number}" for number in range(10_000)]


@pytest.mark.parametrize(
    ("html", "headers", "is_indexable", "follows"),
    [
        pytest.param("", {}, True, True, id="nothing said"),
        pytest.param('<meta name="robots" content="noindex">', {}, False, True, id="noindex"),
        pytest.param('<META NAME=ROBOTS CONTENT="NoFollow">', {}, True, False, id="nofollow"),
        pytest.param('<meta name="robots" content="none">', {}, False, False, id="none"),
        pytest.param('<meta name="robots" content="index , all">', {}, True, True, id="all"),
        pytest.param('<meta name="FAQbot" content="noindex">', {}, False, True, id="our name"),
        pytest.param('<meta name="otherbot" content="none">', {}, True, True, id="other name"),
        pytest.param(
            '<meta name="robots" content="noindex"><meta name="robots" content="nofollow">',
            {},
            False,
            False,
            id="two metas",
        ),
        pytest.param('<p><meta name="robots" content="none">', {}, False, False, id="in the body"),
        pytest.param("", {"x_robots_tag": "noarchive, NOINDEX"}, False, True, id="header"),
        pytest.param("", {"x_robots_tag": "faqbot: nofollow"}, True, False, id="header, our name"),
        pytest.param("", {"x_robots_tag": "otherbot: noindex, nofollow"}, True, True, id="not us"),
        pytest.param(
            "", {"x_robots_tag": "otherbot: none, FaqBot: noindex"}, False, True, id="both"
        ),
        pytest.param(
            "", {"x_robots_tag": "max-snippet: 20, noindex"}, False, True, id="rule with a value"
        ),
        pytest.param("", {"x_robots_tag": "unavailable_after: 2026-11-23"}, False, True, id="over"),
        pytest.param(
            "", {"x_robots_tag": "unavailable_after: 2026-11-25"}, True, True, id="not over yet"
        ),
        pytest.param(
            "",
            {"x_robots_tag": "unavailable_after: 25 Jun 2010 15:00:00 PST"},
            False,
            True,
            id="over in other words",
        ),
        pytest.param(
            "", {"x_robots_tag": "unavailable_after: some day, noarchive"}, True, True, id="no day"
        ),
    ],
)
def test_robots_rules_decide_about_indexing_and_following(html, headers, is_indexable, follows):
    said = read(f'{html}<a href="/next">', **headers)

    assert said.is_indexable is is_indexable
    assert bool(said.links) is follows


@pytest.mark.parametrize(
    ("html", "headers", "expected"),
    [
        pytest.param('<link rel=canonical href="/faq#top">', {}, "/faq", id="element"),
        pytest.param('<link rel="shortlink Canonical" href="/faq">', {}, "/faq", id="many rels"),
        pytest.param('<base href="/es/"><link rel=canonical href="faq">', {}, "/es/faq", id="base"),
        pytest.param("", {"link": '</faq>; rel="canonical"'}, "/faq", id="header"),
        pytest.param(
            "", {"link": "</a>; rel=next, </faq>;rel=canonical"}, "/faq", id="second in the header"
        ),
        pytest.param("", {"link": '</a>; title="canonical"'}, "", id="only called so"),
        pytest.param('<link rel=canonical href="//district.example/faq">', {}, "", id="elsewhere"),
        pytest.param(f'<link rel=canonical href="{BASE}">', {}, "", id="itself"),
        pytest.param('<link rel=canonical href="mailto:x">', {}, "", id="no page"),
        pytest.param(
            '<link rel=canonical href="/a"><link rel=canonical href="/b">', {}, "", id="two"
        ),
        pytest.param(
            '<link rel=canonical href="/a">', {"link": "</a>; rel=canonical"}, "/a", id="="
        ),
    ],
)
def test_the_canonical_url_is_read(html, headers, expected):
    said = read(html, **headers)

    assert said.canonical.removeprefix(ORIGIN) == expected
    assert paths(said) == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("0; url=/new", "/new", id="usual"),
        pytest.param("5,URL = '/new' ", "/new", id="quoted"),
        pytest.param("0;/new", "/new", id="without url="),
        pytest.param("1.5 /new", "/new", id="without a semicolon"),
        pytest.param("30", "", id="the same page again"),
        pytest.param("0; url=javascript:go()", "", id="script"),
        pytest.param("", "", id="empty"),
    ],
)
def test_the_target_of_a_refresh_is_a_link(content, expected):
    by_meta = read(f'<meta http-equiv="refresh" content="{content}">')
    by_header = read("", refresh=content)

    assert paths(by_meta) == paths(by_header) == [expected] * bool(expected)


def test_a_pdf_has_directives_in_its_headers_only():
    said = read(b'%PDF-1.7 <a href="/x">', content_type="application/pdf", x_robots_tag="noindex")

    assert said.links == ()
    assert not said.is_indexable


def test_equal_text_is_recognised_whatever_the_markup_and_the_links():
    one = read("<style>p {}</style><h1>Fees</h1> <p>None  at all.</p><script>1</script>")
    two = read(
        '<h1><a href="/?sid=2">Fees</a></h1>\n<p class="x">None at all.</p><script>2</script>'
    )
    other = read("<h1>Fees</h1><p>None at all in 2027.</p>")

    assert one.text_hash == two.text_hash != other.text_hash


def test_lines_that_differ_in_numbers_only_are_one():
    november = read("<h1>Events 11/2026</h1><td>1</td><td>2</td>")
    december = read("<h1>Events 12/2026</h1><td>3</td>")
    picnic = read("<h1>Events 6/2026</h1><p>Picnic</p>")

    assert november.lines == december.lines < picnic.lines


def test_pages_without_text_differ_by_their_bytes():
    assert read("<img src=a>").text_hash != read("<img src=b>").text_hash
    assert read("<img src=a>").lines != read("<img src=b>").lines


@given(st.binary(), st.sampled_from(["text/html", "text/html; charset=utf-16", "text/x"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_without_an_error(body, content_type):
    read(body, content_type=content_type)


@given(st.text(), st.text(), st.text())
@settings(max_examples=100, deadline=None)
def test_links_are_always_normalised(stated, base, target):
    said = read(
        f"<base href='{base}'><meta name=robots content='{stated}'><a href='{target}'>".encode(
            "utf-8", "replace"
        ),
        x_robots_tag=stated,
        link=f"<{target}>; rel=canonical",
        refresh=f"0;{target}",
    )

    assert list(said.links) == [normalise_url(link) for link in said.links]
