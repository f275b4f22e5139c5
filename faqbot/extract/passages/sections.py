"""Blocks to passages: pairs become questions with answers, the rest becomes sections."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from faqbot.core.records import Document, Passage, PassageKind
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold, words
from faqbot.extract.html.blocks import Block
from faqbot.extract.html.sanitize import lines_html
from faqbot.extract.passages.chunking import cut, cut_after, size_of

_FEWEST_WORDS = 4
# A visitor wants the whole answer; one beyond this is a page of its own under a question.
_LONGEST_ANSWER_WORDS = 1000
# Where one is cut, its start must be no longer than the sections that go on under its question:
# in a passage several times as long, the words of the question would count for less.
_START_WORDS = 180


@dataclass(frozen=True)
class Draft:
    """A passage before it has an id."""

    kind: PassageKind
    text: str
    question: str = ""
    heading_path: tuple[str, ...] = ()
    anchor: str = ""
    html: str = ""


def sections(page_blocks: Iterable[Block], title: str) -> list[Draft]:
    """Return the running text, cut at headings and, where long, into parts of about 120 words.

    Parts of one section share heading path and anchor; each starts with a sentence of the last.
    """
    drafts: list[Draft] = []
    path: list[tuple[int, str, str]] = []
    lines: list[str] = []

    def close() -> None:
        heading_path = tuple(heading for _, heading, _ in path) or (title,)
        anchor = next((anchor for _, _, anchor in reversed(path) if anchor), "")
        drafts.extend(
            Draft("text", text, heading_path=heading_path, anchor=anchor)
            for text in cut(lines)
            if size_of(text) >= _FEWEST_WORDS
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
    """Return passages with stable ids: they survive a reindex and a new order on the page.

    The id comes from the name: the anchor, else the question, else the heading path. A name that
    only one passage has is enough, whatever becomes of its text. Where several share it, the
    first has the name alone, being what a link to it shows; the others add their question or a
    mark of their text that most edits leave as it is. So ids also survive new passages under the
    same heading, but that one put before the first takes over the first one's.

    An answer of more than 1,000 words is cut: the first 180 stay with the question, and the rest
    becomes sections under it.
    """
    bounded = [part for draft in drafts for part in _bounded(draft)]
    counts = Counter(map(_name, bounded))
    taken: dict[str, set[int]] = {}
    passages = []
    for position, draft in enumerate(bounded):
        name = _name(draft)
        parts = [document_id, name]
        if counts[name] > 1:
            marks = taken.setdefault(name, set())
            mark = _mark(draft, marks)
            parts += [str(mark)] if marks else []
            marks.add(mark)
        passages.append(
            Passage(
                id=fingerprint(*parts),
                document_id=document_id,
                kind=draft.kind,
                text=draft.text,
                question=draft.question,
                heading_path=draft.heading_path,
                anchor=draft.anchor,
                position=position,
                html=draft.html or lines_html(draft.text),
            )
        )
    return tuple(passages)


def without_repeats(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield documents without the passages that an earlier one has under the same headings.

    Print versions and filtered lists show one text under many URLs; the first keeps it.
    Documents that are left with nothing are dropped.
    """
    seen: set[str] = set()
    for document in documents:
        own = []
        for passage in document.passages:
            said = (*passage.heading_path, passage.question, passage.text)
            key = fingerprint(*map(fold, said))
            if key not in seen:
                seen.add(key)
                own.append(passage)
        if own:
            yield replace(document, passages=tuple(own))


def _bounded(draft: Draft) -> Iterator[Draft]:
    """Yield a draft, or an answer that is too long as its start and sections with the rest."""
    if draft.kind != "faq":
        yield draft
        return
    if not cut_after(draft.text, _LONGEST_ANSWER_WORDS)[1]:
        yield draft
        return
    text, rest = cut_after(draft.text, _START_WORDS)
    yield replace(draft, text=text, html="")
    path = (*draft.heading_path, draft.question)
    yield from (Draft("text", part, "", path, draft.anchor) for part in cut(rest))


def _name(draft: Draft) -> str:
    names = [draft.anchor, fold(draft.question), "\n".join(draft.heading_path)]
    if draft.anchor.startswith("page="):  # many questions stand on one page of a PDF
        names.sort(key=draft.anchor.__eq__)
    return next(filter(None, names), "")


def _mark(draft: Draft, taken: set[int]) -> int:
    """Return a number that tells a passage from those with the `taken` numbers.

    It is the checksum of the question, else the least of those of all pairs of neighboring
    words: an edit of one word in a hundred changes it in one case of fifty.
    Source: min-wise hashing, Broder, On the resemblance and containment of documents, 1997.
    """
    asked = crc32(fold(draft.question).encode()) if draft.question else None
    if asked is not None and asked not in taken:
        return asked
    found = [word.text for word in words(fold(draft.text))]
    pairs = zip(["", *found], found, strict=False)
    marks = (crc32(" ".join(pair).encode()) for pair in pairs)
    most = 1 << 32  # beyond all checksums
    return min((mark for mark in marks if mark not in taken), default=most + len(taken))
