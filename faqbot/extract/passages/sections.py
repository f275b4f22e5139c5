"""Blocks to passages: pairs become questions with answers, the rest becomes sections."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from faqbot.core.records import Document, Passage
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold
from faqbot.extract.html.blocks import Block
from faqbot.extract.html.sanitize import lines_html
from faqbot.extract.passages.chunking import chunk, size_of, split_after
from faqbot.extract.passages.ids import Draft, stable_ids

_MIN_WORDS = 4
# A visitor wants the whole answer; a longer one is really a page under a question.
_MAX_ANSWER_WORDS = 1000
# The start of a split answer is no longer than the sections that continue it: in a passage several
# times as long, the words of the question would weigh less.
_START_WORDS = 180


def sections(
    page_blocks: Iterable[Block], title: str, questions: Set[str] = frozenset()
) -> list[Draft]:
    """Return the running text, split at headings and, where long, into chunks of about 120 words.

    Chunks of a section share heading path and anchor, and overlap by a sentence. Headings that are
    `questions` with an answer elsewhere stand above the headings of lower rank that follow, but
    above no text of their own.
    """
    drafts: list[Draft] = []
    path: list[tuple[int, str, str]] = []
    lines: list[str] = []

    def close() -> None:
        above = path[:-1] if path and path[-1][1] in questions else path
        heading_path = tuple(heading for _, heading, _ in above) or (title,)
        anchor = next((anchor for _, _, anchor in reversed(above) if anchor), "")
        drafts.extend(
            Draft("text", text, heading_path=heading_path, anchor=anchor)
            for text in chunk(lines)
            if size_of(text) >= _MIN_WORDS
        )
        lines.clear()

    for block in page_blocks:
        if block.level:
            close()
            path = [entry for entry in path if entry[0] < block.level]
            path.append((block.level, block.text, block.anchor))
        elif not block.is_jump:
            lines.append(block.text)
    close()
    return drafts


def make_passages(document_id: str, drafts: Iterable[Draft]) -> tuple[Passage, ...]:
    """Return the passages of a document, in order, with ids that survive a reindex.

    An answer of more than 1,000 words is split: the first 180 stay with the question, the rest
    becomes sections under it.
    """
    parts = [part for draft in drafts for part in _split_long_answer(draft)]
    parts = [replace(part, html=part.html or lines_html(part.text)) for part in parts]
    ids = stable_ids(document_id, parts)
    return tuple(
        Passage(id=passage_id, document_id=document_id, position=position, **vars(part))
        for position, (passage_id, part) in enumerate(zip(ids, parts, strict=True))
    )


def without_repeats(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield documents without the passages that an earlier one has under the same headings.

    Print versions and filtered lists show one text under many URLs; the first keeps it.
    Documents without any passage left are dropped.
    """
    seen: set[str] = set()
    for document in documents:
        own = []
        for passage in document.passages:
            texts = (*passage.heading_path, passage.question, passage.text)
            key = fingerprint(*map(fold, texts))
            if key not in seen:
                seen.add(key)
                own.append(passage)
        if own:
            yield replace(document, passages=tuple(own))


def _split_long_answer(draft: Draft) -> Iterator[Draft]:
    """Yield a draft; of an answer that is too long, its start and then sections with the rest."""
    if draft.kind != "faq" or not split_after(draft.text, _MAX_ANSWER_WORDS)[1]:
        yield draft
        return
    text, rest = split_after(draft.text, _START_WORDS)
    yield replace(draft, text=text, html="")
    path = (*draft.heading_path, draft.question)
    yield from (Draft("text", part, "", path, draft.anchor) for part in chunk(rest))
