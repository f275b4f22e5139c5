import gzip
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import FetchError, RefusedError
from faqbot.core.records import Page
from faqbot.crawl.frontier.sitemaps import read_sitemaps

SEED = "https://oakhill.example/"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"


def urlset(*locations):
    urls = "".join(f"<url><loc>{location}</loc></url>" for location in locations)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">{urls}</urlset>'


def index(*locations):
    maps = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
    return f'<sitemapindex xmlns="{NAMESPACE}">{maps}</sitemapindex>'


class Site:
    """Files by path: text, bytes, a status, or an error to raise."""

    def __init__(self, files):
        self.files = files
        self.asked = []

    def fetch(self, url):
        self.asked.append(url.removeprefix(SEED[:-1]))
        answer = self.files.get(self.asked[-1], 404)
        if isinstance(answer, Exception):
            raise answer
        status, body = (answer, b"") if isinstance(answer, int) else (200, answer)
        body = body.encode() if isinstance(body, str) else body
        return Page(url, status, "", {}, hashlib.sha256(body).hexdigest(), body)

    def read(self, *stated, limit=100_000):
        """Return the paths that the sitemaps list, and (path, result, reason) of each problem."""
        found = read_sitemaps(SEED, stated, self.fetch, limit=limit)
        cut = len(SEED) - 1
        return (
            [url[cut:] for url in found.urls],
            [(problem.url[cut:], problem.result, problem.reason) for problem in found.problems],
        )


def read(body):
    return Site({"/sitemap.xml": body}).read()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            urlset(SEED + "faq", SEED + "b?x=1&amp;y=2"), ["/faq", "/b?x=1&y=2"], id="XML"
        ),
        pytest.param(gzip.compress(urlset(SEED + "faq").encode()), ["/faq"], id="gzip"),
        pytest.param(
            urlset(SEED + "año").replace("UTF-8", "UTF-16").encode("utf-16"),
            ["/a%C3%B1o"],
            id="UTF-16",
        ),
        pytest.param(b"\xef\xbb\xbf" + urlset(SEED + "faq").encode(), ["/faq"], id="UTF-8 mark"),
        pytest.param(f"{SEED}faq\r\n\n {SEED}cost \n", ["/faq", "/cost"], id="text"),
        pytest.param("\ufeff" + SEED + "faq", ["/faq"], id="text with a mark"),
        pytest.param("", [], id="empty"),
        pytest.param(urlset("/faq"), ["/faq"], id="relative"),
        pytest.param(urlset(f"<![CDATA[{SEED}a?b&c]]>"), ["/a?b&c"], id="CDATA"),
        pytest.param(urlset(SEED + "a?b=1&c=2"), ["/a?b=1&c=2"], id="bare ampersand"),
        pytest.param(urlset(SEED + "faq", SEED + "faq#q1"), ["/faq"], id="once"),
        pytest.param(urlset(SEED + "crest.png", SEED + "plan.pdf"), ["/plan.pdf"], id="files"),
        pytest.param(
            f'<urlset xmlns:i="{IMAGES}"><url><loc>{SEED}faq</loc><i:image>'
            f"<i:loc>{SEED}photo</i:loc></i:image></url></urlset>",
            ["/faq"],
            id="image",
        ),
        pytest.param(
            f"<s:urlset xmlns:s='{NAMESPACE}'><s:url><s:loc>{SEED}faq</s:loc></s:url></s:urlset>",
            ["/faq"],
            id="prefix",
        ),
    ],
)
def test_a_sitemap_lists_pages(body, expected):
    assert read(body) == (expected, [])


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        pytest.param(
            urlset(SEED + "a", SEED + "b")[:-25],
            ["/a"],
            "the sitemap is broken in line 2",
            id="cut off",
        ),
        pytest.param(
            f"<urlset><url><loc>{SEED}a</loc><url><loc>{SEED}b</loc></url></urlset>",
            ["/a", "/b"],
            "the sitemap is broken in line 1",
            id="never closed",
        ),
        pytest.param(
            '<!DOCTYPE urlset [<!ENTITY x "y">]>' + urlset(SEED + "a"),
            [],
            "the sitemap has a DOCTYPE, which no sitemap needs",
            id="DOCTYPE",
        ),
        pytest.param(
            "<!doctype html><html><title>Home</title>", [], "the sitemap is a web page", id="page"
        ),
        pytest.param(
            "Nothing here", [], "the sitemap is neither XML nor a list of URLs", id="words"
        ),
        pytest.param(
            b"\x1f\x8b\x08junk", [], "the gzip data of the sitemap is damaged", id="no gzip"
        ),
        pytest.param(
            gzip.compress((SEED + "a\n" + SEED + "b\n").encode())[:-4],
            ["/a", "/b"],
            "the sitemap is truncated, or too large when decompressed",
            id="cut gzip",
        ),
        pytest.param(
            "".join(f"{SEED}item/{number}\n" for number in range(50_001)),
            [f"/item/{number}" for number in range(50_000)],
            "the sitemap has more than 50,000 entries; the rest is not read",
            id="too many",
        ),
        pytest.param(500, [], "HTTP status 500 for the sitemap", id="error"),
        pytest.param(FetchError(SEED, "no answer"), [], "no answer", id="no answer"),
    ],
)
def test_a_broken_sitemap_is_reported_and_read_as_far_as_possible(body, expected, reason):
    assert read(body) == (expected, [("/sitemap.xml", "failed", reason)])


