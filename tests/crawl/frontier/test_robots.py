import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import FetchError
from faqbot.core.records import Page
from faqbot.crawl.frontier.robots import read_robots

SITE = "https://oakhill.example"
USER_AGENT = "faqbot/1.0 (site search; +web@oakhill.example)"
FORBID_ALL = "User-agent: *\nDisallow: /\n"


def answer(text="", status=200):
    body = text.encode() if isinstance(text, str) else text
    return Page(f"{SITE}/robots.txt", status, "2026-11-23T12:00:00+00:00", {}, "", body)


def rules(text):
    return read_robots(f"{SITE}/", lambda _: answer(text), USER_AGENT)


def test_the_file_is_requested_at_the_root_of_host_and_port():
    asked = []

    def fetch(url):
        asked.append(url)
        return answer()

    read_robots("http://oakhill.example:8080/about/faq?a=1", fetch, USER_AGENT)

    assert asked == ["http://oakhill.example:8080/robots.txt"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(200, False, id="found"),
        pytest.param(403, True, id="forbidden"),
        pytest.param(404, True, id="missing"),
        pytest.param(410, True, id="gone"),
        pytest.param(429, False, id="too many requests"),
        pytest.param(500, False, id="broken server"),
        pytest.param(503, False, id="server in maintenance"),
    ],
)
def test_a_missing_file_allows_all_and_a_failing_server_nothing(status, expected):
    robots = read_robots(f"{SITE}/", lambda _: answer(FORBID_ALL, status), USER_AGENT)

    assert robots.allows(f"{SITE}/faq") is expected


def test_the_reason_names_the_status_of_a_failing_server():
    robots = read_robots(f"{SITE}/", lambda _: answer(status=503), USER_AGENT)

    assert robots.reason == "robots.txt: HTTP status 503, so nothing may be crawled for now"
    assert robots.crawl_delay_s == 0
    assert robots.sitemaps == ()
    assert robots.reason


def test_a_server_that_does_not_respond_allows_nothing():
    def fetch(url):
        raise FetchError(url, "no response in time")

    robots = read_robots(f"{SITE}/", fetch, USER_AGENT)

    assert not robots.allows(f"{SITE}/faq")
    assert robots.reason == "robots.txt cannot be read: no response in time"
    assert robots.reason


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        pytest.param("User-agent: *\nDisallow: /staff/", "/staff/list", False, id="folder"),
        pytest.param("User-agent: *\nDisallow: /staff/", "/faq", True, id="beside it"),
        pytest.param("User-agent: *\nDisallow:", "/faq", True, id="empty rule"),
        pytest.param("", "/faq", True, id="empty file"),
        pytest.param("User-agent: *\nDisallow: /*?print=", "/faq?print=1", False, id="wildcard"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False, id="ending"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf.html", True, id="not the ending"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True, id="longest wins"),
        pytest.param("User-agent: FAQBot\nDisallow: /", "/faq", False, id="our name"),
        pytest.param("User-agent: parrot\nDisallow: /", "/faq", True, id="another robot"),
        pytest.param(f"{FORBID_ALL}\nUser-agent: faqbot\nAllow: /", "/faq", True, id="our group"),
        pytest.param("User-agent: search\nDisallow: /", "/faq", True, id="word of our comment"),
        pytest.param("User-agent: oakhill\nDisallow: /", "/faq", True, id="word of our contact"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /", "/faq", False, id="byte order mark"),
        pytest.param(b"# caf\xe9\nUser-agent: *\nDisallow: /", "/faq", False, id="not UTF-8"),
        pytest.param("#" * 499_999 + "\n" + FORBID_ALL, "/faq", False, id="500 KB long"),
    ],
)
def test_the_rules_of_the_file_decide(text, path, expected):
    robots = rules(text)

    assert robots.allows(SITE + path) is expected
    assert robots.reason == ""
    assert not robots.reason


def test_rules_behind_a_redirect_apply():
    pages = {
        f"{SITE}/robots.txt": replace(answer(status=301), headers={"location": "/rules.txt"}),
        f"{SITE}/rules.txt": answer(FORBID_ALL),
    }

    robots = read_robots(f"{SITE}/", pages.__getitem__, USER_AGENT)

    assert not robots.allows(f"{SITE}/faq")


@pytest.mark.parametrize(
    ("headers", "request_count"),
    [
        pytest.param({"location": "/robots.txt"}, 6, id="in a circle"),
        pytest.param({"location": "mailto:web@oakhill.example"}, 1, id="to no page"),
        pytest.param({}, 1, id="to nowhere"),
    ],
)
def test_redirects_without_end_count_as_a_missing_file(headers, request_count):
    asked = []

    def fetch(url):
        asked.append(url)
        return replace(answer(FORBID_ALL, 302), headers=headers)

    robots = read_robots(f"{SITE}/", fetch, USER_AGENT)

    assert robots.allows(f"{SITE}/faq")
    assert len(asked) == request_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("User-agent: *\nCrawl-delay: 2.5", 2.5, id="named"),
        pytest.param("User-agent: *\ncrawl-delay : 2", 2, id="oddly written"),
        pytest.param("User-agent: *\nCrawl-delay: 86400", 60, id="a day"),
        pytest.param("User-agent: *\nCrawl-delay: inf", 0, id="for ever"),
        pytest.param(
            "User-agent: *\nCrawl-delay: 9\nUser-agent: faqbot\nDisallow:", 0, id="for the others"
        ),
        pytest.param("User-agent: parrot\nCrawl-delay: 9", 0, id="for another robot"),
        pytest.param(FORBID_ALL, 0, id="not named"),
        pytest.param("User-agent: *\nCrawl-delay: soon", 0, id="no number"),
        pytest.param("User-agent: *\nCrawl-delay: -5", 0, id="negative"),
    ],
)
def test_the_crawl_delay_is_read_and_capped(text, expected):
    assert rules(text).crawl_delay_s == expected


def test_sitemaps_are_listed_for_all_robots_in_order_and_once():
    robots = rules(
        "Sitemap: https://oakhill.example/b.xml\nUser-agent: parrot\nDisallow: /\n"
        "SITEMAP:/a.xml # ours\nsite-map: https://Oakhill.example:443/b.xml\nsitemap: mailto:x\n"
        "Sitemap: https://cdn.example/c.xml.gz"
    )

    assert robots.sitemaps == (
        f"{SITE}/b.xml",
        f"{SITE}/a.xml",
        "https://cdn.example/c.xml.gz",
    )


def test_many_robots_with_many_rules_take_little_memory():
    agents = "".join(f"User-agent: parrot{number}\n" for number in range(1500))
    text = agents + "User-agent: *\n" + "".join(f"Disallow: /{n}\n" for n in range(1500))
    tracemalloc.start()
    try:
        robots = rules(text)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert not robots.allows(f"{SITE}/7")
    assert peak_bytes < 10_000_000


@given(st.binary())
@settings(max_examples=100, deadline=None)
def test_any_file_can_be_read(content):
    robots = rules(b"User-agent: *\nDisallow: " + content)

    assert robots.allows(f"{SITE}/faq") in (True, False)
