"""Page to Document: choose the extractor, add the metadata, drop the site's boilerplate."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, groupby, pairwise, takewhile
from operator import itemgetter
from typing import Any

from bs4 import BeautifulSoup, Tag

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Document, DocumentKind, Page, Passage
from faqbot.core.text.charset import decode
from faqbot.core.text.hashing import fingerprint
from faqbot.core.urls import resolve_link
from faqbot.extract.faq.pairs import Pair, find_pairs
from faqbot.extract.faq.wording import (
    MARKS,
    MAX_QUESTION_CHARS,
    answer_label,
    has_prefix,
    question_text,
)
from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.blocks import Block, blocks, each_block, remove_lines
from faqbot.extract.html.boilerplate import Boilerplate, PageLines, line_key, lines_of
from faqbot.extract.html.main_content import main_content
from faqbot.extract.html.omissions import Omissions, summary
from faqbot.extract.html.sanitize import clean_html
from faqbot.extract.html.text_fragments import TextFragments
from faqbot.extract.html.tree import parse, parse_text, visible_text
from faqbot.extract.meta.bylines import is_byline_line
from faqbot.extract.meta.dates import count_orders
from faqbot.extract.meta.language import detect_language
from faqbot.extract.meta.metadata import Metadata, read_metadata
from faqbot.extract.meta.schema_org import SchemaPair, schema_fields, schema_items, schema_pairs
from faqbot.extract.meta.titles import stated_title
from faqbot.extract.passages.ids import Draft
from faqbot.extract.passages.sections import make_passages, sections
from faqbot.extract.pdf.reader import read_pdf
from faqbot.extract.publications.linkage import ExtractedPage, item_passages
from faqbot.extract.publications.lists import (
    byline,
    extract_items,
    find_items,
    offered_file,
    remove_list_remains,
)

# A page with fewer pairs is an ordinary page that asks a question or two.
_MIN_FAQ_PAIRS = 3
# A visible answer with less of the text than this was cut off until a script loads the rest.
_MAX_SHORT_SHARE = 0.5
_NOTHING = Boilerplate()


def page_lines(page: Page) -> PageLines | None:
    """Return the lines and title that a page contributes to its site, or None for a PDF."""
    if _is_pdf(page):
        return None
    soup = _soup(page)
    title = stated_title(soup)
    base = _base_url(soup, page.url)
    omissions = Omissions()
    root = main_content(soup, omissions)
    # What is left out of one page may stay on another with less text. Words of a navigation
    # may be content elsewhere.
    omitted = [node for reason, node in omissions.nodes if reason not in ("navigation", "form")]
    items = find_items(root, base)
    keys = (line_key(block.text) for item in items for block in blocks(item.nodes))
    day_first, month_first = count_orders(root.get_text(" "))
    return replace(
        lines_of(blocks([root, *omitted])),
        title=title,
        list_path=_path(page.url) if items else "",
        list_keys=tuple(dict.fromkeys(keys)),
        day_first=day_first,
        month_first=month_first,
    )


def read_document(page: Page, boilerplate: Boilerplate = _NOTHING) -> Document:
    """Return the document that a page or file holds, without the site's boilerplate.

    A list of publications keeps them as passages; `linkage.link_publications` makes documents of
    them. Raises ExtractionError with the reason if a page yields nothing.
    """
    return with_items(read_page(page, boilerplate))


def with_items(extracted: ExtractedPage) -> Document:
    """Return the document of a page with the publications that it lists as passages."""
    passages = item_passages(extracted.document, extracted.items)
    return replace(extracted.document, passages=passages)


def read_page(page: Page, boilerplate: Boilerplate = _NOTHING) -> ExtractedPage:
    """Return the document of a page or file, with the publications it lists kept apart.

    Raises ExtractionError with the reason if a page yields nothing.
    """
    with _collector_paused():
        is_pdf = _is_pdf(page)
        extracted = ExtractedPage(_read_pdf(page)) if is_pdf else _read_html(page, boilerplate)
    is_list = extracted.items or _path(page.url) in boilerplate.list_paths
    if not extracted.document.passages and not is_list:
        omitted = summary(extracted.omissions)
        raise ExtractionError(
            "holds no question and no running text" + (f"; left out: {omitted}" if omitted else "")
        )
    return extracted


def read_contact(page: Page, boilerplate: Boilerplate) -> Document | None:
    """Return the contact lines that a site's pages repeat, as a document linking to `page`.

    As boilerplate they are dropped from every page, yet they alone answer "what is your number".
    """
    if not boilerplate.contact or _is_pdf(page):
        return None
    metadata = _metadata(page, _soup(page), boilerplate, ())
    draft = Draft("text", "\n".join(boilerplate.contact), heading_path=(metadata.title,))
    document = _document(page, metadata, "page", [draft])
    document_id = fingerprint(page.url, "contact")
    passages = make_passages(document_id, [draft])
    return replace(document, id=document_id, passages=passages)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause garbage collection: it would walk the growing tree repeatedly and free nothing."""
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


