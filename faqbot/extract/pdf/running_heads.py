"""Running heads, footers and page numbers of a PDF, recognised by their repetition."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from itertools import chain, takewhile
from math import inf
from typing import NamedTuple

from faqbot.extract.pdf.layout import Piece

_EDGE_LINES = 3
_MARGIN_SHARE = 0.15  # of the height of the page, above and below
_MIN_GAP = 1.5  # between a head and the text, in font sizes; lines of text are closer
_MIN_REPEATED = 3
_MIN_NUMBERED = 3
_MAX_NUMBERS = 6  # of a line, compared with the number of the page
# Where repeated lines hold more of the text than this, the pages are copies of one form.
_MAX_REPEATED_SHARE = 0.5
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(r"\d{1,6}")

Key = tuple[str, int]


def without_running_heads(pages: list[list[Piece]], heights: list[float]) -> list[list[Piece]]:
    """Return the pages without the lines that several have in the same place of a margin.

    Their words must be the same; only the number of the page may differ. Lines in a margin with
    the page number at an end are left out too, whatever else they say. `heights` are those of the
    pages.
    """
    edges = [_edge(page) for page in pages]
    count = min(_MIN_REPEATED, max(sum(1 for page in pages if page), 2))
    repeated = _frequent(edges, _keys, count)
    page_numbers = _frequent(edges, _number_keys, _MIN_NUMBERED)
    heads: list[set[Piece]] = []
    counters: list[set[Piece]] = []
    for number, (edge, height) in enumerate(zip(edges, heights, strict=True)):
        keys = {line: set(_keys(line, number)) for line in chain(*edge)}
        with_number = {
            line for line in keys if not page_numbers.isdisjoint(_number_keys(line, number))
        }
        repeating = {line for line in keys if not repeated.isdisjoint(keys[line])}
        counters.append(_outermost(edge, height, with_number))
        heads.append(_outermost(edge, height, repeating | with_number, _MIN_GAP) | counters[-1])
    if _char_count(heads) > _MAX_REPEATED_SHARE * _char_count(pages):
        heads = counters
    return [
        [line for line in page if line not in page_heads]
        for page, page_heads in zip(pages, heads, strict=True)
    ]


def _frequent(
    edges: list["_Edge"], keys: Callable[[Piece, int], Iterable[Key]], min_count: int
) -> set[Key]:
    """Return the keys that lines at the edge of at least so many pages have."""
    counts = Counter(
        key
        for number, edge in enumerate(edges)
        for key in {key for line in chain(*edge) for key in keys(line, number)}
    )
    return {key for key, times in counts.items() if times >= min_count}


def _char_count(pages: Iterable[Collection[Piece]]) -> int:
    return sum(len(line.text) for page in pages for line in page)


class _Edge(NamedTuple):
    """The outermost lines of a page, from its edges inwards, one more than can be heads."""

    high: list[Piece]
    low: list[Piece]


def _edge(page: list[Piece]) -> _Edge:
    ordered = sorted(page, key=lambda line: line.baseline)
    return _Edge(ordered[: -_EDGE_LINES - 2 : -1], ordered[: _EDGE_LINES + 1])


def _outermost(
    edge: _Edge, height: float, candidates: Set[Piece], min_gap: float = 0.0
) -> set[Piece]:
    """Return the candidates in the margins that no other line separates from the edge.

    Where candidates go on beyond the margin, the pages are copies of a form, without heads.
    `min_gap` is the distance to the text, in font sizes.
    """
    heads: set[Piece] = set()
    for lines, outer in ((edge.high, height), (edge.low, 0.0)):
        run = list(takewhile(candidates.__contains__, lines))
        is_margin = all(abs(outer - line.baseline) < _MARGIN_SHARE * height for line in run)
        if is_margin and len(run) <= _EDGE_LINES:
            while run and _gap(lines, len(run)) < min_gap * run[-1].size:
                run.pop()
            heads.update(run)
    return heads


def _gap(lines: list[Piece], count: int) -> float:
    """Return the distance of the first `count` lines from the next."""
    return abs(lines[count - 1].baseline - lines[count].baseline) if count < len(lines) else inf


def _keys(line: Piece, number: int) -> Iterator[Key]:
    """Yield the words of a line with its height on the page, and so for each of its numbers.

    In the latter, a number that counts the pages is the same on all of them.
    """
    text = line.text.strip().lower()
    height = _height(line)
    yield text, height
    if text and set(text) <= set(_ROMAN):
        yield f"#{_roman(text) - number}", height
    for match in list(_NUMBER.finditer(text))[:_MAX_NUMBERS]:
        offset = int(match[0]) - number
        yield f"{text[: match.start()]}#{offset}#{text[match.end() :]}", height


def _roman(text: str) -> int:
    """Return the value of a Roman number in small letters.

    >>> _roman("xiv")
    14
    """
    values = [_ROMAN[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _number_keys(line: Piece, number: int) -> set[Key]:
    """Return the offsets of the first and last word, if numbers, from the number of the page."""
    words = line.text.split()
    ends = {word for word in (words[:1] + words[-1:]) if word.isdecimal() and len(word) <= 4}
    return {(f"{int(word) - number}", _height(line)) for word in ends}


def _height(line: Piece) -> int:
    return round(line.baseline / 4)
