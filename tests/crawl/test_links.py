import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot.crawl.links import is_same_site, normalise_url, page_links
from faqbot.errors import UrlError

BASE = "https://oakhill.example/about/faq.aspx"
many = settings(max_examples=100, deadline=None)
# Characters that mean something in a URL come up often enough to meet each other.
url_text = st.text(st.one_of(st.sampled_from("/.:?#&=%;@[]+ \t\\wé2eE"), st.characters()))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("HTTPS://OakHill.Example/FAQ", "https://oakhill.example/FAQ", id="case"),
        pytest.param("http://oakhill.example", "http://oakhill.example/", id="empty path"),
        pytest.param("http://oakhill.example:80/", "http://oakhill.example/", id="default port"),
        pytest.param("https://oakhill.example:443/", "https://oakhill.example/", id="TLS port"),
        pytest.param("http://oakhill.example:443/", "http://oakhill.example:443/", id="own port"),
        pytest.param("http://oakhill.example./x", "http://oakhill.example/x", id="dot after host"),
        pytest.param("http://pat:pw@oakhill.example/", "http://oakhill.example/", id="user"),
        pytest.param("http://[::1]:8080/x", "http://[::1]:8080/x", id="IPv6"),
        pytest.param("https://grüntal.example/", "https://xn--grntal-4ya.example/", id="umlaut"),
        pytest.param("https://a.example/x#top", "https://a.example/x", id="fragment"),
        pytest.param("https://a.example/x/./y/../z", "https://a.example/x/z", id="dot segments"),
        pytest.param("https://a.example/../../x", "https://a.example/x", id="above the root"),
        pytest.param("https://a.example/x/%2e%2e/y", "https://a.example/y", id="escaped dots"),
        pytest.param("https://a.example//x/../y", "https://a.example//y", id="double slash"),
        pytest.param("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2", id="arguments"),
        pytest.param("https://a.example/?a=&b", "https://a.example/?a=&b=", id="empty arguments"),
        pytest.param("https://a.example/x?", "https://a.example/x", id="empty query"),
        pytest.param(
            "https://a.example/%7Eoffice", "https://a.example/~office", id="escaped tilde"
        ),
        pytest.param("https://a.example/a%2fb", "https://a.example/a%2Fb", id="escaped slash"),
        pytest.param("https://a.example/niños", "https://a.example/ni%C3%B1os", id="accent"),
        pytest.param("https://a.example/ni%f1os", "https://a.example/ni%F1os", id="old encoding"),
        pytest.param(" https://a.example/a b\n", "https://a.example/a%20b", id="spaces"),
    ],
)
def test_each_page_has_one_spelling(raw, expected):
    assert normalise_url(raw) == expected


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        pytest.param("mailto:office@oakhill.example", "not a web address", id="mail"),
        pytest.param("oakhill.example", "not a web address", id="no scheme"),
        pytest.param("//oakhill.example/", "not a web address", id="relative scheme"),
        pytest.param("https:///faq", "the host is missing", id="no host"),
        pytest.param("https://../", "the host is missing", id="only dots"),
        pytest.param("https://[::1/", "not a URL that can be read", id="open bracket"),
        pytest.param("https://a.example:99999/", "not a URL that can be read", id="large port"),
        pytest.param("https://a.example:web/", "not a URL that can be read", id="port of letters"),
    ],
)
def test_what_is_no_web_address_is_named_with_the_reason(url, complaint):
    with pytest.raises(UrlError) as raised:
        normalise_url(url)

    assert str(raised.value).startswith(f"{url}: {complaint}")


