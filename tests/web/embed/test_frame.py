"""The search page in a frame of other sites, in Chromium."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, Response
from playwright.sync_api import expect

from faqbot.core.settings import EmbedSettings, Settings
from faqbot.web.app import create_app
from tests.web.conftest import AXE

DOCS = Path(__file__).parents[3].joinpath("docs", "embedding.md").read_text(encoding="utf-8")


def host_app(service: dict) -> Flask:
    """Return a site that allows no scripts, and frames of the service only."""
    app = Flask("host")

    @app.get("/")
    def page() -> Response:
        snippet = re.search("```html\n(<iframe.*?)```", DOCS, re.S)[1]
        frame = snippet.replace("https://faq.example.org/", service["url"])
        body = (
            f'<!doctype html><html lang="en"><title>Host</title><main><h1>Desk</h1>{frame}</main>'
        )
        policy = f"default-src 'none'; frame-src {service['url']}"
        return Response(body, headers={"Content-Security-Policy": policy})

    return app


@pytest.fixture(scope="module")
def hosts(serve_hosts):
    return serve_hosts(host_app)


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def frame(request, open_page, hosts):
    """Return the frame in a page of an allowed host, after a question."""
    page = open_page(360, java_script_enabled=request.param)
    page.goto(hosts[0])
    frame = page.frame_locator("iframe")
    frame.get_by_label("What would you like to know?").fill("What does membership cost?")
    frame.get_by_role("button", name="Ask").click()
    expect(frame.locator(".best article")).to_be_visible()
    return frame


def test_an_allowed_site_shows_the_answer_in_a_frame(frame):
    expect(frame.locator(".best mark").first).to_contain_text("$")
    expect(frame.locator("header.site")).to_have_count(0)


def test_the_frame_does_not_overflow(frame):
    widths = frame.locator("body").evaluate("body => [body.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_a_vote_stays_in_the_frame(frame):
    frame.get_by_role("button", name="Yes").click()
    expect(frame.get_by_text("Thank you.")).to_be_visible()
    assert "/embed/frame/?" in frame.locator("body").evaluate("() => location.href")


def test_another_language_stays_in_the_frame(frame):
    frame.get_by_role("link", name="Español").click()
    expect(frame.get_by_role("button", name="Preguntar")).to_be_visible()
    assert "/embed/frame/?" in frame.locator("body").evaluate("() => location.href")


def test_links_open_outside_the_frame(frame, hosts):
    page = frame.owner.page
    page.context.route(re.compile("opendoors"), lambda route: route.fulfill(body="A page"))
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Read it on the page").first.click()
    assert "#" in opened.value.url
    assert page.url == hosts[0]


def test_a_site_that_is_not_allowed_shows_nothing(open_page, hosts):
    page = open_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(hosts[1], wait_until="networkidle")
    assert any("frame-ancestors" in text for text in messages)
    expect(page.frame_locator("iframe").locator("#q")).to_have_count(0)


def test_the_frame_has_completions(open_page, hosts):
    page = open_page()
    page.goto(hosts[0])
    frame = page.frame_locator("iframe")
    frame.get_by_role("combobox").press_sequentially("member")
    expect(frame.get_by_role("option")).not_to_have_count(0)


def test_the_frame_has_no_accessibility_violations(open_page, hosts):
    if not AXE.exists():
        pytest.skip("axe is missing: install npm, then make test")
    page = open_page(bypass_csp=True)
    page.goto(f"{hosts[2]}embed/frame?q=membership")
    page.add_script_tag(path=AXE)
    violations = page.evaluate("async () => (await axe.run()).violations.map(each => each.id)")
    assert violations == []


@pytest.mark.parametrize("path", ["/", "/embed", "/docs", "/nowhere"])
def test_other_pages_cannot_be_framed(path):
    client = create_app(replace(Settings(), embed=EmbedSettings(("https://oakhill.example",))))
    response = client.test_client().get(path)
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/embed/frame", "/embed/frame/", "/embed/frame/?q=" + "z" * 9000])
def test_the_frame_allows_the_origins_in_the_settings(path):
    client = create_app(replace(Settings(), embed=EmbedSettings(("https://oakhill.example",))))
    policy = client.test_client().get(path).headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' https://oakhill.example")


def test_a_button_copies_the_snippet(open_page, hosts):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{hosts[2]}embed?lang=es")
    page.get_by_role("button", name="Copy").last.click()
    expect(page.locator("[data-says]").last).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{hosts[2]}embed/frame?hl=es"' in copied
