"""Right-to-left text: direction of words and lines, and letters stored as glyph forms.

Runs in the child process of `pdf.child`, so it imports nothing else of faqbot but `pdf.layout`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from faqbot.extract.pdf.layout import Piece, Pieces

# Latin ligatures, and the shapes of Hebrew and Arabic letters.
_FORM = re.compile("[\ufb00-\ufdfb\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdfb\ufe70-\ufefc]")


def without_forms(text: str) -> str:
    r"""Return the text with the letters that its ligatures and glyph forms stand for.

    >>> without_forms("\ufb01t"), without_forms("\ufefb") == "\u0644\u0627"
    ('fit', True)
    """
    return _FORM.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)


def direction(text: str) -> int:
    """Return 1 if most letters run from left to right, -1 if from right to left, else 0."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return int(any(map(str.isalpha, text)))
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    forward = kinds.count("L")
    backward = kinds.count("R") + kinds.count("AL")
    return (forward > backward) - (forward < backward)


def in_reading_direction(rows: Sequence[Pieces]) -> list[Pieces]:
    """Return the rows placed so that each is read with growing x, whatever its script.

    A page that is read from right to left is mirrored; in a row, the words that run against the
    page's direction are mirrored within the room they take.
    """
    directions = [[direction(word.text) for word in row] for row in rows]
    letters = sum(
        way * len(word.text)
        for row, ways in zip(rows, directions, strict=True)
        for word, way in zip(row, ways, strict=True)
    )
    page = -1 if letters < 0 else 1
    if page > 0 and not any(-1 in ways for ways in directions):
        return list(rows)
    return [
        list(_in_one_direction([_mirrored(word, 0) for word in row] if page < 0 else row, page))
        for row in rows
    ]


def _in_one_direction(row: Pieces, page: int) -> Iterator[Piece]:
    for is_against, run in groupby(row, key=_Run(page)):
        words = list(run)
        if is_against:
            axis = min(word.left for word in words) + max(word.right for word in words)
            words = [_mirrored(word, axis) for word in words]
        is_backward = is_against == (page > 0)
        if is_backward and all(after.left < before.left for before, after in pairwise(words)):
            words.reverse()  # the file has them in the order in which they are drawn
        yield from words


class _Run:
    """Tells whether a word runs against the page; numbers go with the word before them."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._is_against = False

    def __call__(self, word: Piece) -> bool:
        way = direction(word.text)
        if way:
            self._is_against = way != self._page
        return self._is_against


def _mirrored(word: Piece, axis: float) -> Piece:
    return word._replace(left=axis - word.right, right=axis - word.left)
