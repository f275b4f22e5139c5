"""Running heads, feet and page numbers of a PDF, told by where its pages repeat them."""

import re
from collections import Counter

from faqbot.extract.pdf.layout import Piece

_EDGE_LINES = 3
_FEWEST_NUMBERED = 3
_HEAD_PITCH = 1.8  # a running head stands further from the text than this, in font sizes


def without_furniture(pages: list[list[Piece]]) -> list[list[Piece]]:
    """Return the pages without lines that stand at the same place on many of them.

    At the upper and lower edge three pages are enough, elsewhere most pages must have the line.
    Lines at the edge that count the pages go too, whatever else they say.
    """
    everywhere = Counter(key for page in pages for key in {_key(line) for line in page})
    edges = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    count = sum(1 for page in pages if page)
    furniture = {key for key, times in everywhere.items() if times >= max(3, 0.6 * count)}
    furniture |= {key for key, times in edges.items() if times >= (3 if count > 2 else 2)}
    numbered = Counter(
        key
        for number, page in enumerate(pages)
        for key in {key for line in _edge(page) for key in _number_keys(line, number)}
    )
    counting = {key for key, times in numbered.items() if times >= _FEWEST_NUMBERED}
    heads = Counter(_height(head) for page in pages for head in _wide_heads(page))
    heights = {height for height, times in heads.items() if times >= max(3, 0.4 * count)}
    kept = []
    for number, page in enumerate(pages):
        heads_here = [head for head in _wide_heads(page) if _height(head) in heights]
        kept.append(
            [
                line
                for line in page
                if _key(line) not in furniture
                and counting.isdisjoint(_number_keys(line, number))
                and line not in heads_here
            ]
        )
    return kept


def _wide_heads(page: list[Piece]) -> list[Piece]:
    """Return the first line if it stands apart and in two corners, as a running head does."""
    top = sorted(page, key=lambda line: -line.baseline)[:2]
    is_apart = len(top) > 1 and top[0].baseline - top[1].baseline > _HEAD_PITCH * top[0].size
    return top[:1] if is_apart and " | " in top[0].text else []


def _number_keys(line: Piece, number: int) -> set[tuple[int, int]]:
    """Return how far the first and last word, if they are numbers, are from the page's own."""
    words = line.text.split()
    ends = {word for word in (words[:1] + words[-1:]) if word.isdecimal() and len(word) <= 4}
    return {(int(word) - number, _height(line)) for word in ends}


def _edge(page: list[Piece]) -> list[Piece]:
    ordered = sorted(page, key=lambda line: line.baseline)
    return [*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]


def _key(line: Piece) -> tuple[str, int]:
    """Return what the line says, but for page numbers, and how high it stands."""
    text = re.sub(r"^[ivxlc]+$|\d+", "#", line.text.strip().lower())
    return text, _height(line)


def _height(line: Piece) -> int:
    return round(line.baseline / 4)
