"""Lines of a PDF become headings and paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import dropwhile, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold
from faqbot.extract.faq.wording import answer_label, has_prefix
from faqbot.extract.html.blocks import Block
from faqbot.extract.pdf.layout import Piece

_BULLET = re.compile(r"[•●○◦▪■□◆➢✓‣·\uf0a7\uf0b7]\s*|[–—*-](\s+|$)")
_CONTENTS = re.compile(r"(\. ?){4}\s*\S{1,5}$")  # a line of a table of contents
_ITEM = re.compile(r"\(?(\d{1,3}|[a-zA-Z])[.)](\s|(?<=\d[.)])(?=[^\W\d_]))")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]")
_MAX_HEADING_CHARS = 160
_MAX_TITLE_LINES = 4
_SENTENCE_ENDS = ".!?:;"
_CLOSING = "\"'”’)]»"
# These bounds keep the time linear for any file: patterns see only the end of a line, and
# paragraphs have a maximum of lines.
_TAIL_CHARS = 60
_MAX_LINES = 200
_WORD = re.compile(r"\w+(?:-\w+)*")


def read_blocks(pages: Sequence[Sequence[Piece]]) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks of each page; a paragraph that spans pages is on the first of them."""
    body = _body_style(pages)
    texts = (line.text for page in pages for line in page)
    vocabulary = {fold(word) for text in texts for word in _WORD.findall(text)}
    return _rejoined([list(_blocks(page, body, vocabulary)) for page in pages], vocabulary)


def largest_text(lines: Sequence[Piece]) -> str:
    """Return the first run of lines in the largest size that holds words: the likely title."""
    lines_with_words = [line for line in lines if _LETTERS.search(line.text)]
    if not lines_with_words:
        return squeeze(lines[0].text)
    size = max(line.size for line in lines_with_words)
    run = list(
        takewhile(
            lambda line: line.size > 0.95 * size,
            dropwhile(lambda line: line.size < size, lines_with_words),
        )
    )
    is_larger = size > min(line.size for line in lines)
    title = run[: _MAX_TITLE_LINES if is_larger else 1]
    return squeeze(_joined([line.text for line in title], frozenset()))


class _BodyStyle(NamedTuple):
    """How the body text is set: font size, weight, and line pitch in font sizes."""

    size: float
    is_bold: bool
    pitch: float
    heading_sizes: tuple[int, ...]


def _body_style(pages: Sequence[Sequence[Piece]]) -> _BodyStyle:
    lines = [line for page in pages for line in page]
    styles: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        styles[round(line.size * 2) / 2, line.is_bold] += len(line.text)
    (size, is_bold), _ = styles.most_common(1)[0]
    gaps = [
        gap / above.size
        for page in pages
        for above, below in pairwise(page)
        if 0.5 < (gap := above.baseline - below.baseline) / above.size < 2.5
    ]
    larger = sorted({round(line.size) for line in lines if line.size >= 1.12 * size}, reverse=True)
    return _BodyStyle(size, is_bold, median(gaps) if gaps else 1.2, tuple(larger[:5]))


def _blocks(lines: Sequence[Piece], body: _BodyStyle, vocabulary: Set[str]) -> Iterator[Block]:
    """Yield headings and paragraphs: runs of lines that continue one another."""
    run: list[Piece] = []
    for line in lines:
        if run and _starts_block(run, line, body):
            yield from _block(run, body, vocabulary)
            run = []
        run.append(line)
    if run:
        yield from _block(run, body, vocabulary)


def _block(run: Sequence[Piece], body: _BodyStyle, vocabulary: Set[str]) -> Iterator[Block]:
    text = _joined([line.text for line in run], vocabulary)
    text = squeeze(_BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text)
    levels = [_level(line, body) for line in run]
    level = max(levels) if all(levels) and len(text) <= _MAX_HEADING_CHARS else 0
    if re.search(r"\w", text):
        yield Block(text, level, is_jump=bool(_CONTENTS.search(text[-_TAIL_CHARS:])))


