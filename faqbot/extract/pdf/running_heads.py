"""Running heads, footers and page numbers of a PDF, recognised by their repetition."""

import re
from collections import Counter

from faqbot.extract.pdf.layout import Piece

_EDGE_LINES = 3
_MIN_NUMBERED = 3
_HEAD_PITCH = 1.8  # a running head is further from the text than this, in font sizes


def without_running_heads(pages: list[list[Piece]]) -> list[list[Piece]]:
    """Return the pages without the lines that many of them have at the same place.

    Three pages are enough at the upper and lower edge; elsewhere most pages must have the line.
    Lines at the edge with the page number are removed too, whatever else they say.
    """
    everywhere = Counter(key for page in pages for key in {_key(line) for line in page})
    edges = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    count = sum(1 for page in pages if page)
    repeated = {key for key, times in everywhere.items() if times >= max(3, 0.6 * count)}
    repeated |= {key for key, times in edges.items() if times >= (3 if count > 2 else 2)}
    numbered = Counter(
        key
        for number, page in enumerate(pages)
        for key in {key for line in _edge(page) for key in _number_keys(line, number)}
    )
    page_numbers = {key for key, times in numbered.items() if times >= _MIN_NUMBERED}
    wide_heads = [_wide_heads(page) for page in pages]
    heads = Counter(_height(head) for page_heads in wide_heads for head in page_heads)
    heights = {height for height, times in heads.items() if times >= max(3, 0.4 * count)}

    def is_text(line: Piece, number: int) -> bool:
        is_wide_head = line in wide_heads[number] and _height(line) in heights
        is_head = _key(line) in repeated or is_wide_head
        return not is_head and page_numbers.isdisjoint(_number_keys(line, number))

    return [[line for line in page if is_text(line, number)] for number, page in enumerate(pages)]


def _wide_heads(page: list[Piece]) -> list[Piece]:
    """Return the first line if it is apart from the text and in two corners, else []."""
    top = sorted(page, key=lambda line: -line.baseline)[:2]
    is_apart = len(top) > 1 and top[0].baseline - top[1].baseline > _HEAD_PITCH * top[0].size
    return top[:1] if is_apart and " | " in top[0].text else []


def _number_keys(line: Piece, number: int) -> set[tuple[int, int]]:
    """Return the offsets of the first and last word, if numbers, from the number of the page."""
    words = line.text.split()
    ends = {word for word in (words[:1] + words[-1:]) if word.isdecimal() and len(word) <= 4}
    return {(int(word) - number, _height(line)) for word in ends}


def _edge(page: list[Piece]) -> list[Piece]:
    ordered = sorted(page, key=lambda line: line.baseline)
    return [*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]


def _key(line: Piece) -> tuple[str, int]:
    """Return the text of the line, without page numbers, and its height on the page."""
    text = re.sub(r"^[ivxlc]+$|\d+", "#", line.text.strip().lower())
    return text, _height(line)


def _height(line: Piece) -> int:
    return round(line.baseline / 4)
