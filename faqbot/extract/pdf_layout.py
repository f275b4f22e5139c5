"""Words of a page to its lines in reading order: cells, columns, and without furniture.

The child process of `pdf_child` runs it; `pdf` gets its lines. It imports nothing of faqbot.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

_NUMBER = re.compile(r"[\W\d]{1,6}|\w{1,2}[.)]")
# Between the cells of a row stands more space than this, in font sizes.
_CELL_GAP = 2.0
_FEWEST_COLUMN_ROWS = 5
_FEWEST_COLUMN_CHARS = 18  # on average; shorter pieces side by side are a table
_EDGE_LINES = 3


class Piece(NamedTuple):
    """A word, a cell or a line: text, where it stands and how it looks.

    Places and sizes are in points; the baseline counts upwards.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool


Row = list[Piece]


def reading_order(rows: Iterable[Row]) -> list[Piece]:
    """Return the lines of a page, given the words of each row as the file writes them.

    The cells of a table's row are one line, held apart by " | ".
    """
    return [_join(row, " | ") for row in _in_columns([_cells(words) for words in rows])]


def _cells(words: Row) -> Row:
    """Return the words of a row joined to runs that wide gaps hold apart."""
    runs: list[Row] = [[]]
    for before, word in pairwise([words[0], *words]):
        gap = word.left - before.right
        is_number = len(runs) == 1 and len(runs[0]) == 1 and _NUMBER.fullmatch(before.text)
        wide = _CELL_GAP * max(word.size, before.size)
        if runs[-1] and (gap > wide or gap < -wide) and not is_number:
            runs.append([])
        runs[-1].append(word)
    return [_join(run, " ") for run in runs]


def _join(row: Row, space: str) -> Piece:
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


def _in_columns(rows: list[Row], depth: int = 0) -> list[Row]:
    """Return the rows with columns one after the other, where the file writes across them."""
    middle = _gutter(rows) if depth < 4 else None
    if middle is None:
        return rows
    ordered: list[Row] = []
    for crosses, run in groupby(rows, key=lambda row: _crosses(row, middle)):
        part = list(run)
        left = [[cell for cell in row if cell.right <= middle] for row in part]
        right = [[cell for cell in row if cell.left >= middle] for row in part]
        both = sum(1 for sides in zip(left, right, strict=True) if all(sides))
        if not crosses and both >= _FEWEST_COLUMN_ROWS and _is_prose(left) and _is_prose(right):
            ordered += _in_columns([row for row in left if row], depth + 1)
            ordered += _in_columns([row for row in right if row], depth + 1)
        else:
            ordered += part
    return ordered


def _gutter(rows: list[Row]) -> float | None:
    """Return the x that lies between two cells in the most rows, or None."""
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
    return best[1] if best[0] >= _FEWEST_COLUMN_ROWS else None


def _crosses(row: Row, middle: float) -> bool:
    return any(cell.left < middle < cell.right for cell in row)


def _is_prose(rows: list[Row]) -> bool:
    cells = [cell for row in rows for cell in row]
    return sum(len(cell.text) for cell in cells) >= _FEWEST_COLUMN_CHARS * len(cells)


def without_furniture(pages: list[list[Piece]]) -> list[list[Piece]]:
    """Return the pages without lines that stand at the same place on many of them.

    At the upper and lower edge three pages are enough, elsewhere most pages must have the line.
    """
    everywhere = Counter(key for page in pages for key in {_key(line) for line in page})
    edges = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    count = sum(1 for page in pages if page)
    furniture = {key for key, times in everywhere.items() if times >= max(3, 0.6 * count)}
    furniture |= {key for key, times in edges.items() if times >= (3 if count > 2 else 2)}
    return [[line for line in page if _key(line) not in furniture] for page in pages]


def _edge(page: list[Piece]) -> list[Piece]:
    ordered = sorted(page, key=lambda line: line.baseline)
    return [*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]


def _key(line: Piece) -> tuple[str, int]:
    """Return what the line says, but for page numbers, and how high it stands."""
    text = re.sub(r"^[ivxlc]+$|\d+", "#", line.text.strip().lower())
    return text, round(line.baseline / 4)