def _base_url(soup: BeautifulSoup, url: str) -> str:
    """Return the URL that the links of a page are relative to."""
    base = soup.find("base", href=True)
    return resolve_link(url, str(base["href"])) or url if isinstance(base, Tag) else url


def _path(url: str) -> str:
    return url.partition("?")[0]


def _read_html(page: Page, boilerplate: Boilerplate) -> ExtractedPage:
    soup = _soup(page)
    structured = _structured_data(page)
    metadata = _metadata(page, soup, boilerplate, structured)
    anchors = Anchors(soup)
    base = _base_url(soup, page.url)
    omissions = Omissions()
    root = main_content(soup, omissions)
    items = extract_items(root, base)
    if items or _path(page.url) in boilerplate.list_paths:
        remove_list_remains(root, boilerplate.list_keys)
    pairs = find_pairs(root, anchors, page.url)
    used = frozenset(chain.from_iterable(pair.nodes for pair in pairs))
    is_unwanted = _unwanted(pairs, boilerplate, omissions)
    fields = byline(each_block([root], used))
    remove_lines(root, is_unwanted)
    questions = list(_question_drafts(pairs, metadata, base, is_unwanted))
    questions = _reconcile(questions, schema_pairs(structured), metadata, base)
    # Questions that are headings stay in the outline of what follows their answers.
    headings = [pair.heading for pair in pairs if pair.heading is not None]
    rest_blocks = blocks([root], used.difference(map(id, headings)), anchors)
    rest = [block for block in rest_blocks if not is_unwanted(block)]
    running_text = sections(rest, metadata.title, frozenset(map(visible_text, headings)))
    kind: DocumentKind = "faq" if len(questions) >= _MIN_FAQ_PAIRS else "page"
    document = _document(page, metadata, kind, [*questions, *running_text])
    document = replace(document, passages=tuple(_with_fragments(document.passages, anchors)))
    file = offered_file(root, base)
    return ExtractedPage(document, items, file, fields, metadata.due, omissions.counted())


def _unwanted(
    pairs: Iterable[Pair], boilerplate: Boilerplate, omissions: Omissions
) -> Callable[[Block], bool]:
    """Return whether a block is none of the page's content: repeated, a jump or a byline.

    "When was this page updated?" is answered by nothing but such a line.
    """
    answers = {" ".join(map(visible_text, pair.answer)) for pair in pairs}

    def reason(block: Block) -> str:
        if block.is_jump:
            return "links within the page"
        if block.level:
            return ""
        if is_byline_line(block.text) and block.text not in answers:
            return "byline"
        is_repeated = boilerplate.keys and line_key(block.text) in boilerplate.keys
        return "repeated on many pages" if is_repeated else ""

    def is_unwanted(block: Block) -> bool:
        omissions.add_text(found := reason(block), block.text if found else "")
        return bool(found)

    return is_unwanted


def _structured_data(page: Page) -> list[Any]:
    if b"schema.org" not in page.body:
        return []
    return schema_items(decode(page.body, page.headers.get("content-type", "")))


def _metadata(
    page: Page, soup: BeautifulSoup, boilerplate: Boilerplate, structured: Sequence[Any]
) -> Metadata:
    metadata = read_metadata(
        soup,
        schema=schema_fields(structured),
        site_parts=boilerplate.title_parts,
        fetched_at=page.fetched_at,
        day_first=boilerplate.day_first,
    )
    return replace(metadata, title=metadata.title or page.url)


def _question_drafts(
    pairs: Iterable[Pair], metadata: Metadata, url: str, is_unwanted: Callable[[Block], bool]
) -> Iterator[Draft]:
    """Yield one draft for each pair; repetitions word for word are dropped."""
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        nodes = [node for node in pair.answer if node.parent is not None]
        text = "\n".join(block.text for block in blocks(nodes) if not is_unwanted(block))
        if text and (pair.question, text) not in seen:
            seen.add((pair.question, text))
            html = clean_html("".join(map(str, nodes)), url)
            path = pair.heading_path or (metadata.title,)
            yield Draft("faq", text, pair.question, path, pair.anchor, html)


