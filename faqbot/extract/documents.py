"""Page to Document: choose the extractor, join what it finds with what the page says of itself."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, groupby, takewhile
from operator import itemgetter
from typing import Any

from bs4 import BeautifulSoup

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Document, DocumentKind, Page
from faqbot.core.text.charset import decode
from faqbot.core.text.hashing import fingerprint
from faqbot.extract.faq.pairs import Pair, find_pairs
from faqbot.extract.faq.wording import question_text
from faqbot.extract.html.blocks import (
    Block,
    blocks,
    take_out_lines,
)
from faqbot.extract.html.boilerplate import Boilerplate, Look, line_key, look_at_lines, repeated
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.sanitize import clean_html, safe_html
from faqbot.extract.html.tree import parse, parse_text
from faqbot.extract.meta.language import detect_language
from faqbot.extract.meta.metadata import Head, read_head
from faqbot.extract.meta.schema_org import Stated, stated_facts, stated_items, stated_pairs
from faqbot.extract.meta.titles import stated_title
from faqbot.extract.passages.ids import Draft
from faqbot.extract.passages.sections import make_passages, sections
from faqbot.extract.pdf.reader import read_pdf
from faqbot.extract.publications.linkage import Reading, entry_passages
from faqbot.extract.publications.lists import (
    byline,
    find_entries,
    offered_file,
    take_out_entries,
    take_out_rest_of_list,
)

_FEWEST_PAIRS_OF_AN_FAQ = 3
_MUCH_SHORTER = 0.5
_NOTHING = Boilerplate()


def site_boilerplate(pages: Iterable[Page]) -> Boilerplate:
    """Return what repeats over the HTML pages of one site."""
    return repeated(filter(None, map(look_at, pages)))


def look_at(page: Page) -> Look | None:
    """Return what a page adds to what is known of its site, or None if it is a PDF."""
    if _is_pdf(page):
        return None
    soup = _soup(page)
    title = stated_title(soup)
    root = main_content(soup)
    listed: dict[str, None] = {}
    entries = find_entries(root, page.url)
    for found in entries:
        listed |= dict.fromkeys(line_key(block.text) for block in blocks(found.nodes))
    return replace(
        look_at_lines(blocks([root])),
        title=title,
        list_path=_path(page.url) if entries else "",
        listed=tuple(listed),
    )


def read_document(page: Page, boilerplate: Boilerplate = _NOTHING) -> Document:
    """Return the document that a page or file holds, without the site's boilerplate.

    A list of publications holds them as passages; `joining.join` makes documents of them. Raises
    ExtractionError saying why a page yields nothing.
    """
    reading = read_page(page, boilerplate)
    passages = entry_passages(reading.document, reading.entries)
    return replace(reading.document, passages=passages)


def read_page(page: Page, boilerplate: Boilerplate = _NOTHING) -> Reading:
    """Return what a page or file gives, its list of publications apart.

    Raises ExtractionError saying why a page yields nothing.
    """
    with _collector_paused():
        is_pdf = _is_pdf(page)
        reading = Reading(_read_pdf(page)) if is_pdf else _read_html(page, boilerplate)
    is_list = reading.entries or _path(page.url) in boilerplate.lists
    if not reading.document.passages and not is_list:
        raise ExtractionError("holds no question and no running text")
    return reading


def read_contact(page: Page, boilerplate: Boilerplate) -> Document | None:
    """Return how to reach the site, as its pages repeat it; `page` is where the link leads.

    A line in every footer is no answer on any page, and the only one to "what is your number".
    """
    if not boilerplate.contact or _is_pdf(page):
        return None
    head = _head(page, _soup(page), boilerplate, ())
    draft = Draft("text", "\n".join(boilerplate.contact), heading_path=(head.title,))
    document = _document(page, head, "page", [draft])
    document_id = fingerprint(page.url, "contact")
    passages = make_passages(document_id, [draft])
    return replace(document, id=document_id, passages=passages)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the collector from going over a large tree again and again, with nothing to free."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _is_pdf(page: Page) -> bool:
    return page.content_type == "application/pdf" or page.body.startswith(b"%PDF-")


def _soup(page: Page) -> BeautifulSoup:
    return parse(page.body, page.headers.get("content-type", ""))


def _path(url: str) -> str:
    return url.partition("?")[0]


def _read_html(page: Page, boilerplate: Boilerplate) -> Reading:
    soup = _soup(page)
    stated = _stated_items(page)
    head = _head(page, soup, boilerplate, stated)
    root = main_content(soup)
    entries = take_out_entries(root, page.url)
    if entries or _path(page.url) in boilerplate.lists:
        take_out_rest_of_list(root, boilerplate.listed)
    pairs = find_pairs(root)
    used = frozenset(chain.from_iterable(pair.nodes for pair in pairs))

    def is_unwanted(block: Block) -> bool:
        return block.is_jump or (not block.level and line_key(block.text) in boilerplate.keys)

    take_out_lines(root, is_unwanted)
    questions = list(_question_drafts(pairs, head, page.url, is_unwanted))
    questions = _reconcile(questions, stated_pairs(stated), head, page.url)
    rest = [block for block in blocks([root], used) if not is_unwanted(block)]
    kind: DocumentKind = "faq" if len(questions) >= _FEWEST_PAIRS_OF_AN_FAQ else "page"
    document = _document(page, head, kind, [*questions, *sections(rest, head.title)])
    return Reading(document, entries, offered_file(root, page.url), byline(rest), head.due)


def _stated_items(page: Page) -> list[Any]:
    if b"schema.org" not in page.body:
        return []
    return stated_items(decode(page.body, page.headers.get("content-type", "")))


def _head(page: Page, soup: BeautifulSoup, boilerplate: Boilerplate, stated: Sequence[Any]) -> Head:
    head = read_head(
        soup,
        stated=stated_facts(stated),
        site_parts=boilerplate.title_parts,
        fetched_at=page.fetched_at,
    )
    return replace(head, title=head.title or page.url)


def _question_drafts(
    pairs: Iterable[Pair], head: Head, url: str, is_unwanted: Callable[[Block], bool]
) -> Iterator[Draft]:
    """Yield one draft per question and answer; what comes again word for word counts once."""
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        nodes = [node for node in pair.answer if node.parent is not None]
        text = "\n".join(block.text for block in blocks(nodes) if not is_unwanted(block))
        if text and (pair.question, text) not in seen:
            seen.add((pair.question, text))
            html = safe_html(nodes, url)
            path = pair.heading_path or (head.title,)
            yield Draft("faq", text, pair.question, path, pair.anchor, html)


def _reconcile(drafts: list[Draft], stated: Iterable[Stated], head: Head, url: str) -> list[Draft]:
    """Return what the page shows, completed by what it states as data.

    What is shown wins where both have a question, unless it is much shorter: answers that a
    script fills in later are stated in full.
    """
    merged = {line_key(draft.question): draft for draft in drafts}
    added = []
    for pair in stated:
        html = clean_html(pair.answer_html, url)
        text = "\n".join(block.text for block in blocks([parse_text(html)]))
        draft = merged.get(line_key(question_text(pair.question)))
        if text and draft is None:
            path = (head.title,)
            added.append(Draft("faq", text, question_text(pair.question), path, "", html))
        elif draft and len(draft.text) < _MUCH_SHORTER * len(text):
            complete = replace(draft, text=text, html=html)
            drafts = [complete if known is draft else known for known in drafts]
    return drafts + added


def _read_pdf(page: Page) -> Document:
    pdf = read_pdf(page.body)
    head = Head(pdf.title, pdf.language, pdf.published, authors=pdf.authors)
    drafts = _pdf_drafts(pdf.pages, head.title)
    return _document(page, head, "publication", drafts)


def _pdf_drafts(pages: Sequence[Sequence[Block]], title: str) -> Iterator[Draft]:
    """Yield questions, if enough headings ask, and the sections; each links to its page.

    Headings hold on the pages after theirs; a section on two pages makes a passage on each.
    """
    flat = [(number, block) for number, page in enumerate(pages, start=1) for block in page]
    asking = [at for at, (_, block) in enumerate(flat) if block.level and block.text[-1] in "?؟？"]
    used: set[int] = set()
    for at in asking if len(asking) >= _FEWEST_PAIRS_OF_AN_FAQ else ():
        number, heading = flat[at]
        answer = list(takewhile(lambda entry: not entry[1].level, flat[at + 1 :]))
        if text := "\n".join(block.text for _, block in answer if not block.is_jump):
            used.update(range(at + 1, at + 1 + len(answer)))
            yield Draft("faq", text, question_text(heading.text), (title,), f"page={number}")
    path: list[Block] = []
    rest = [entry for at, entry in enumerate(flat) if at not in used]
    for number, entries in groupby(rest, key=itemgetter(0)):
        own = [block for _, block in entries]
        for draft in sections([*path, *own], title):
            yield replace(draft, anchor=f"page={number}")
        for heading in (block for block in own if block.level):
            path = [*(above for above in path if above.level < heading.level), heading]


def _document(page: Page, head: Head, kind: DocumentKind, drafts: Iterable[Draft]) -> Document:
    document_id = fingerprint(page.url)
    passages = make_passages(document_id, drafts)
    text = " ".join(f"{passage.question} {passage.text}" for passage in passages[:20])
    return Document(
        id=document_id,
        url=page.url,
        kind=kind,
        title=head.title,
        language=head.language or detect_language(text, "en"),
        published=head.published,
        modified=head.modified,
        authors=head.authors,
        description=head.description,
        fetched_at=page.fetched_at,
        passages=passages,
    )
