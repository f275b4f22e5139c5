"""The child process that parses one PDF: bytes on stdin, its lines of text as JSON on stdout.

    python -I -m faqbot.extract.pdf.child MEMORY_BYTES

It runs apart, under limits, because a PDF can be made to crash or to exhaust its reader: `pdf`
starts it. Of faqbot it imports `pdf_layout` and `pdf_furniture` alone.

Answer: {"error": reason} or {"stated": {...}, "pages": [...], "scans": count of pages that are
pictures}. A page is null if it is damaged, else a list of lines in reading order, each a Piece.
"""

import ctypes
import json
import re
import resource
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from faqbot.extract.pdf.layout import Piece, Row, reading_order
from faqbot.extract.pdf.running_heads import without_furniture

_CPU_S = 60
_MAX_PAGES = 2000
# A page with fewer characters below a picture of at least half its area is a scan.
_FEWEST_CHARS = 100
_BOLD = re.compile("bold|black|heavy|demi|cmbx|sfbx", re.I)
_BOLD_WEIGHT = 600
_LONGEST_UNIT = 2  # km² is a unit
_MOST_NOTE_CHARS = 5
_HYPHENS = (0x02, 0xFFFE)  # pdfium's own signs for a hyphen that ends a line


def main() -> None:
    """Set the limits, then read stdin and write the answer."""
    for kind, most in (
        (resource.RLIMIT_CPU, _CPU_S),
        (resource.RLIMIT_AS, int(sys.argv[1])),
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
    lines = without_furniture([page[0] if page else [] for page in read])
    return {
        "stated": {**stated, "Language": _language(document)},
        "pages": [kept if page else None for page, kept in zip(read, lines, strict=True)],
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
        lines = reading_order(_word_rows(text_page, pen))
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
        end = self._without_note(start, end, y.value)
        codes = [raw.FPDFText_GetUnicode(self._page, index) for index in range(start, end)]
        text = "".join("-" if code in _HYPHENS else chr(code) for code in codes)
        left, right, baseline = {
            90: (y.value, box.top, -x.value),
            180: (-x.value, -box.left, -y.value),
            270: (-y.value, -box.bottom, x.value),
        }.get(self._rotation, (x.value, box.right, y.value))
        return Piece(text, left, max(left, right), baseline, size, is_bold)

    def _without_note(self, start: int, end: int, baseline: float) -> int:
        """Return where the word ends without the raised number of a footnote, if it has one."""
        size, _ = self._look(start)
        last = end
        while last > start and self._is_note(last - 1, size, baseline):
            last -= 1
        return last if last - start > _LONGEST_UNIT and end - last <= _MOST_NOTE_CHARS else end

    def _is_note(self, index: int, size: float, baseline: float) -> bool:
        sign = chr(raw.FPDFText_GetUnicode(self._page, index))
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        is_raised = abs(y.value - baseline) > 0.1 * size
        return (sign.isdecimal() or sign == ",") and is_raised and self._look(index)[0] < 0.8 * size

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


if __name__ == "__main__":
    main()
