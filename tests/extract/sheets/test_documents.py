import pytest

from faqbot.core.records import Page
from faqbot.extract.sheets.documents import imported_documents
from faqbot.extract.sheets.reader import ImportedRow

PAGE = Page("import:/faq.md", 200, "2026-01-01T00:00:00Z", {}, "", b"")


def first_passage(row, site_url=""):
    return imported_documents(PAGE, [row], name="Desk", site_url=site_url)[0].passages[0]


@pytest.mark.parametrize(
    ("url", "site_url", "expected"),
    [
        pytest.param("", "https://a.org/faq", "https://a.org/fees", id="site"),
        pytest.param("https://b.org/x", "https://a.org/", "https://b.org/fees", id="own URL"),
        pytest.param("/x", "https://a.org/faq", "https://a.org/fees", id="own path"),
    ],
)
def test_links_of_an_answer_keep_their_targets(url, site_url, expected):
    row = ImportedRow(
        1, question="Why?", answer="See fees.", html='See <a href="/fees">fees</a>.', url=url
    )
    assert f'href="{expected}"' in first_passage(row, site_url).html


def test_a_link_without_a_site_keeps_its_text_only():
    row = ImportedRow(1, question="Why?", answer="See fees.", html='See <a href="/fees">fees</a>.')
    html = first_passage(row).html
    assert "href" not in html
    assert "fees" in html


def test_html_of_an_answer_is_sanitized():
    row = ImportedRow(
        1, question="Why?", answer="So.", html="<p onclick=x>So.</p><script>x</script>"
    )
    assert first_passage(row).html == "<p>So.</p>"


def test_an_answer_in_plain_text_is_shown_as_paragraphs():
    assert (
        first_passage(ImportedRow(1, question="Why?", answer="a\n<b>")).html
        == "<p>a</p><p>&lt;b&gt;</p>"
    )