def _level(line: Piece, body: _BodyStyle) -> int:
    """Return 1 to 6 for a line set as a heading, by size, then weight; else 0."""
    text = line.text.strip()
    if not _LETTERS.search(text) or _BULLET.match(text) or text.endswith((",", ";")):
        return 0
    if line.size >= 1.12 * body.size:
        return min(sum(size > round(line.size) for size in body.heading_sizes) + 1, 5)
    is_strong = line.is_bold and not body.is_bold and line.size >= 0.95 * body.size
    is_plain = " | " in text or text.endswith(".")
    return min(len(body.heading_sizes) + 1, 6) if is_strong and not is_plain else 0


def _starts_block(run: Sequence[Piece], line: Piece, body: _BodyStyle) -> bool:
    above = run[-1]
    gap = above.baseline - line.baseline
    continues = line.text[:1].islower() and not _ends_sentence(above.text)
    if _BULLET.match(line.text) or (_ITEM.match(line.text) and not continues):
        return True
    start = line.text[:_TAIL_CHARS]
    if has_prefix(start) or answer_label(start, run[0].text):
        return True
    if abs(line.size - above.size) > 0.08 * max(line.size, above.size):
        return True
    if (
        len(run) >= _MAX_LINES
        or _CONTENTS.search(above.text[-_TAIL_CHARS:])
        or " | " in above.text + line.text
    ):
        return True
    if gap < -0.5 * line.size:  # the next column
        return not continues
    if gap > 1.3 * max(body.pitch, 1.0) * line.size:
        return True
    if bool(_level(line, body)) != bool(_level(above, body)):
        return not continues
    return not _level(line, body) and _ends_early(run, line)


def _ends_sentence(text: str) -> bool:
    return text[-_TAIL_CHARS:].rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def _ends_early(run: Sequence[Piece], line: Piece) -> bool:
    """Return whether the line is indented, or its first word had room on the line above."""
    above = run[-1]
    is_item = bool(_BULLET.match(run[0].text) or _ITEM.match(run[0].text))
    hung = above.left > run[0].left + 0.8 * line.size
    if hung and abs(line.left - run[0].left) < 0.2 * line.size:
        return True
    hangs = above.right > line.right - line.size and not _ends_sentence(above.text)
    if line.left > above.left + 0.8 * line.size and not (len(run) == 1 and (is_item or hangs)):
        return True
    first = len(line.text.split(" ", 1)[0]) * 0.6 * line.size
    had_room = above.right + first + line.size < line.right
    return had_room and not above.text.endswith("-") and not _BULLET.fullmatch(above.text)


def _joined(lines: Sequence[str], vocabulary: Set[str]) -> str:
    """Return the lines as one text; a hyphen stays if the file has the word only with a hyphen."""
    text = lines[0].strip()
    for below in map(str.strip, lines[1:]):
        hyphen = re.search(r"\w+[-\u00ad]$", text[-_TAIL_CHARS:])
        if not hyphen or not below[:1].isalnum():
            text = f"{text} {below}"
            continue
        rest = _WORD.match(below)
        whole = fold(hyphen.group()[:-1] + (rest.group() if rest else ""))
        hyphened = fold(f"{hyphen.group()[:-1]}-{rest.group() if rest else ''}")
        is_real = not below[0].islower() or (hyphened in vocabulary and whole not in vocabulary)
        text = f"{text[:-1]}{'-' if is_real else ''}{below}"
    return text


def _rejoined(pages: Sequence[list[Block]], vocabulary: Set[str]) -> tuple[tuple[Block, ...], ...]:
    """Return the pages with paragraphs that span two pages joined on the first."""
    for above, below in pairwise(pages):
        if above and below and not (above[-1].level or below[0].level):
            start, end = above[-1].text, below[0].text
            if end[0].islower() and not _ends_sentence(start):
                above[-1] = Block(_joined([start, end], vocabulary))
                del below[0]
    return tuple(map(tuple, pages))