def test_a_gzip_bomb_is_decompressed_up_to_50_mb_only():
    paths, problems = read(gzip.compress(b" " * 60 * 2**20 + (SEED + "a").encode(), 1))

    assert paths == []
    assert problems[0][2] == "the sitemap is truncated, or too large when decompressed"


def test_entities_are_never_expanded():
    laughs = urlset("&a;" * 1_000 + SEED + "faq")

    paths, problems = read(laughs)

    assert len(paths) <= 1
    assert "broken" in problems[0][2]


def test_urls_of_other_sites_are_counted_and_left_out():
    body = urlset("https://district.example/a", "file:///etc/passwd", SEED + "faq")

    assert read(body) == (
        ["/faq"],
        [("/sitemap.xml", "refused", "lists 2 URLs of other sites")],
    )


def test_a_missing_default_sitemap_is_no_problem():
    assert Site({}).read() == ([], [])


def test_a_missing_sitemap_of_robots_txt_is_a_problem():
    site = Site({"/sitemap.xml": urlset(SEED + "faq")})

    paths, problems = site.read("/map.xml")

    assert paths == []
    assert problems == [("/map.xml", "failed", "HTTP status 404 for the sitemap")]
    assert site.asked == ["/map.xml"]


def test_each_sitemap_of_an_index_is_read_once():
    site = Site(
        {
            "/map.xml": index(SEED + "map.xml", SEED + "inner.xml", SEED + "a.xml"),
            "/inner.xml": index(SEED + "map.xml", SEED + "b.xml"),
            "/a.xml": urlset(SEED + "a"),
            "/b.xml": urlset(SEED + "b"),
        }
    )

    assert site.read("/map.xml", "/a.xml") == (["/a", "/b"], [])
    assert sorted(site.asked) == ["/a.xml", "/b.xml", "/inner.xml", "/map.xml"]


def test_an_index_never_leads_to_another_site():
    site = Site({"/map.xml": index("https://district.example/map.xml")})

    _, ((_, result, reason),) = site.read("/map.xml")

    assert (result, reason) == ("refused", "the sitemap belongs to another site")
    assert site.asked == ["/map.xml"]


def test_a_refused_sitemap_is_reported():
    site = Site({"/map.xml": RefusedError(SEED, "disallowed by robots.txt")})

    assert site.read("/map.xml")[1] == [("/map.xml", "refused", "disallowed by robots.txt")]


def test_nested_indexes_are_read_to_a_limited_depth():
    site = Site({f"/{depth}.xml": index(f"{SEED}{depth + 1}.xml") for depth in range(50)})

    _, problems = site.read("/0.xml")

    assert site.asked == ["/0.xml", "/1.xml", "/2.xml", "/3.xml"]
    assert problems == [("/4.xml", "refused", "sitemaps more than 3 deep are not read")]


def test_at_most_100_sitemaps_are_read():
    site = Site({"/map.xml": index(*(f"{SEED}{number}.xml" for number in range(500)))})

    _, problems = site.read("/map.xml")

    assert len(site.asked) == 100
    assert "more than 100 sitemaps; this and the rest are not read" in problems[0]


def test_the_last_modified_urls_come_first():
    body = (
        "<urlset>"
        f"<url><loc>{SEED}old</loc><lastmod>2019-01-01</lastmod></url>"
        f"<url><loc>{SEED}unknown</loc><lastmod>soon</lastmod></url>"
        f"<url><loc>{SEED}new</loc><lastmod>2026-11-01T08:00:00Z</lastmod></url>"
        f"<url><loc>{SEED}none</loc></url>"
        "</urlset>"
    )

    assert read(body)[0] == ["/new", "/old", "/unknown", "/none"]


def test_at_most_limit_urls_are_returned():
    site = Site({"/sitemap.xml": urlset(*(f"{SEED}{number}" for number in range(9)))})

    assert site.read(limit=3)[0] == ["/0", "/1", "/2"]


@given(st.one_of(st.binary(), st.text("<>/!?&;url sitemaploc\x00\ufeff").map(str.encode)))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_without_an_error(body):
    read(body)
