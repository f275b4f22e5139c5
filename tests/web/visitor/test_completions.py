"""Suggestions as you type, in Chromium: the keys of the combobox pattern, and failures."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Response, expect

SUGGEST = "**/api/v1/suggest?*"


@pytest.fixture
def page(open_page) -> Page:
    page = open_page()
    page.goto("/")
    page.wait_for_selector("#q:focus")
    return page


def box(page: Page):
    return page.get_by_role("combobox")


def options(page: Page):
    return page.get_by_role("option")


def active(page: Page) -> str:
    """Return the text of the option that a screen reader takes for focused, or ""."""
    return page.evaluate(
        """() => {
          const id = document.querySelector("#q").getAttribute("aria-activedescendant");
          return id ? document.getElementById(id).textContent : "";
        }"""
    )


def type_and_wait(page: Page, typed: str = "membership") -> list[str]:
    """Type, and return the options for the whole text; slow typing gets others first."""

    def is_last(response: Response) -> bool:
        return parse_qs(urlsplit(response.url).query).get("q") == [typed]

    with page.expect_response(is_last) as response:
        page.keyboard.type(typed)
    suggestions = [each["text"] for each in response.value.json()["suggestions"]]
    expect(options(page)).to_have_text(suggestions)
    return suggestions


def submitted_question(page: Page) -> str:
    page.wait_for_url("**/?q=*")
    return parse_qs(urlsplit(page.url).query)["q"][0]


def test_questions_of_the_site_complete_the_input(page):
    assert all("membership" in text.lower() for text in type_and_wait(page))
    expect(box(page)).to_have_attribute("aria-expanded", "true")


def test_enter_submits_the_typed_text(page):
    type_and_wait(page)
    page.keyboard.press("Enter")
    assert submitted_question(page) == "membership"


@pytest.mark.parametrize(("key", "place"), [("ArrowDown", 0), ("ArrowUp", -1)])
def test_enter_submits_the_active_option(page, key, place):
    texts = type_and_wait(page)
    page.keyboard.press(key)
    assert active(page) == texts[place]
    page.keyboard.press("Enter")
    assert submitted_question(page) == texts[place]


def test_a_click_submits_an_option(page):
    texts = type_and_wait(page)
    options(page).nth(1).click()
    assert submitted_question(page) == texts[1]


def test_the_arrow_keys_wrap_around(page):
    texts = type_and_wait(page)
    visited = []
    for _ in [*texts, "once more"]:
        page.keyboard.press("ArrowDown")
        visited.append(active(page))
    assert visited == [*texts, texts[0]]
    expect(page.get_by_role("option", selected=True)).to_have_count(1)


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft", "ArrowRight"])
def test_keys_that_move_the_cursor_deactivate_the_option(page, key):
    type_and_wait(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    assert active(page) == ""
    page.keyboard.press("Enter")
    assert submitted_question(page) == "membership"


def test_home_moves_the_cursor_to_the_start(page):
    type_and_wait(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    assert box(page).evaluate("box => box.selectionStart") == 0


def test_escape_closes_the_list_then_clears_the_input(page):
    type_and_wait(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("membership")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")


def test_alt_with_an_arrow_key_opens_and_closes_the_list(page):
    type_and_wait(page)
    page.keyboard.press("Alt+ArrowUp")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Alt+ArrowDown")
    expect(options(page)).not_to_have_count(0)
    assert active(page) == ""


def test_leaving_the_input_closes_the_list_and_keeps_the_text(page):
    type_and_wait(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("membership")


def test_further_typing_deactivates_the_option(page):
    type_and_wait(page, "member")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    assert active(page) == ""


def test_fast_typing_sends_one_request(page):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    # Typing by Playwright may be slower than the debounce on a busy machine.
    page.evaluate(
        """typed => { const box = document.activeElement; for (const letter of typed) {
        box.value += letter; box.dispatchEvent(new InputEvent("input", {bubbles: true})); } }""",
        "membership",
    )
    expect(options(page)).not_to_have_count(0)
    assert len([url for url in requests if "suggest" in url]) == 1


def test_a_late_reply_to_earlier_input_is_dropped(open_page):
    # The page's policy would keep Playwright from polling.
    page = open_page(bypass_csp=True)
    hold_replies(page)
    type_until_requested(page, "mem", 1)
    type_until_requested(page, "bership", 2)
    reply(page, 1, "Newer")
    reply(page, 0, "Older")
    assert options(page).all_inner_texts() == ["Newer"]


def test_a_late_reply_does_not_replace_the_list_in_use(open_page):
    page = open_page(bypass_csp=True)
    hold_replies(page)
    type_until_requested(page, "mem", 1)
    reply(page, 0, "Older")
    type_until_requested(page, "bership", 2)
    page.keyboard.press("ArrowDown")
    reply(page, 1, "Newer")
    assert active(page) == "Older"


def hold_replies(page: Page) -> None:
    page.goto("/")
    page.wait_for_selector("#q:focus")
    page.evaluate(
        """() => {
          window.held = [];
          window.fetch = () => new Promise((resolve) => held.push(resolve));
        }"""
    )


def type_until_requested(page: Page, typed: str, count: int) -> None:
    page.keyboard.insert_text(typed)
    page.wait_for_function(f"() => held.length === {count}")


def reply(page: Page, number: int, text: str) -> None:
    page.evaluate(
        """([number, text]) => {
          const reply = new Response(JSON.stringify({ suggestions: [{ text }] }));
          held[number](reply);
          return new Promise(requestAnimationFrame);
        }""",
        [number, text],
    )


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(lambda route: route.fulfill(status=503, body="{}"), id="service down"),
        pytest.param(lambda route: route.abort(), id="no connection"),
        pytest.param(lambda route: route.fulfill(body="<html>"), id="no JSON"),
    ],
)
def test_a_failing_service_closes_the_list(page, failure):
    type_and_wait(page, "member")
    page.route(SUGGEST, failure)
    page.keyboard.type("s")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    assert submitted_question(page) == "members"
