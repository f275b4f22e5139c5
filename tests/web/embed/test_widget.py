"""The widget on pages of other sites, in Chromium."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, Response
from playwright.sync_api import expect

from faqbot.core.settings import Settings
from faqbot.web.app import create_app

DOCS = Path(__file__).parents[3].joinpath("docs", "embedding.md").read_text(encoding="utf-8")
MAX_BYTES = 12_000
AWAY = "http://127.0.0.1:9/"
FALLBACK = '<a href="https://oakhill.example/desk">Ask the desk</a>'


def host_app(service: dict) -> Flask:
    """Return a site that embeds the widget under a policy that allows only the service."""
    app = Flask("host")

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status=204)

    @app.get("/docs")
    def docs() -> str:
        snippet, style = (
            re.search(f"```{kind}\n(.*?)```", DOCS, re.S)[1] for kind in ("html", "css")
        )
        html = snippet.replace("https://faq.example.org", service["url"].rstrip("/"))
        return f"<!doctype html><style>{style}</style>{html}"

    @app.get("/<kind>")
    def page(kind: str) -> Response:
        src = service["url"]
        html = {
            "one": f'<faq-search src="{src}" limit="3">{FALLBACK}</faq-search>',
            "two": f'<faq-search src="{src}"></faq-search><faq-search src="{src}"></faq-search>',
            "es": f'<faq-search src="{src}" lang="es" theme="dark"></faq-search>',
            "away": f'<faq-search src="{AWAY}">{FALLBACK}</faq-search>',
        }[kind]
        body = (
            f'<!doctype html><html lang="en"><title>Host</title><main><h1>Desk</h1>{html}</main>'
            f'<script type="module" src="{src}embed.js"></script>'
        )
        policy = f"default-src 'none'; script-src {src}; connect-src {src} {AWAY}; style-src {src}"
        return Response(body, headers={"Content-Security-Policy": policy})

    return app


@pytest.fixture(scope="module")
def hosts(serve_hosts):
    return serve_hosts(host_app)


@pytest.fixture
def page(open_page):
    """Return a page that records violations of its policy in `window.refused`."""
    page = open_page()
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation',"
        " event => window.refused.push(event.blockedURI + event.violatedDirective))"
    )
    return page


def ask(page, question: str) -> None:
    page.locator("faq-search").first.get_by_role("combobox").fill(question)
    page.keyboard.press("Enter")


def test_the_script_is_small():
    script = create_app(Settings()).test_client().get("/embed.js", buffered=True).data
    assert len(gzip.compress(script, 9)) <= MAX_BYTES


def test_any_site_may_load_the_script_and_cache_it_for_an_hour():
    response = create_app(Settings()).test_client().get("/embed.js", buffered=True)
    assert response.content_type.startswith("text/javascript")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age=3600" in response.headers["Cache-Control"]
    assert response.headers["ETag"]


def test_an_allowed_site_shows_the_answer_with_its_sentence_and_link(page, hosts):
    page.goto(f"{hosts[0]}one")
    ask(page, "What does membership cost for individuals?")
    answer = page.get_by_role("article", name="Answer")
    expect(answer.locator("mark")).to_contain_text("$")
    expect(answer.get_by_role("link")).to_have_attribute("href", re.compile("#member-cost"))
    assert page.evaluate("window.refused") == []


def test_closest_matches_are_cut_between_words(page, hosts):
    with page.expect_response("**/api/v1/ask?*") as response:
        page.goto(f"{hosts[0]}one")
        ask(page, "who are the wizards of finance")
    expect(page.get_by_text("No clear answer").last).to_be_visible()
    excerpts = page.locator("faq-search li p[lang]").all_inner_texts()
    assert any(text.endswith(" …") for text in excerpts)
    for text, result in zip(excerpts, response.value.json()["results"], strict=False):
        assert set(text.strip("… ").split()) <= set(result["text"].split())


def test_the_service_gets_no_request_before_typing(page, hosts):
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto(f"{hosts[0]}one", wait_until="networkidle")
    assert [url for url in urls if url.startswith(hosts[2])] == [f"{hosts[2]}embed.js"]


def test_a_site_that_is_not_allowed_shows_its_fallback(page, hosts):
    page.goto(f"{hosts[1]}one")
    expect(page.get_by_role("link", name="Ask the desk")).to_be_hidden()
    ask(page, "membership")
    expect(page.get_by_role("alert")).to_contain_text("reached")
    expect(page.get_by_role("link", name="Ask the desk")).to_be_visible()


def test_an_unreachable_service_shows_the_fallback(page, hosts):
    page.goto(f"{hosts[0]}away")
    ask(page, "membership")
    expect(page.get_by_role("link", name="Ask the desk")).to_be_visible()


def test_a_completion_is_chosen_and_asked_with_the_keyboard(page, hosts):
    page.goto(f"{hosts[0]}one")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.insert_text("member")
    expect(page.get_by_role("option")).not_to_have_count(0)
    first = page.get_by_role("option").first.inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(box).to_have_value(first)
    expect(page.get_by_role("link", name="Read it on the page").first).to_be_visible()


def test_two_widgets_on_one_page_are_independent(page, hosts):
    page.goto(f"{hosts[0]}two")
    ask(page, "What does membership cost?")
    expect(page.locator("faq-search").first.get_by_role("article")).to_be_visible()
    expect(page.locator("faq-search").last.get_by_role("article")).to_have_count(0)


def test_the_widget_is_translated_into_spanish(page, hosts):
    page.goto(f"{hosts[0]}es")
    expect(page.get_by_role("button", name="Preguntar")).to_be_visible()


def test_the_host_page_gets_events_for_questions_answers_and_votes(page, hosts):
    page.goto(f"{hosts[0]}one")
    page.evaluate(
        "window.events = []; for (const name of ['faq-ask', 'faq-answer', 'faq-feedback'])"
        " document.addEventListener(name, event => window.events.push([name, event.detail]))"
    )
    ask(page, "What does membership cost?")
    with page.expect_response("**/feedback") as voted:
        page.get_by_role("button", name="Yes").click()
    assert voted.value.status == 204
    events = dict(page.evaluate("window.events"))
    assert events["faq-ask"] == {"question": "What does membership cost?"}
    assert events["faq-answer"]["level"] == "answer"
    assert events["faq-feedback"]["helpful"] is True
    expect(page.get_by_text("Thank you.")).to_be_visible()


def test_a_no_vote_can_have_a_comment(page, hosts):
    page.goto(f"{hosts[0]}one")
    ask(page, "What does membership cost?")
    page.get_by_role("button", name="No").click()
    page.keyboard.type("The price for families")
    with page.expect_request("**/feedback") as voted:
        page.get_by_role("button", name="Send").click()
    assert voted.value.post_data_json["comment"] == "The price for families"


def test_questions_and_answers_are_inserted_as_text(page, hosts):
    hostile = "<img src=x onerror=window.executed=1>"
    result = {
        "id": "1",
        "kind": "faq",
        "question": hostile,
        "text": hostile * 3,
        "title": hostile,
        "html": hostile,
        "url": "x",
        "deep_link": "javascript:window.executed=1",
        "heading_path": [hostile],
        "published": "",
        "modified": "",
        "language": "en",
        "best_sentence": [0, 4],
        "highlights": [],
        "answer_id": "1",
    }
    body = {
        "level": "answer",
        "answer": result,
        "results": [result, result],
        "did_you_mean": hostile,
    }
    page.route(
        "**/api/v1/ask?*",
        lambda route: route.fulfill(json=body, headers={"Access-Control-Allow-Origin": "*"}),
    )
    page.goto(f"{hosts[0]}one")
    ask(page, hostile)
    expect(page.get_by_role("article")).to_contain_text("onerror")
    expect(page.get_by_role("article").get_by_role("link")).to_have_count(0)
    assert page.evaluate("window.executed") is None


@pytest.mark.parametrize("width", [1100, 360])
def test_the_widget_is_accessible_and_does_not_overflow(open_page, hosts, axe, width):
    page = open_page(width, bypass_csp=True)
    page.goto(f"{hosts[0]}one")
    ask(page, "What does membership cost?")
    expect(page.get_by_role("article")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_snippet_page_has_a_working_preview(open_page, hosts, axe):
    page = open_page(bypass_csp=True)
    page.goto(f"{hosts[2]}embed?theme=dark&limit=3")
    assert f'src="{hosts[2]}embed.js"' in page.locator("pre").first.inner_text()
    assert 'theme="dark"' in page.locator("pre").first.inner_text()
    ask(page, "What does membership cost?")
    expect(page.get_by_role("article")).to_be_visible()
    assert axe(page) == []


def test_the_snippet_in_the_docs_works(page, hosts):
    page.goto(f"{hosts[0]}docs")
    ask(page, "What does membership cost?")
    expect(page.get_by_role("article")).to_be_visible()
    colour = "button => getComputedStyle(button).backgroundColor"
    assert page.get_by_role("button", name="Ask").evaluate(colour) == "rgb(122, 31, 75)"


def test_every_attribute_event_and_part_in_the_docs_exists():
    script = create_app(Settings()).test_client().get("/embed.js", buffered=True).text
    named = set(re.findall(r"`([a-z-]+)`", DOCS)) - {"light", "dark", "en", "es"}
    named -= {"question", "level", "answer", "results", "answer_id", "helpful"}
    assert [name for name in sorted(named) if name not in script] == []
