"""A file of questions that staff keep becomes documents, one for each URL that it names."""

from collections import defaultdict
from collections.abc import Iterable

from faqbot.core.records import Document, Page
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.iso import language_code
from faqbot.extract.html.sanitize import lines_html
from faqbot.extract.meta.language import detect_language
from faqbot.extract.passages.sections import Draft, make_passages
from faqbot.extract.sheets.reader import Row


def imported_documents(page: Page, rows: Iterable[Row]) -> list[Document]:
    """Return the rows of an imported file that have an answer as documents, in its order.

    Rows without a URL belong to the file itself, whose URL leads nowhere.
    """
    by_url: defaultdict[str, list[Row]] = defaultdict(list)
    for row in (row for row in rows if row.answer):
        by_url[row.url or page.url].append(row)
    return [_document(page, url, found) for url, found in by_url.items()]


def _document(page: Page, url: str, rows: list[Row]) -> Document:
    document_id = fingerprint(page.url, url)
    title = next((row.title for row in rows if row.title), page.url.rpartition("/")[2])
    drafts = [
        Draft("faq", row.answer, row.question or row.title, (title,), html=lines_html(row.answer))
        for row in rows
    ]
    stated = next(filter(None, (language_code(row.language) for row in rows)), "")
    text = " ".join(f"{row.question} {row.answer}" for row in rows[:20])
    return Document(
        id=document_id,
        url=url,
        kind="faq",
        title=title,
        language=stated or detect_language(text, "en"),
        fetched_at=page.fetched_at,
        passages=make_passages(document_id, drafts),
    )
