"""The child process that parses one PDF: bytes on stdin, its lines of text as JSON on stdout.

It runs apart, under limits, because a PDF can be made to crash or to exhaust its reader. It
imports nothing of faqbot: `pdf` starts it and makes blocks of the lines.

Answer: {"error": reason} or {"stated": {...}, "pages": [...], "scans": count of pages that are
pictures}. A page is null if it is damaged, else a list of lines [text, left, right, baseline,
size, is_bold] in reading order, in points.
"""

import ctypes
import json
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import pypdfium2
from pypdfium2 import raw

_CPU_S = 60
_MEMORY_BYTES = 2 * 2**30
_MAX_PAGES = 2000
# A page with fewer characters below a picture of at least half its area is a scan.
_FEWEST_CHARS = 100
_BOLD = re.compile("bold|black|heavy|demi|cmbx|sfbx", re.I)
_BOLD_WEIGHT = 600
_HYPHENS = (0x02, 0xFFFE)  # pdfium's own signs for a hyphen that ends a line
_NUMBER = re.compile(r"[\W\d]{1,6}|\w{1,2}[.)]")
# Between the cells of a row stands more space than this, in font sizes.
_CELL_GAP = 2.0
_FEWEST_COLUMN_ROWS = 5
_FEWEST_COLUMN_CHARS = 18  # on average; shorter pieces side by side are a table
_EDGE_LINES = 3


@dataclass(frozen=True)
class Piece:
    """A word, a cell or a line: text, where it stands and how it looks."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool


Row = list[Piece]


def main() -> None:
    """Set the limits, then read stdin and write the answer."""
    for kind, most in (
        (resource.RLIMIT_CPU, _CPU_S),
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # One second more of CPU until the hard limit: its signal would not tell the reason.
        resource.setrlimit(kind, (most, most + 1 if kind == resource.RLIMIT_CPU else most))
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _answer(body: bytes) -> dict[str, object]:
    try:
        document = pypdfium2.PdfDocument(body)
        count = min(len(document), _MAX_PAGES)
        stated = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if "password" in str(error).lower() else "damaged"}
    read = [_read_page(document, number) for number in range(count)]
    lines = _without_furniture([page[0] if page else [] for page in read])
    pages = [
        [list(vars(line).values()) for line in kept] if page else None
        for page, kept in zip(read, lines, strict=True)
    ]
    return {
        "stated": {**stated, "Language": _language(document)},
        "pages": pages,
        "scans": sum(1 for page in read if page and page[1]),
    }


def _language(document: pypdfium2.PdfDocument) -> str:
    read = getattr(raw, "FPDFCatalog_GetLanguage", None)  # newer than pypdfium2 4.30
    buffer = ctypes.create_string_buffer(64)
    size = read(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), 64) if read else 0
    return buffer.raw[: max(min(size, 64) - 2, 0)].decode("utf-16-le", "ignore")


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Piece], bool] | None:
    """Return the lines of a page and whether it is a scan, or None if it cannot be read."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        pen = _Pen(text_page, page.get_rotation())
        rows = [_cells(words) for words in _word_rows(text_page, pen)]
        lines = [_join(row, " | ") for row in _in_columns(rows) if row]
        is_scan = sum(len(line.text) for line in lines) < _FEWEST_CHARS and _is_picture(page)
        text_page.close()
        page.close()
    except pypdfium2.PdfiumError:
        return None
    return lines, is_scan


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return bool(sum(map(_area, images)) >= width * height / 2)


def _area(image: pypdfium2.PdfObject) -> float:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(image, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return (right - left) * (top - bottom)


def _word_rows(text_page: pypdfium2.PdfTextPage, pen: "_Pen") -> Iterator[Row]:
    """Yield the words of the page, cut where the text goes to another line."""
    row: Row = []
    for start, end, is_last in _word_ranges(text_page):
        if end > start:
            word = pen.word(start, end)
            if row and abs(word.baseline - row[-1].baseline) > 0.6 * max(word.size, row[-1].size):
                yield row
                row = []
            row.append(word)
        if is_last and row:
            yield row
            row = []
    if row:
        yield row


def _word_ranges(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, is last of its line) of each word, as indexes of characters."""
    start = 0
    count = text_page.count_chars()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _HYPHENS:
            yield start, index + 1, True
        elif code > 32 and code != 0xA0:
            continue
        else:
            yield start, index, code in (10, 13)
        start = index + 1
    yield start, count, True


class _Pen:
    """Measures words as they stand on the turned page; asks once for a text object's look."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, rotation: int) -> None:
        self._page = text_page
        self._rotation = rotation
        self._looks: dict[int | None, tuple[float, bool]] = {}

    def word(self, start: int, end: int) -> Piece:
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        raw.FPDFText_GetCharOrigin(self._page, start, x, y)
        raw.FPDFText_GetLooseCharBox(self._page, end - 1, box)
        size, is_bold = self._look(start)
        codes = [raw.FPDFText_GetUnicode(self._page, index) for index in range(start, end)]
        text = "".join("-" if code in _HYPHENS else chr(code) for code in codes)
        left, right, baseline = {
            90: (y.value, box.top, -x.value),
            180: (-x.value, -box.left, -y.value),
            270: (-y.value, -box.bottom, x.value),
        }.get(self._rotation, (x.value, box.right, y.value))
        return Piece(text, left, max(left, right), baseline, size, is_bold)

    def _look(self, index: int) -> tuple[float, bool]:
        handle = ctypes.cast(raw.FPDFText_GetTextObject(self._page, index), ctypes.c_void_p).value
        if handle not in self._looks:
            matrix, flags = raw.FS_MATRIX(), ctypes.c_int()
            name = ctypes.create_string_buffer(100)
            raw.FPDFText_GetMatrix(self._page, index, matrix)
            raw.FPDFText_GetFontInfo(self._page, index, name, len(name), flags)
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            size = raw.FPDFText_GetFontSize(self._page, index) * scale
            weight = raw.FPDFText_GetFontWeight(self._page, index)
            is_bold = bool(_BOLD.search(name.value.decode("latin-1"))) or weight >= _BOLD_WEIGHT
            self._looks[handle] = (max(size, 0.1), is_bold)
        return self._looks[handle]


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
    return replace(
        row[0],
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


def _without_furniture(pages: list[list[Piece]]) -> list[list[Piece]]:
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


if __name__ == "__main__":
    main()
