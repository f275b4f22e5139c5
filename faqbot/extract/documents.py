"""Page to Document: choose the extractor, join what it finds with what the page says of itself."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from itertools import chain

from bs4 import BeautifulSoup

from faqbot.errors import ExtractionError
from faqbot.extract.boilerplate import line_key, repeated_lines
from faqbot.extract.faq import Pair, find_pairs
from faqbot.extract.html import Block, Head, blocks, main_content, parse, read_head
from faqbot.extract.passages import Draft, make_passages, sections
from faqbot.extract.pdf import read_pdf
from faqbot.records import Document, DocumentKind, Page
from faqbot.text import fingerprint

_FEWEST_PAIRS_OF_AN_FAQ = 3


def site_boilerplate(pages: Iterable[Page]) -> frozenset[str]:
    """Return the keys of the lines that repeat over the HTML pages of one site."""
    return repeated_lines(
        blocks([main_content(_soup(page))]) for page in pages if not _is_pdf(page)
    )


def read_document(page: Page, boilerplate: Set[str] = frozenset()) -> Document:
    """Return the document that a page or file holds.

    `boilerplate` holds the keys of lines to leave out. Raises ExtractionError saying why a page
    yields nothing.
    """
    document = _read_pdf(page) if _is_pdf(page) else _read_html(page, boilerplate)
    if not document.passages:
        raise ExtractionError("holds no question and no running text")
    return document


def _is_pdf(page: Page) -> bool:
    return page.content_type == "application/pdf" or page.body.startswith(b"%PDF-")


def _soup(page: Page) -> BeautifulSoup:
    return parse(page.body, page.headers.get("content-type", ""))


def _read_html(page: Page, boilerplate: Set[str]) -> Document:
    soup = _soup(page)
    stated = read_head(soup)
    head = replace(stated, title=stated.title or page.url)
    root = main_content(soup)
    pairs = find_pairs(root)
    used = frozenset(chain.from_iterable(pair.nodes for pair in pairs))
    rest = _own(blocks([root], used), boilerplate)
    questions = list(_question_drafts(pairs, head, boilerplate))
    kind: DocumentKind = "faq" if len(questions) >= _FEWEST_PAIRS_OF_AN_FAQ else "page"
    drafts = [*questions, *sections(rest, head.title)]
    return _document(page, head, kind, drafts)


def _question_drafts(pairs: Iterable[Pair], head: Head, boilerplate: Set[str]) -> Iterator[Draft]:
    """Yield one draft per question and answer; what comes again word for word counts once."""
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        answer = _own(blocks(pair.answer), boilerplate)
        text = "\n".join(block.text for block in answer if not block.is_jump)
        if text and (pair.question, text) not in seen:
            seen.add((pair.question, text))
            yield Draft("faq", text, pair.question, (head.title,), pair.anchor)


def _own(page_blocks: Iterable[Block], boilerplate: Set[str]) -> Iterator[Block]:
    return (
        block for block in page_blocks if block.level or line_key(block.text) not in boilerplate
    )


def _read_pdf(page: Page) -> Document:
    pdf = read_pdf(page.body)
    first_line = next(text for text in pdf.pages if text).split("\n")[0]
    head = Head(pdf.title or first_line, "", pdf.published, "")
    drafts = [
        Draft("text", draft.text, heading_path=(head.title,), anchor=f"page={number}")
        for number, text in enumerate(pdf.pages, start=1)
        for draft in sections([Block(line) for line in text.split("\n")], head.title)
    ]
    return _document(page, head, "publication", drafts, authors=(pdf.author,) if pdf.author else ())


def _document(
    page: Page,
    head: Head,
    kind: DocumentKind,
    drafts: Iterable[Draft],
    *,
    authors: tuple[str, ...] = (),
) -> Document:
    document_id = fingerprint(page.url)
    return Document(
        id=document_id,
        url=page.url,
        kind=kind,
        title=head.title,
        language=head.language or "en",
        published=head.published,
        authors=authors,
        description=head.description,
        fetched_at=page.fetched_at,
        passages=make_passages(document_id, drafts),
    )