def _reconcile(
    drafts: list[Draft], structured: Iterable[SchemaPair], metadata: Metadata, url: str
) -> list[Draft]:
    """Return the visible pairs, completed by those in the page's structured data.

    Where both have a question, the visible answer wins unless it is much shorter: answers that a
    script loads later are complete in the structured data.
    """
    visible = {line_key(draft.question): draft for draft in drafts}
    added = []
    for pair in structured:
        html = clean_html(pair.answer_html, url)
        text = "\n".join(block.text for block in blocks([parse_text(html)]))
        question = question_text(pair.question)
        draft = visible.get(line_key(question))
        if text and draft is None:
            added.append(Draft("faq", text, question, (metadata.title,), html=html))
        elif draft and len(draft.text) < _MAX_SHORT_SHARE * len(text):
            complete = replace(draft, text=text, html=html)
            drafts = [complete if known is draft else known for known in drafts]
    return drafts + added


def _with_fragments(passages: Iterable[Passage], anchors: Anchors) -> Iterator[Passage]:
    """Yield the passages; those without an anchor that is surely displayed get a text fragment."""
    fragments = TextFragments(anchors.text)
    for passage in passages:
        lines = [*filter(None, [passage.question]), *passage.text.split("\n")]
        is_anchored = passage.anchor and not anchors.may_be_hidden(passage.anchor)
        fragment = "" if is_anchored else fragments.find(lines)
        yield replace(passage, text_fragment=fragment) if fragment else passage


def _read_pdf(page: Page) -> Document:
    pdf = read_pdf(page.body)
    metadata = Metadata(pdf.title, pdf.language, pdf.published, authors=pdf.authors)
    drafts = _pdf_drafts(pdf.pages, metadata.title)
    return _document(page, metadata, "publication", drafts)


def _pdf_drafts(pages: Sequence[Sequence[Block]], title: str) -> Iterator[Draft]:
    """Yield the questions, if enough headings ask, then the sections; each links to its page.

    A heading applies to the pages after its own too; a section that spans two pages becomes a
    passage on each.
    """
    flat = [(number, block) for number, page in enumerate(pages, start=1) for block in page]
    questions = [at for at, (_, block) in enumerate(flat) if _is_pdf_question(block)]
    used: set[int] = set()
    if len(questions) < _MIN_FAQ_PAIRS:
        questions = []
    for at, end in pairwise([*questions, len(flat)]):
        number, question = flat[at]
        answer = list(takewhile(lambda item: not item[1].level, flat[at + 1 : end]))
        text = "\n".join(block.text for _, block in answer if not block.is_jump)
        if text := text.removeprefix(answer_label(text, question.text)):
            used.update(range(at + bool(question.level), at + 1 + len(answer)))
            yield Draft("faq", text, question_text(question.text), (title,), f"page={number}")
    path: list[Block] = []
    rest = [item for at, item in enumerate(flat) if at not in used]
    for number, items in groupby(rest, key=itemgetter(0)):
        own = [block for _, block in items]
        for draft in sections([*path, *own], title):
            yield replace(draft, anchor=f"page={number}")
        for heading in (block for block in own if block.level):
            path = [*(above for above in path if above.level < heading.level), heading]


def _is_pdf_question(block: Block) -> bool:
    """Return whether a block is a heading that asks, or a question with a label."""
    is_labelled = len(block.text) <= MAX_QUESTION_CHARS and has_prefix(block.text)
    return block.text.endswith(MARKS) and bool(block.level or is_labelled)


def _document(
    page: Page, metadata: Metadata, kind: DocumentKind, drafts: Iterable[Draft]
) -> Document:
    document_id = fingerprint(page.url)
    passages = make_passages(document_id, drafts)
    # The first passages are enough to detect the language.
    text = " ".join(f"{passage.question} {passage.text}" for passage in passages[:20])
    return Document(
        id=document_id,
        url=page.url,
        kind=kind,
        title=metadata.title,
        language=metadata.language or detect_language(text, "en"),
        published=metadata.published,
        modified=metadata.modified,
        authors=metadata.authors,
        description=metadata.description,
        fetched_at=page.fetched_at,
        passages=passages,
    )
