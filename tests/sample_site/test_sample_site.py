from functools import cache
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot.sample_site.site import paths, respond

ORIGIN = "http://127.0.0.1:8000"
LIST = "resources/default.aspx?F_All=y"
PAGES = [path for path in paths() if path.endswith((".aspx", ".html"))]
GUIDE = "/resources/guide"


def get(target, if_none_match=""):
    return respond(target, origin=ORIGIN, if_none_match=if_none_match)


@cache
def tree(target):
    return BeautifulSoup(get(target).body, "lxml")


@cache
def anchors(target):
    soup = tree(target)
    return {tag["id"] for tag in soup.select("[id]")} | {a["name"] for a in soup.select("a[name]")}


def is_broken(url):
    """Say whether a link within the site leads to no page, or to no place on its page."""
    address, anchor = urldefrag(url)
    target = address.removeprefix(ORIGIN)
    if get(target).status != 200:
        return True
    is_list = target.startswith("/resources/default.aspx")
    return bool(anchor) and not is_list and anchor not in anchors(target)


@pytest.mark.parametrize("path", [*PAGES, LIST])
def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it(path):
    base = f"{ORIGIN}/{path}"
    links = {urljoin(base, link["href"]) for link in tree(f"/{path}").select("a[href]")}
    internal = {link for link in links if link.startswith(ORIGIN)}
    assert len(internal) >= 10
    assert sorted(filter(is_broken, internal)) == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_layout_and_a_title(path):
    soup = tree(f"/{path}")
    assert soup.title.get_text(strip=True)
    assert soup.find("html")["lang"] in {"en", "es"}
    assert "4455 Juniper Avenue NW" in soup.get_text()


def test_the_site_is_large_enough_to_search():
    assert len(PAGES) >= 40
    assert len([path for path in paths() if path.endswith(".pdf")]) == 5
    assert len(tree(f"/{LIST}").find_all("h3")) == 12


def test_the_faq_has_nineteen_numbered_questions_each_listed_and_linked():
    soup = tree("/aboutschools/faqs.aspx")
    headings = soup.find_all("h3")

    names = [f"q{number}" for number in range(1, 20)]
    assert [heading.find_previous_sibling("a")["name"] for heading in headings] == names
    for number, heading in enumerate(headings, start=1):
        text = " ".join(heading.get_text().split())
        listed = soup.select_one(f"li a[href='#q{number}']").get_text()
        assert text.startswith(f"#{number}: ")
        assert " ".join(listed.split()) == text


def test_the_home_page_is_served_at_the_root():
    assert get("/").status == 200
    assert get("/").body == get("/index.html").body


@pytest.mark.parametrize(
    ("target", "media_type"),
    [
        ("/about/default.aspx", "text/html; charset=utf-8"),
        ("/forum/faq.html", "text/html; charset=utf-8"),
        ("/files/attendance-brief.pdf", "application/pdf"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_every_file_has_its_media_type(target, media_type):
    assert get(target).headers["Content-Type"] == media_type


@pytest.mark.parametrize(
    ("page", "back", "forward"),
    [
        pytest.param("01_introduction", "01_introduction", "02_part1_why", id="first"),
        pytest.param("08_stage2", "07_stage1", "09_stage3", id="in the middle"),
        pytest.param("16_tools", "15_appendix", "16_tools", id="last"),
    ],
)
def test_a_guide_page_links_back_forward_and_to_every_part(page, back, forward):
    soup = tree(f"{GUIDE}/{page}.aspx")
    ways = {link.get_text(): link["href"] for link in soup.select("p > a")}
    assert ways["back"] == f"{GUIDE}/{back}.aspx"
    assert ways["forward"] == f"{GUIDE}/{forward}.aspx"
    assert len(soup.select("p.parts a")) == 16


def test_an_escaped_url_is_the_same_page():
    assert get("/%63ontact.aspx").body == get("/contact.aspx").body


def test_the_print_version_of_a_guide_page_has_the_same_text():
    page = f"{GUIDE}/08_stage2.aspx"
    assert get(f"{page}?print=y").body == get(page).body


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("/about/nobody.aspx", id="no such page"),
        pytest.param("/about", id="folder"),
        pytest.param("/../publications.json", id="file above the pages"),
        pytest.param("/%2e%2e/publications.json", id="same in disguise"),
    ],
)
def test_an_unknown_url_gets_a_friendly_404(target):
    reply = get(target)
    assert reply.status == 404
    assert b"Page not found" in reply.body
    assert reply.headers["Content-Type"].startswith("text/html")


def test_an_unchanged_page_gets_status_304():
    fresh = get("/about/default.aspx")

    again = get("/about/default.aspx", if_none_match=fresh.headers["ETag"])

    assert (again.status, again.body) == (304, b"")
    assert again.headers == fresh.headers


def test_another_etag_gets_the_page():
    other = get("/contact.aspx").headers["ETag"]
    assert get("/about/default.aspx", if_none_match=other).status == 200


def test_robots_txt_disallows_the_search_and_names_the_sitemap():
    lines = get("/robots.txt").body.decode().splitlines()
    assert "Disallow: /search.aspx" in lines
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in lines


def test_the_sitemap_lists_every_page_and_file_by_full_url():
    found = ET.fromstring(get("/sitemap.xml").body).findall("{*}url/{*}loc")
    readable = {f"{ORIGIN}/{path}" for path in paths()} - {f"{ORIGIN}/search.aspx"}
    assert {loc.text for loc in found} == readable - {f"{ORIGIN}/index.html"} | {f"{ORIGIN}/"}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
@example("/[")
@example("%00")
def test_any_url_gets_a_reply(rest):
    assert get(f"/{rest}").status in {200, 404}
