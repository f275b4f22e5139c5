"""The questions of a Markdown file (CommonMark with GitHub's tables), with answers as HTML.

A question is a heading that ends in a question mark, in Markdown or HTML, a line that starts with
"Q:", or a cell of a table whose header names question and answer. Its answer is what follows, up
to the next question.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from faqbot.extract.faq.wording import MARKS
from faqbot.extract.sheets.columns import header_fields
from faqbot.extract.sheets.markup import html_text

_QUESTION_LABEL = re.compile(r"(?i)\A[*_ \t]*q:")
# "**A:** Nine" loses its emphasis with the label; "**A: Nine**" keeps it.
_ANSWER_LABELS = (
    (re.compile(r"(?i)\A(\*\*|__|[*_])a:\1\s*"), ""),
    (re.compile(r"(?i)\A(\*\*|__|[*_]|)a:\s*"), r"\1"),
)
_LISTS = ("bullet_list_open", "ordered_list_open")
_HTML_TITLE = re.compile(r"<(summary|h[1-6])\b[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)


class MarkdownPair(NamedTuple):
    """A question and its answer, as HTML from outside; `line` counts from 1."""

    line: int
    question: str
    html: str


class _Part(NamedTuple):
    """A question, or HTML between two of them; `is_heading` marks a heading that does not ask."""

    line: int
    question: str | None = None
    html: str = ""
    is_heading: bool = False


def markdown_pairs(text: str) -> Iterator[MarkdownPair]:
    """Yield the questions of a file in order, including those without an answer."""
    parts = list(_PartReader(text).parts())
    starts = [at for at, part in enumerate(parts) if part.question is not None]
    for start, end in pairwise([*starts, len(parts)]):
        answer = parts[start + 1 : end]
        # Headings at the end belong to what comes next.
        while answer and answer[-1].is_heading:
            answer.pop()
        html = "\n".join(part.html for part in answer)
        yield MarkdownPair(parts[start].line, parts[start].question or "", html)


class _PartReader:
    """Reads one file as questions and what stands between them."""

    def __init__(self, text: str) -> None:
        self._markdown = MarkdownIt("commonmark", {"html": True, "breaks": True})
        self._markdown.enable(["table", "strikethrough"])
        # Filled by `parse`: the targets of links such as [fees][1], which stand anywhere.
        self._references: dict[str, object] = {}
        self._tokens = self._markdown.parse(text, self._references)
        self._follows_question = False

    def parts(self, tokens: Iterable[Token] | None = None) -> Iterator[_Part]:
        """Yield the parts of some tokens, or of the whole file, in order."""
        for block in _top_blocks(self._tokens if tokens is None else tokens):
            for part in self._parts_of(block):
                self._follows_question = part.question is not None
                yield part

    def _parts_of(self, block: Sequence[Token]) -> Iterator[_Part]:
        kind = block[0].type
        line = block[0].map[0] + 1 if block[0].map else 1
        if kind == "heading_open":
            title = _one_line(self._inline(block[1].content))
            if _asks(title):
                yield _Part(line, _without_label(title))
            else:
                yield _Part(line, html=self._render(block), is_heading=True)
        elif kind == "paragraph_open":
            yield from self._paragraph(line, block[1].content.split("\n"))
        elif kind == "html_block":
            yield from _html_parts(line, block[0].content)
        elif kind == "table_open" and (rows := self._question_rows(block)):
            yield from rows
        elif kind in _LISTS and any(map(_is_marked, block)):
            yield from self.parts(_without_items(block))
        elif kind != "hr":
            yield _Part(line, html=self._render(block))

    def _paragraph(self, number: int, lines: Sequence[str]) -> Iterator[_Part]:
        """Yield each line that starts with "Q:" as a question, the lines between as paragraphs."""
        paragraph: list[str] = []
        for at, line in enumerate(lines, start=number):
            if not _QUESTION_LABEL.match(line):
                paragraph.append(line)
                continue
            yield from self._text(at, paragraph)
            paragraph = []
            yield _Part(at, _without_label(_one_line(self._inline(line))))
        yield from self._text(number, paragraph)

    def _text(self, number: int, lines: Sequence[str]) -> Iterator[_Part]:
        text = "\n".join(lines)
        if self._follows_question:
            for label, rest in _ANSWER_LABELS:
                text = label.sub(rest, text)
        if text:
            yield _Part(number, html=f"<p>{self._inline(text)}</p>")

    def _question_rows(self, block: Sequence[Token]) -> list[_Part]:
        """Return the rows of a table whose header names question and answer, else []."""
        rows: list[tuple[int, list[str]]] = []
        for token in block:
            if token.type == "tr_open":
                rows.append((token.map[0] + 1 if token.map else 1, []))
            elif token.type == "inline":
                rows[-1][1].append(token.content)
        places: Mapping[str, int] = dict(reversed(header_fields(rows[0][1])))
        if not {"question", "answer"} <= set(places):
            return []
        parts = []
        for line, cells in rows[1:]:
            parts.append(_Part(line, _one_line(self._inline(cells[places["question"]]))))
            parts.append(_Part(line, html=f"<p>{self._inline(cells[places['answer']])}</p>"))
        return parts

    def _render(self, block: Sequence[Token]) -> str:
        render = self._markdown.renderer.render
        html = str(render(block, self._markdown.options, self._references))
        # A line feed between cells would put a space before the ";" of a row's text.
        return html.replace("</td>\n", "</td>").replace("</th>\n", "</th>")

    def _inline(self, text: str) -> str:
        return str(self._markdown.renderInline(text, self._references))


def _top_blocks(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block that lies in no other."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def _is_marked(token: Token) -> bool:
    return token.type == "inline" and bool(_QUESTION_LABEL.match(token.content))


def _without_items(block: Sequence[Token]) -> list[Token]:
    """Return what is in the items of a list."""
    level = block[0].level + 1
    return [
        token
        for token in block[1:-1]
        if token.level != level or token.type not in ("list_item_open", "list_item_close")
    ]


def _html_parts(line: int, html: str) -> Iterator[_Part]:
    """Yield the headings and summaries that ask, as in <details>, and the HTML between them."""
    start = 0
    for title in _HTML_TITLE.finditer(html):
        text = _one_line(title[2])
        if _asks(text):
            yield _Part(line + html.count("\n", 0, start), html=html[start : title.start()])
            yield _Part(line + html.count("\n", 0, title.start()), _without_label(text))
            start = title.end()
    yield _Part(line, html=html[start:])


def _asks(title: str) -> bool:
    return title.endswith(MARKS) or bool(_QUESTION_LABEL.match(title))


def _without_label(question: str) -> str:
    return _QUESTION_LABEL.sub("", question)


def _one_line(html: str) -> str:
    return html_text(html).replace("\n", " ")
