"""The search page in a real Chromium, without JavaScript, wide and narrow.

If PICTURE names a file, the picture for the README is written there.
"""

import os
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

QUESTION = "How much does a community school cost and how is it funded?"


@pytest.fixture(params=[360, 1100], ids=["narrow", "wide"])
def page(request, open_page) -> Page:
    return open_page(request.param, java_script_enabled=False)


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.wait_for_selector("#q:focus")
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".best")


def press_until(page: Page, key: str, focused: str) -> None:
    """Press a key until the element has the focus, 60 times at most."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.locator(f"{focused}:focus").count():
            return
    raise AssertionError(f"{key} never leads to {focused}")


def test_asking_works_with_the_keyboard_alone(page):
    ask(page, "What does membership cost?")
    assert "Individuals pay $45 a year" in page.inner_text(".best")


def test_the_deep_link_scrolls_to_the_passage(page, sample_site):
    ask(page, QUESTION)
    page.click("text=Read it on the page >> nth=0")
    page.wait_for_url(f"{sample_site.url}aboutschools/faqs.aspx#q13")
    place = page.locator("a[name=q13]").bounding_box()
    assert -5 <= place["y"] < 800


def test_voting_works_with_the_keyboard_alone(page):
    ask(page, QUESTION)
    press_until(page, "Tab", "summary")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "textarea")
    page.keyboard.type("And in the second year?")
    press_until(page, "Shift+Tab", "button[value=no]")
    page.keyboard.press("Enter")
    page.wait_for_selector("p.vote")
    assert "Thank you" in page.inner_text("p.vote")
    assert page.locator(".best h2").count() == 1


def test_the_focus_is_visible(page):
    page.goto(f"/?{urlencode({'q': QUESTION})}")
    for place in (".filters a", ".best h2 a", ".best .read", "summary", "button[value=yes]"):
        press_until(page, "Tab", place)
        style = page.locator(f"{place}:focus").evaluate(
            "element => getComputedStyle(element).outline"
        )
        assert "solid 3px" in style, place


def test_the_filter_stays_when_the_language_changes(page):
    ask(page, QUESTION)
    page.click("text=Publications")
    page.wait_for_url("**kind=publication*")
    page.click("text=Español")
    page.wait_for_selector("html[lang=es]")
    assert page.locator("[aria-current]").first.inner_text() == "Publicaciones"


@pytest.mark.parametrize("hl", ["en", "es"])
@pytest.mark.parametrize("question", ["", QUESTION, "average class size", "z" * 900])
def test_nothing_overflows_the_screen(page, question, hl):
    page.goto(f"/?{urlencode({'q': question, 'hl': hl} if question else {'hl': hl})}")
    box = page.locator("body").bounding_box()
    boxes = [element.bounding_box() for element in page.query_selector_all("body *")]
    assert max(each["x"] + each["width"] for each in boxes if each) <= box["width"]
    assert box["width"] <= page.viewport_size["width"]


def test_print_shows_answers_and_urls_but_no_controls(page, sample_site):
    ask(page, QUESTION)
    page.emulate_media(media="print")
    assert page.locator(".best article").is_visible()
    assert page.locator("#q").is_visible()
    assert not page.locator("button, .filters, .vote, .foot").filter(visible=True).count()
    address = page.locator(".best .read").evaluate(
        "element => getComputedStyle(element, '::after').content"
    )
    assert f"{sample_site.url}aboutschools/faqs.aspx#q13" in address


def test_the_readme_picture_shows_an_answer(open_page, tmp_path):
    target = Path(os.environ.get("PICTURE") or tmp_path / "search-page.png")
    page = open_page(viewport={"width": 960, "height": 860}, device_scale_factor=1)
    page.goto(f"/?{urlencode({'q': QUESTION})}")
    page.screenshot(path=target)
    assert page.locator(".best").bounding_box()["y"] < page.viewport_size["height"] / 2
    assert target.stat().st_size > 0
