"""Words of a PDF page become lines in reading order: rows, cells and columns.

Runs in the child process of `pdf.child`, so it imports nothing else of faqbot.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

_NUMBER = re.compile(r"[\W\d]{1,6}|\w{1,2}[.)]")
# The gap between the cells of a row is wider than this, in font sizes ...
_CELL_GAP = 2.0
# ... or than this, if two rows have a cell that starts or ends at the same place.
_ALIGNED_GAP = 0.7
_MIN_ALIGNED = 2
_MAX_CELLS = 50  # a row with more is no table, and would take too long to compare
_WRAP_PITCH = 1.5  # the lines of a cell are closer than this, in font sizes
_MIN_COLUMN_ROWS = 5
_MIN_COLUMN_CHARS = 18  # on average; shorter cells side by side are a table
_NOTE = re.compile(r"\d{1,3}(,\d{1,3})*")
_COMPARED_WORDS = 20
# TeX writes quotation marks as combining accents; without a letter before it, one is noise.
_LOOSE_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
_MIN_SPACED = 4


class Piece(NamedTuple):
    """A word, a cell or a line: text, place and style.

    Coordinates and sizes are in points; the baseline counts upwards.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool


Pieces = list[Piece]


def reading_order(rows: Iterable[Pieces]) -> list[Piece]:
    """Return the lines of a page, given the words of each row in the order of the file.

    The cells of a table row make one line, separated by " | ".
    """
    word_rows = list(filter(None, map(_spelled, map(_without_notes, _same_height(rows)))))
    cell_rows = [_cells(words, frozenset()) for words in word_rows]
    edges = _cell_edges(cell_rows)
    cell_rows = [
        _cells(words, edges) if len(cells) > 1 else cells
        for words, cells in zip(word_rows, cell_rows, strict=True)
    ]
    return [_join(cells, " | ") for cells in _with_wraps(_in_columns(cell_rows))]


def _same_height(rows: Iterable[Pieces]) -> list[Pieces]:
    """Return the rows, joining those that continue to the right at the same height."""
    merged: list[Pieces] = []
    for row in rows:
        above = merged[-1] if merged else row
        heights = {round(word.baseline) for word in row}
        if (
            merged
            and row[0].left >= above[-1].right - 0.1 * row[0].size
            and any(round(word.baseline) in heights for word in above[-_COMPARED_WORDS:])
        ):
            above.extend(row)
        else:
            merged.append(list(row))
    return merged


def _without_notes(row: Pieces) -> Pieces:
    """Return the row without the superscript numbers of footnotes."""
    size = max(word.size for word in row)
    low = min(word.baseline for word in row if word.size == size)
    return [
        word
        for at, word in enumerate(row)
        if at == 0
        or word.size > 0.8 * size
        or word.baseline < low + 0.15 * size
        or not _NOTE.fullmatch(word.text)
    ]


def _spelled(row: Pieces) -> Pieces:
    """Return the row without stray accents and with "S P A C E D" words joined."""
    plain = [word._replace(text=text) for word in row if (text := word.text.lstrip(_LOOSE_ACCENTS))]
    pieces: Pieces = []
    for is_letter, run in groupby(
        plain, key=lambda word: len(word.text) == 1 and word.text.isalpha()
    ):
        letters = list(run)
        pieces += _whole(letters) if is_letter and len(letters) >= _MIN_SPACED else letters
    return pieces


def _whole(letters: Pieces) -> Pieces:
    gaps = [after.left - before.right for before, after in pairwise(letters)]
    widest = 1.6 * max(median(gaps), 0.1 * letters[0].size)
    runs = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if not -letter.size < gap <= widest:
            runs.append([])
        runs[-1].append(letter)
    return [_join(run, "") for run in runs]


def _cells(words: Pieces, edges: Set[tuple[str, int]]) -> Pieces:
    """Return the words of a row joined to cells, which wide gaps separate.

    A narrower gap is enough where other rows have a cell that starts or ends (`edges`).
    """
    runs: list[Pieces] = [[]]
    for before, word in pairwise([words[0], *words]):
        gap = word.left - before.right
        size = max(word.size, before.size)
        is_number = len(runs) == 1 and len(runs[0]) == 1 and _NUMBER.fullmatch(before.text)
        is_wide = gap > _CELL_GAP * size or gap < -_CELL_GAP * size
        is_edge = gap > _ALIGNED_GAP * size and not edges.isdisjoint(_edges_of(before, word))
        if runs[-1] and (is_wide or is_edge) and not is_number:
            runs.append([])
        runs[-1].append(word)
    return [_join(run, " ") for run in runs]