@given(
    st.sampled_from(["http://", "https://", "https://a.example", "https://a.example/", ""]),
    url_text,
)
@many
def test_normalising_twice_changes_nothing(start, rest):
    try:
        once = normalise_url(start + rest)
    except UrlError:
        return

    assert normalise_url(once) == once


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<a href="cost.aspx">', ["/about/cost.aspx"], id="relative"),
        pytest.param('<a href="/cost.aspx">', ["/cost.aspx"], id="from the root"),
        pytest.param('<a href="?page=2">', ["/about/faq.aspx?page=2"], id="query only"),
        pytest.param('<a href="\n /cost.aspx \n">', ["/cost.aspx"], id="white space"),
        pytest.param('<a href="/list?a=1&amp;b=2">', ["/list?a=1&b=2"], id="escaped"),
        pytest.param("<A HREF=/cost.aspx>Cost", ["/cost.aspx"], id="old markup"),
        pytest.param('<map><area href="/map"></map>', ["/map"], id="image map"),
        pytest.param('<iframe src="/inner.html"></iframe>', ["/inner.html"], id="inner frame"),
        pytest.param(
            '<frameset><frame src="/menu.html"></frameset>', ["/menu.html"], id="frameset"
        ),
        pytest.param('<base href="/es/"><a href="faq">', ["/es/faq"], id="base"),
        pytest.param(
            '<a href="/b"><a href="/a"><a href="/b#c">', ["/b", "/a"], id="once, in order"
        ),
        pytest.param('<a href="/handbook.pdf">', ["/handbook.pdf"], id="PDF"),
        pytest.param('<a href="/get?file=x.zip">', ["/get?file=x.zip"], id="suffix in the query"),
        pytest.param('<a href="/crest.PNG">', [], id="picture"),
        pytest.param('<a href="/forms.docx?v=2">', [], id="word file"),
        pytest.param('<a href="#q3">', [], id="same page"),
        pytest.param('<a href=""><a>', [], id="empty"),
        pytest.param('<a href="mailto:office@oakhill.example">', [], id="mail"),
        pytest.param('<a href="JavaScript:print()">', [], id="script"),
        pytest.param('<a href="http://[">', [], id="broken"),
        pytest.param(
            '<base href="http://["><a href="/cost.aspx">', ["/cost.aspx"], id="broken base"
        ),
        pytest.param("", [], id="empty page"),
        pytest.param(
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><a href="/a"/></html>',
            ["/a"],
            id="XHTML",
        ),
        pytest.param('<?xml version="1.0"?><feed><a href="/a"/>', ["/a"], id="XML sent as HTML"),
        pytest.param("moved.html", [], id="nothing but a file name"),
    ],
)
def test_a_page_leads_to_its_readable_links(html, expected):
    links = page_links(html.encode(), BASE)

    assert links == ["https://oakhill.example" + path for path in expected]


def test_links_to_other_sites_are_found_too():
    html = b'<a href="//district.example/a"><a href="http://oakhill.example:8080/b">'

    assert page_links(html, BASE) == ["https://district.example/a", "http://oakhill.example:8080/b"]


@given(url_text, url_text)
@example("http://[", "x")
@many
def test_links_of_any_page_are_normal(base, reference):
    html = f"<base href='{base}'><a href='{reference}'>".encode("utf-8", "replace")

    links = page_links(html, BASE)

    assert links == [normalise_url(link) for link in links]


@given(st.binary())
@many
def test_bytes_that_are_no_page_are_read_without_complaint(body):
    assert isinstance(page_links(body, BASE), list)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://oakhill.example/faq", True, id="same host"),
        pytest.param("https://www.oakhill.example/", True, id="with www"),
        pytest.param("http://oakhill.example/", True, id="without TLS"),
        pytest.param("https://oakhill.example:8443/", False, id="other port"),
        pytest.param("https://forum.oakhill.example/", False, id="part of the domain"),
        pytest.param("https://oakhill.example.evil.example/", False, id="longer name"),
        pytest.param("https://notoakhill.example/", False, id="same ending"),
    ],
)
def test_a_site_is_one_host_and_port_with_or_without_www(url, expected):
    seed = "https://oakhill.example/"

    assert is_same_site(url, seed) is expected
    assert is_same_site(seed, url) is expected


def test_two_ports_of_a_host_are_two_sites():
    assert not is_same_site("http://oakhill.example:8080/", "http://oakhill.example:8081/")
