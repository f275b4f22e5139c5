"""The page in each of its states, in Chromium: accessibility, layout shifts, hostile text."""

from urllib.parse import urlencode

import pytest

from faqbot.core.records import Document, Passage
from faqbot.core.settings import Settings
from faqbot.extract.html.sanitize import clean_html
from faqbot.services.indexing import publish_documents
from faqbot.web.app import create_app

QUESTION = "How much does a community school cost and how is it funded?"
STATES = {
    "empty": "/",
    "answer": f"/?{urlencode({'q': QUESTION})}",
    "thanked": f"/?{urlencode({'q': QUESTION, 'thanks': 1})}",
    "closest": "/?q=average+class+size",
    "none": "/?q=zeppelin",
    "corrected": "/?q=membrship+dues",
    "doubtful": "/?q=grnt",
    "error": "/?q=the+of",
    "no such page": "/nope",
}
VECTORS = [
    "<script>window.executed = 1</script>",
    "<img src=x onerror=window.executed=1>",
    '"><svg onload=window.executed=1>',
    "' autofocus onfocus=window.executed=1 x='",
    "</title></textarea></style><script>window.executed = 1</script>",
    "javascript:window.executed=1",
    "{{ 7 * 7 }}${7*7}<%= 7*7 %>",
    "<mark onmouseover=window.executed=1>school</mark>",
    "<iframe srcdoc='<script>parent.executed=1</script>'></iframe>",
    "\u2028<a href=data:text/html,<script>window.executed=1</script>>school</a>",
]
WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((seen) => window.shifts.push(...seen.getEntries().map((e) => e.value)))
    .observe({ type: "layout-shift", buffered: true });
"""
HANDLERS = """
  [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes])
    .filter(({ name, value }) => name.startsWith("on") || /^\\s*javascript:/i.test(value)
      && name !== "value").length
"""


@pytest.fixture(scope="module")
def hostile_service(serve, tmp_path_factory) -> str:
    """Return the URL of a service whose every text tries to run a script."""
    settings = Settings(tmp_path_factory.mktemp("hostile"))
    documents = [
        Document(
            f"d{number}",
            vector if "javascript" in vector else f"https://example.org/{number}?{vector}",
            "faq",
            f"Title {vector}",
            "en",
            published=f"2026-01-01{vector}",
            passages=(
                Passage(
                    f"p{number}",
                    f"d{number}",
                    "faq",
                    f"The school answers: {vector} and more about school.",
                    question=f"What of school {number}? {vector}",
                    heading_path=(f"Above {vector}",),
                    anchor=vector,
                    html=clean_html(f"<p>The school answers: {vector}</p>", "https://example.org/"),
                ),
            ),
        )
        for number, vector in enumerate(VECTORS)
    ]
    publish_documents(settings, documents)
    return serve(create_app(settings))


@pytest.mark.parametrize("state", STATES)
def test_the_page_has_no_accessibility_violations(open_page, axe, state):
    page = open_page()
    page.goto(STATES[state])
    violations = {}
    for color_scheme in ("light", "dark"):
        page.emulate_media(color_scheme=color_scheme)
        for width in (1100, 360):
            page.set_viewport_size({"width": width, "height": 800})
            violations[color_scheme, width] = axe(page)
    assert violations == {look: [] for look in violations}


@pytest.mark.parametrize("state", STATES)
def test_the_spanish_page_has_no_accessibility_violations(open_page, axe, state):
    page = open_page(locale="es-ES")
    page.goto(STATES[state])
    assert axe(page) == []


def test_completions_and_the_open_comment_have_no_accessibility_violations(open_page, axe):
    page = open_page()
    page.goto(STATES["answer"])
    page.click("summary")
    page.fill("#q", "")
    page.locator("#q").press_sequentially("membership")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    assert axe(page) == []


@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.parametrize("state", ["empty", "answer", "closest"])
def test_the_layout_does_not_shift_during_loading_and_typing(open_page, state, width):
    page = open_page(width)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(STATES[state])
    page.fill("#q", "")
    page.locator("#q").press_sequentially("membership")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Escape")
    assert sum(page.evaluate("window.shifts")) == 0


@pytest.mark.parametrize("vector", VECTORS)
def test_a_hostile_question_is_not_executed(open_page, vector):
    # Without the Content-Security-Policy, so that escaping alone is tested.
    page = open_page(bypass_csp=True)
    for question in (vector, f"school {vector}"):
        page.goto(f"/?{urlencode({'q': question, 'kind': vector, 'hl': vector})}")
        assert page.evaluate("window.executed") is None
        assert page.evaluate(HANDLERS) == 0


@pytest.mark.parametrize("question", ["school", "what of school 1", "school javascript"])
def test_hostile_content_is_not_executed(open_page, hostile_service, question):
    page = open_page(bypass_csp=True, base_url=hostile_service)
    page.goto(f"/?{urlencode({'q': question})}")
    page.hover("article mark")
    page.fill("#q", "")
    page.locator("#q").press_sequentially("what")
    page.wait_for_selector("[role=option]")
    assert page.evaluate("window.executed") is None
    assert page.evaluate(HANDLERS) == 0
    assert page.locator("script").count() == 1


def test_the_content_security_policy_blocks_other_scripts(open_page):
    page = open_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(STATES["answer"])
    assert messages == []
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.executed = 1";
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.executed") is None


@pytest.mark.parametrize("state", STATES)
def test_no_state_sets_a_cookie(open_page, state):
    page = open_page()
    page.goto(STATES[state])
    assert page.context.cookies() == []


def test_forced_colours_keep_the_best_sentence_marked(open_page):
    page = open_page(forced_colors="active")
    page.goto(STATES["answer"])
    colour = "mark => getComputedStyle(mark).backgroundColor"
    mark_colour = page.locator("mark.sentence").first.evaluate(colour)
    assert mark_colour != page.locator("body").evaluate(colour)


def test_reduced_motion_switches_off_transitions(open_page):
    page = open_page(reduced_motion="reduce")
    page.goto("/")
    assert (
        page.locator(".box button").evaluate(
            "button => parseFloat(getComputedStyle(button).transitionDuration)"
        )
        == 0
    )
