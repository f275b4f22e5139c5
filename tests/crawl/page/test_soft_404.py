import pytest

from faqbot.crawl.page.directives import read_directives
from faqbot.crawl.page.soft_404 import are_similar, is_soft_404, needs_javascript

TEXT = "<p>" + " ".join(f"Room{number} is on the ground floor." for number in range(20))
SCRIPT = "<script src=/main.js></script>"


@pytest.fixture
def read(make_page):
    """Return what a page shows, with the page."""

    def read_page(html):
        page = make_page(html)
        return page, read_directives(page, product="faqbot", now=None)

    return read_page


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<div id="root"></div>', id="root"),
        pytest.param("<div id=__next></div>", id="next"),
        pytest.param("<app-root></app-root>", id="angular"),
        pytest.param("<div ng-app='desk'></div>", id="angularjs"),
        pytest.param("<noscript>Please enable JavaScript.</noscript>", id="asks for it"),
        pytest.param("<p>You need to activate JavaScript first.", id="asks for it in a line"),
        pytest.param("<p>Bitte aktivieren Sie JavaScript.", id="asks for it in German"),
        pytest.param("<p>Necesita habilitar JavaScript.", id="asks for it in Spanish"),
    ],
)
def test_a_page_that_only_scripts_fill_is_recognised(read, body):
    assert needs_javascript(*read(SCRIPT + body))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f'{SCRIPT}<div id="root">{TEXT}</div>', id="has text"),
        pytest.param('<div id="root"></div>', id="has no script"),
        pytest.param(
            '<script type="application/ld+json">{}</script><div id=root></div>', id="data only"
        ),
        pytest.param(f"{SCRIPT}<p>We are closed.", id="is just short"),
    ],
)
def test_other_pages_need_no_scripts(read, html):
    assert not needs_javascript(*read(html))


def is_error(read, html, *, not_found="", home=TEXT):
    """Return whether a page is an error on a site that shows `not_found` for made-up addresses."""
    shown = [read(each)[1] for each in (html, not_found, home)]
    return is_soft_404(shown[0], not_found=shown[1] if not_found else None, home=shown[2])


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "Oak Hill School | 404",
        "Error 404: Page Not Found – Oak Hill",
        "The page could not be found",
        "This page doesn’t exist",
        "Seite nicht gefunden",
        "Page introuvable",
        "Página no encontrada - Oak Hill",
    ],
)
def test_a_page_titled_not_found_is_an_error_page(read, title):
    assert is_error(read, f"<title>{title}</title><p>Try our search.")


@pytest.mark.parametrize(
    "title",
    ["What to do when a page is not found", "Lost and found", "Room 404 plan", "Files", ""],
)
def test_other_titles_are_no_error_page(read, title):
    assert not is_error(read, f"<title>{title}</title><p>Try our search.")


def test_a_long_text_with_an_error_title_is_a_page(read):
    assert not is_error(read, "<title>Page not found</title>" + TEXT * 4)


NOTHING = "<title>Oak Hill</title>" + "".join(f"<p>Tip {letter}" for letter in "abcdefghij")


@pytest.mark.parametrize(
    ("html", "is_missing"),
    [
        pytest.param(NOTHING, True, id="the same text"),
        pytest.param(NOTHING + "<p>You asked for a desk", True, id="nearly the same"),
        pytest.param("<title>Oak Hill</title>" + TEXT, False, id="another text"),
        pytest.param(
            NOTHING.replace("Oak Hill", "Tips") + "<p>More", False, id="alike under another title"
        ),
    ],
)
def test_a_page_like_the_one_for_made_up_urls_is_an_error_page(read, html, is_missing):
    assert is_error(read, html, not_found=NOTHING) is is_missing


def test_a_home_page_served_for_made_up_urls_proves_nothing(read):
    assert not is_error(read, NOTHING, not_found=NOTHING, home=NOTHING)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        pytest.param("abcdefgh", True, id="eight of ten"),
        pytest.param("abcdefg", False, id="seven of ten"),
        pytest.param("abcdefghijklm", False, id="ten of thirteen"),
    ],
)
def test_pages_are_similar_that_share_four_lines_in_five(read, other, alike):
    pages = [read("".join(f"<p>Tip {n}" for n in lines))[1] for lines in ("abcdefghij", other)]

    assert are_similar(*pages) is alike
