"""The text of a PDF, page by page."""

from dataclasses import dataclass

import pypdfium2

from faqbot.errors import ExtractionError
from faqbot.text import iso_date, squeeze

_MAX_PAGES = 2000


@dataclass(frozen=True)
class PdfText:
    """Title and author as the file states them, and the text of each page in reading order."""

    title: str
    author: str
    published: str
    pages: tuple[str, ...]


def read_pdf(body: bytes) -> PdfText:
    """Return the text of a PDF file.

    Raises ExtractionError, with the next step, for files that are encrypted, damaged or scans.
    """
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ExtractionError("is encrypted; publish it without a password") from error
        raise ExtractionError("is damaged or no PDF; upload it again") from error
    try:
        count = min(len(document), _MAX_PAGES)
        pages = tuple(_page_text(document, number) for number in range(count))
        stated = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise ExtractionError("is damaged inside; upload it again") from error
    finally:
        document.close()
    if not any(pages):
        raise ExtractionError("holds no text, only images; run text recognition (OCR) on the scan")
    return PdfText(
        title=squeeze(stated.get("Title", "")),
        author=squeeze(stated.get("Author", "")),
        published=_day(stated.get("CreationDate", "")),
        pages=pages,
    )


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    lines = text_page.get_text_bounded().splitlines()
    text_page.close()
    page.close()
    return "\n".join(line for raw in lines if (line := squeeze(raw)))


def _day(stated: str) -> str:
    """Return the day of a PDF time such as D:20251103120000Z, or ""."""
    digits = stated.removeprefix("D:")[:8]
    return iso_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
