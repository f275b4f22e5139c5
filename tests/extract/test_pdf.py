import re
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from faqbot.errors import ExtractionError
from faqbot.extract.pdf import read_pdf


def make_pdf(*pages, title="Pool Rules", author="Nora Lindgren", encrypt=None):
    """Return a PDF with one line of text for each line of each page."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=0, encrypt=encrypt)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for page in pages:
        for row, line in enumerate(page.split("\n")):
            canvas.drawString(72, 700 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


TWO_PAGES = make_pdf("Shower before you swim.\nDo not run.", "The pool closes at nine.")


def dated(stated):
    """Return TWO_PAGES with another time of creation."""
    return re.sub(rb"/CreationDate \([^)]*\)", b"/CreationDate (" + stated + b")", TWO_PAGES)


def test_text_comes_page_by_page_and_line_by_line():
    assert read_pdf(TWO_PAGES).pages == (
        "Shower before you swim.\nDo not run.",
        "The pool closes at nine.",
    )


def test_lines_are_shown_without_extra_spaces_and_empty_lines():
    assert read_pdf(make_pdf("Do   not \n \nrun.")).pages == ("Do not\nrun.",)


def test_an_empty_page_keeps_its_number():
    assert read_pdf(make_pdf("Do not run.", "", "Closed.")).pages == ("Do not run.", "", "Closed.")


def test_title_and_author_are_those_that_the_file_states():
    pdf = read_pdf(TWO_PAGES)
    assert (pdf.title, pdf.author) == ("Pool Rules", "Nora Lindgren")


def test_a_title_that_is_not_stated_is_empty():
    assert read_pdf(make_pdf("Do not run.", title="")).title == ""


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        pytest.param(b"D:20251103120000Z", "2025-11-03", id="full"),
        pytest.param(b"20251103", "2025-11-03", id="without D"),
        pytest.param(b"D:2025", "", id="year only"),
        pytest.param(b"November 3", "", id="words"),
        pytest.param(b"D:20251399000000", "", id="no such month"),
        pytest.param(b"D:20260231000000", "", id="no such day"),
    ],
)
def test_the_date_is_a_real_day_or_nothing(stated, published):
    assert read_pdf(dated(stated)).published == published


@pytest.mark.parametrize(
    ("body", "reason", "next_step"),
    [
        pytest.param(b"", "damaged", "upload it again", id="empty"),
        pytest.param(b"<p>Not found</p>", "no PDF", "upload it again", id="web page"),
        pytest.param(TWO_PAGES[:700], "damaged", "upload it again", id="cut short"),
        pytest.param(
            re.sub(rb"/Type /Page\n", b"/Type /Pxge\n", TWO_PAGES),
            "damaged",
            "upload it again",
            id="damaged page",
        ),
        pytest.param(
            make_pdf("Do not run.", encrypt=StandardEncryption("secret")),
            "encrypted",
            "without a password",
            id="password",
        ),
        pytest.param(make_pdf("", ""), "no text", "OCR", id="pages without text"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_reported_with_reason_and_next_step(body, reason, next_step):
    with pytest.raises(ExtractionError, match=f"{reason}.*{re.escape(next_step)}"):
        read_pdf(body)


def test_a_pdf_that_only_forbids_printing_is_read():
    locked = StandardEncryption("", ownerPassword="secret", canPrint=0)
    assert read_pdf(make_pdf("Do not run.", encrypt=locked)).pages == ("Do not run.",)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_that_are_no_pdf_are_refused(noise):
    with pytest.raises(ExtractionError):
        read_pdf(b"%PDF-1.4\n" + noise)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.integers(0, len(TWO_PAGES) - 1), st.integers(0, 255), max_size=40))
def test_a_damaged_pdf_is_read_or_refused_and_never_stops_a_run(changes):
    body = bytearray(TWO_PAGES)
    for place, byte in changes.items():
        body[place] = byte
    with suppress(ExtractionError):
        assert any(read_pdf(bytes(body)).pages)
