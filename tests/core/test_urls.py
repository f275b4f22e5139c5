import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot.core.errors import UrlError
from faqbot.core.urls import can_hold_text, is_same_site, normalise_url, resolve_link

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
        pytest.param("https://a.example/?a=&b", "https://a.example/?a=&b", id="empty arguments"),
        pytest.param("https://a.example/x?", "https://a.example/x", id="empty query"),
        pytest.param(
            "https://a.example/%7Eoffice", "https://a.example/~office", id="escaped tilde"
        ),
        pytest.param("https://a.example/a%2fb", "https://a.example/a%2Fb", id="escaped slash"),
        pytest.param("https://a.example/niños", "https://a.example/ni%C3%B1os", id="accent"),
        pytest.param("https://a.example/ni%f1os", "https://a.example/ni%F1os", id="old encoding"),
        pytest.param(
            "https://a.example/?q=a b&&r=é", "https://a.example/?q=a%20b&r=%C3%A9", id="query"
        ),
        pytest.param("https://a.example/?f[x]=1", "https://a.example/?f%5Bx%5D=1", id="brackets"),
        pytest.param("https://a.example/a%zz", "https://a.example/a%25zz", id="no escape"),
        pytest.param("https://straße.example/", "https://xn--strae-oqa.example/", id="sharp s"),
        pytest.param("https://ｏａｋ.example/", "https://oak.example/", id="wide letters"),
        pytest.param("http://127.1/", "http://127.0.0.1/", id="short address"),
        pytest.param("http://2130706433/", "http://127.0.0.1/", id="address in one number"),
        pytest.param("http://0x7f.0.0.01/", "http://127.0.0.1/", id="hexadecimal address"),
        pytest.param("http://[0:0::1]/", "http://[::1]/", id="long IPv6"),
        pytest.param("http:\\\\a.example\\x", "http://a.example/x", id="backslashes"),
        pytest.param("ht\ntp://a.exa\tmple/", "http://a.example/", id="line breaks inside"),
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
        pytest.param("https://oak..example/", "the host is missing", id="empty label"),
        pytest.param("https://[fe80::1%25en0]/", "the host is missing", id="address with a zone"),
        pytest.param("https://1.2.3.4.5/", "invalid URL", id="odd address"),
        pytest.param("https://[::1/", "invalid URL", id="open bracket"),
        pytest.param("https://a.example:99999/", "invalid URL", id="large port"),
        pytest.param("https://a.example:web/", "invalid URL", id="port of letters"),
    ],
)
def test_an_invalid_url_is_named_with_the_reason(url, complaint):
    with pytest.raises(UrlError) as raised:
        normalise_url(url)

    assert str(raised.value).startswith(f"{url}: {complaint}")


def test_a_url_of_more_than_2000_characters_is_refused_and_not_repeated_in_full():
    with pytest.raises(UrlError, match="longer than 2,000 characters") as raised:
        normalise_url("https://oakhill.example/" + "a" * 1_000_000)

    assert len(str(raised.value)) < 200


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
    ("reference", "expected"),
    [
        pytest.param("cost.aspx", "/about/cost.aspx", id="relative"),
        pytest.param("/cost.aspx", "/cost.aspx", id="from the root"),
        pytest.param("?page=2", "/about/faq.aspx?page=2", id="query only"),
        pytest.param("\n /cost.aspx \n", "/cost.aspx", id="white space around"),
        pytest.param("/co\nst\t.aspx", "/cost.aspx", id="white space inside"),
        pytest.param("HTTPS:/cost.aspx", "/cost.aspx", id="scheme without a host"),
        pytest.param("\\about\\cost", "/about/cost", id="backslashes"),
        pytest.param("/find?path=a\\b", "/find?path=a%5Cb", id="backslash in the query"),
        pytest.param("/cost\x00.aspx", "/cost%00.aspx", id="control character"),
        pytest.param("/100%", "/100%25", id="bare percent sign"),
    ],
)
def test_a_reference_leads_where_a_browser_goes(reference, expected):
    assert resolve_link(BASE, reference) == "https://oakhill.example" + expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        pytest.param("//district.example/a", "https://district.example/a", id="same scheme"),
        pytest.param(
            "http://district.example\\@oakhill.example/",
            "http://district.example/@oakhill.example/",
            id="host before a backslash",
        ),
        pytest.param("\\\\district.example\\a", "https://district.example/a", id="backslashes"),
    ],
)
def test_a_reference_to_another_host_shows_that_host(reference, expected):
    assert resolve_link(BASE, reference) == expected


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param("", id="empty"),
        pytest.param(" #q3", id="same page"),
        pytest.param("mailto:office@oakhill.example", id="mail"),
        pytest.param("Java\nScript:print()", id="script"),
        pytest.param("http://[", id="open bracket"),
        pytest.param("https://oak hill.example/", id="space in the host"),
        pytest.param("/" + "a" * 2_000, id="too long"),
        pytest.param("/" + "é" * 400, id="too long once escaped"),
    ],
)
def test_some_references_lead_to_no_page(reference):
    assert resolve_link(BASE, reference) == ""


@given(url_text, url_text)
@example("http://[", "x")
@many
def test_a_resolved_reference_is_normalised(base, reference):
    link = resolve_link(resolve_link(BASE, base) or BASE, reference)

    assert link == "" or link == normalise_url(link)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/handbook.pdf", True, id="PDF"),
        pytest.param("/get?file=x.zip", True, id="suffix in the query"),
        pytest.param("/crest.PNG", False, id="picture"),
        pytest.param("/forms.docx?v=2", False, id="word file"),
    ],
)
def test_files_without_text_are_recognised_by_their_names(path, expected):
    assert can_hold_text("https://oakhill.example" + path) is expected


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
