"""A file of questions that staff keep becomes documents, one for each URL that it names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urljoin

from faqbot.core.records import Document, Page
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.iso import language_code
from faqbot.extract.html.sanitize import clean_html, lines_html
from faqbot.extract.meta.language import detect_language
from faqbot.extract.passages.ids import Draft
from faqbot.extract.passages.sections import make_passages
from faqbot.extract.sheets.reader import ImportedRow

_BETWEEN_WORDS = re.compile(r"[\s_+-]+|%20")
_COPY = re.compile(r"(?:\s(?:\(\d{1,3}\)|v\d{1,3}|copy|final))+$", re.IGNORECASE)


def imported_documents(
    page: Page, rows: Iterable[ImportedRow], *, name: str, site_url: str = ""
) -> list[Document]:
    """Return the rows of an imported file that have an answer as documents, in its order.

    `name` is what visitors see as the title of documents whose rows have none.
    Rows without a URL belong to the file itself, whose URL leads nowhere. Links such as "/fees"
    in their answers lead from `site_url`; without one, only their text is kept.
    """
    by_url: defaultdict[str, list[ImportedRow]] = defaultdict(list)
    for row in (row for row in rows if row.answer):
        by_url[row.url or page.url].append(row)
    return [_document(page, url, group, name, site_url) for url, group in by_url.items()]


def default_name(file_name: str, title: str = "") -> str:
    """Return what visitors see of a file that staff gave no name: its title, or its file name.

    >>> default_name("front-desk_handbook v2 (1).xlsx")
    'Front desk handbook'
    """
    stem = file_name.rpartition(".")[0] or file_name
    words = _BETWEEN_WORDS.sub(" ", stem).strip()
    words = _COPY.sub("", words) or words
    return title or words[:1].upper() + words[1:]


def _document(page: Page, url: str, rows: list[ImportedRow], name: str, site_url: str) -> Document:
    document_id = fingerprint(page.url, url)
    title = next((row.title for row in rows if row.title), name)
    base_url = site_url if url == page.url else urljoin(site_url, url)
    drafts = [
        Draft(
            kind="faq",
            text=row.answer,
            question=row.question or row.title,
            heading_path=(title,),
            html=clean_html(row.html, base_url) if row.html else lines_html(row.answer),
        )
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