def _cell_edges(rows: Iterable[Pieces]) -> frozenset[tuple[str, int]]:
    """Return where at least two rows have a cell that starts ("left") or ends ("right")."""
    edges: Counter[tuple[str, int]] = Counter()
    for row in rows:
        if len(row) > 1:
            edges.update({edge for cell in row for edge in _edges_of(cell, cell)})
    return frozenset(edge for edge, times in edges.items() if times >= _MIN_ALIGNED)


def _edges_of(before: Piece, after: Piece) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("right", round(before.right)), ("left", round(after.left))


def _with_wraps(rows: Iterable[Pieces]) -> list[Pieces]:
    """Return the rows with wrapped cells joined, except the first cell of a row.

    Text below the first cell starts a new row.
    """
    tables: list[list[Pieces]] = []
    baseline = 0.0
    for row in rows:
        cells = tables[-1] if tables else []
        is_near = 0 < baseline - row[0].baseline <= _WRAP_PITCH * row[0].size
        is_table = 1 < len(cells) <= _MAX_CELLS and len(row) < len(cells)
        places = [_place(cells, cell) for cell in row] if is_table and is_near else [0]
        if all(places) and len(set(places)) == len(places):
            for place, cell in zip(places, row, strict=True):
                cells[place].append(cell)
        else:
            tables.append([[cell] for cell in row])
        baseline = row[0].baseline
    return [[_join(cell, " ") for cell in cells] for cells in tables]


def _place(cells: Sequence[Pieces], cell: Piece) -> int:
    """Return the index of the cell above this one."""
    starts = [above[0].left - 0.5 * cell.size for above in cells]
    return max(sum(1 for start in starts if start <= cell.left) - 1, 0)


def _join(row: Pieces, space: str) -> Piece:
    sizes: Counter[float] = Counter()
    for piece in row:
        sizes[piece.size] += len(piece.text)
    return Piece(
        text=space.join(piece.text for piece in row),
        left=round(row[0].left, 1),
        right=round(max(piece.right for piece in row), 1),
        baseline=round(row[0].baseline, 1),
        size=round(sizes.most_common(1)[0][0], 2),
        is_bold=all(piece.is_bold for piece in row if re.search(r"\w", piece.text)),
    )


def _in_columns(rows: list[Pieces], depth: int = 0) -> list[Pieces]:
    """Return the rows column by column, where the file writes across the columns."""
    middle = _gutter(rows) if depth < 4 else None
    if middle is None:
        return rows
    ordered: list[Pieces] = []
    for crosses, run in groupby(rows, key=lambda row: _crosses(row, middle)):
        part = list(run)
        left = [[cell for cell in row if cell.right <= middle] for row in part]
        right = [[cell for cell in row if cell.left >= middle] for row in part]
        both = sum(1 for sides in zip(left, right, strict=True) if all(sides))
        if not crosses and both >= _MIN_COLUMN_ROWS and _is_prose(left) and _is_prose(right):
            ordered += _in_columns([row for row in left if row], depth + 1)
            ordered += _in_columns([row for row in right if row], depth + 1)
        else:
            ordered += part
    return ordered


def _gutter(rows: list[Pieces]) -> float | None:
    """Return the x between two cells in most rows, or None: the gap between two columns."""
    edges = sorted(
        edge
        for row in rows
        for before, after in pairwise(row)
        if after.left > before.right
        for edge in ((before.right, 0, 1), (after.left, 1, -1))
    )
    depth, best = 0, (0, 0.0)
    for x, _, step in edges:
        depth += step
        best = max(best, (depth, x), key=lambda each: each[0])
    return best[1] if best[0] >= _MIN_COLUMN_ROWS else None


def _crosses(row: Pieces, middle: float) -> bool:
    return any(cell.left < middle < cell.right for cell in row)


def _is_prose(rows: list[Pieces]) -> bool:
    cells = [cell for row in rows for cell in row]
    return sum(len(cell.text) for cell in cells) >= _MIN_COLUMN_CHARS * len(cells)
