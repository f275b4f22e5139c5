"""Blocks to passages: pairs become questions with answers, the rest becomes sections."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from faqbot.extract.display import lines_html
from faqbot.extract.html import Block
from faqbot.records import Document, Passage, PassageKind
from faqbot.text import fingerprint, fold, words

# A section longer than this is cut at a paragraph border, so that a hit stays readable.
_SECTION_WORDS = 160
_FEWEST_WORDS = 4


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
    """Return the running text, cut at headings and, where long, at paragraph borders."""
    drafts: list[Draft] = []
    path: list[tuple[int, str, str]] = []
    lines: list[str] = []

    def close() -> None:
        heading_path = tuple(heading for _, heading, _ in path) or (title,)
        anchor = next((anchor for _, _, anchor in reversed(path) if anchor), "")
        drafts.extend(
            Draft("text", text, heading_path=heading_path, anchor=anchor)
            for text in _cut(lines)
            if _word_count(text) >= _FEWEST_WORDS
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

    The id comes from the anchor, else the question, else the heading path; passages that share
    it are numbered.
    """
    seen: dict[str, int] = {}
    passages = []
    for position, draft in enumerate(drafts):
        names = [draft.anchor, fold(draft.question), "\n".join(draft.heading_path)]
        if draft.anchor.startswith("page="):  # many questions stand on one page of a PDF
            names.sort(key=draft.anchor.__eq__)
        name = next(filter(None, names), "")
        seen[name] = seen.get(name, 0) + 1
        passages.append(
            Passage(
                id=fingerprint(document_id, name, str(seen[name])),
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


def _cut(lines: Sequence[str]) -> list[str]:
    """Return texts of about `_SECTION_WORDS` words, made of whole lines."""
    texts: list[list[str]] = [[]]
    size = 0
    for line in lines:
        length = _word_count(line)
        if texts[-1] and size + length > _SECTION_WORDS:
            texts.append([])
            size = 0
        texts[-1].append(line)
        size += length
    if len(texts) > 1 and _word_count("\n".join(texts[-1])) < _FEWEST_WORDS:
        texts[-2:] = [texts[-2] + texts[-1]]
    return ["\n".join(text) for text in texts if text]


def _word_count(text: str) -> int:
    return sum(1 for _ in words(text))
