"""The search page in a real Chromium, with scripts switched off, wide and narrow.

With PICTURE set to a file, the picture of the README is written there.
"""

import os
import shutil
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from faqbot.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUESTION = "How much does a community school cost and how is it funded?"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="browser tests need Chromium: sudo apt-get install chromium, then make test",
)


@pytest.fixture(scope="module")
def service(sample_settings):
    server = make_server("127.0.0.1", 0, create_app(sample_settings), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[360, 1100], ids=["narrow", "wide"])
def page(request, browser: Browser, service) -> Page:
    view = {"width": request.param, "height": 800}
    context = browser.new_context(viewport=view, java_script_enabled=False, base_url=service)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".best")


def test_a_question_is_typed_and_answered_with_the_keyboard_alone(page):
    ask(page, "What does membership cost?")
    assert "Individuals pay $45 a year" in page.inner_text(".best")


def test_the_link_leads_to_the_very_place_on_the_page(page, sample_site):
    ask(page, QUESTION)
    page.click("text=Read it on the page >> nth=0")
    page.wait_for_url(f"{sample_site.url}aboutschools/faqs.aspx#q13")
    place = page.locator("a[name=q13]").bounding_box()
    assert -5 <= place["y"] < 800


def test_nothing_is_wider_than_the_screen(page):
    ask(page, QUESTION)
    box = page.locator("body").bounding_box()
    shown = [element.bounding_box() for element in page.query_selector_all("main *")]
    widest = max(each["width"] for each in shown if each)
    assert widest <= box["width"] <= page.viewport_size["width"]


def test_the_picture_of_the_readme_shows_an_answer(browser, service, tmp_path):
    target = Path(os.environ.get("PICTURE") or tmp_path / "search-page.png")
    context = browser.new_context(viewport={"width": 960, "height": 760}, device_scale_factor=1)
    page = context.new_page()
    page.goto(f"{service}?{urlencode({'q': QUESTION})}")
    page.screenshot(path=target)
    assert page.locator(".best").bounding_box()["y"] < page.viewport_size["height"] / 2
    assert target.stat().st_size > 0
    context.close()
