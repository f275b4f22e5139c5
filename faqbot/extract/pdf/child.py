"""The child process that parses one PDF: bytes on stdin, its lines of text as JSON on stdout.

    python -I -m faqbot.extract.pdf.child MEMORY_BYTES

It runs in a separate process, under limits, because a PDF can be crafted to crash or exhaust its
reader. `pdf.reader` starts it. Of faqbot it imports `pdf.layout` and `pdf.running_heads` only.

Answer: {"error": reason} or {"metadata": {...}, "pages": [...], "scans": count of pages that are
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

from faqbot.extract.pdf.layout import Piece, Pieces, reading_order
from faqbot.extract.pdf.running_heads import without_running_heads

_CPU_S = 60
_MAX_PAGES = 2000
# A page with fewer characters, and pictures over at least half of its area, is a scan.
_MIN_CHARS = 100
_BOLD = re.compile("bold|black|heavy|demi|cmbx|sfbx", re.I)
_BOLD_WEIGHT = 600
_MAX_UNIT_CHARS = 2  # km² is a unit
_MAX_NOTE_CHARS = 5
_HYPHENS = (0x02, 0xFFFE)  # pdfium's codes for a hyphen at the end of a line


def main() -> None:
    """Set the limits, then read stdin and write the answer."""
    for kind, limit in (
        (resource.RLIMIT_CPU, _CPU_S),
        (resource.RLIMIT_AS, int(sys.argv[1])),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # RLIMIT_FSIZE 0: the child writes to its pipe and to no file.
        # The hard CPU limit comes a second later, as it kills without the SIGXCPU that says why.
        resource.setrlimit(kind, (limit, limit + 1 if kind == resource.RLIMIT_CPU else limit))
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _answer(body: bytes) -> dict[str, object]:
    try:
        document = pypdfium2.PdfDocument(body)
        count = min(len(document), _MAX_PAGES)
        metadata = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if "password" in str(error).lower() else "damaged"}
    pages = [_read_page(document, number) for number in range(count)]
    lines = without_running_heads([page[0] if page else [] for page in pages])
    return {
        "metadata": {**metadata, "Language": _language(document)},
        "pages": [
            page_lines if page else None for page, page_lines in zip(pages, lines, strict=True)
        ],
        "scans": sum(1 for page in pages if page and page[1]),
    }


def _language(document: pypdfium2.PdfDocument) -> str:
    read = getattr(raw, "FPDFCatalog_GetLanguage", None)  # newer than pypdfium2 4.30
    buffer = ctypes.create_string_buffer(64)
    size = read(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), 64) if read else 0
    return buffer.raw[: max(min(size, 64) - 2, 0)].decode("utf-16-le", "ignore")


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Piece], bool] | None:
    """Return the lines of a page and whether it is a scan, or None if it is damaged."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        reader = _WordReader(text_page, page.get_rotation())
        lines = reading_order(_word_rows(text_page, reader))
        is_scan = sum(len(line.text) for line in lines) < _MIN_CHARS and _is_picture(page)
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


def _word_rows(text_page: pypdfium2.PdfTextPage, reader: "_WordReader") -> Iterator[Pieces]:
    """Yield the words of the page, split where the text moves to another line."""
    row: Pieces = []
    for start, end, is_last in _word_ranges(text_page):
        if end > start:
            word = reader.word(start, end)
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
    """Yield (start, end, is last of its line) of each word, as character indexes."""
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


class _WordReader:
    """Reads words with their place on the rotated page; looks each text object's style up once."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, rotation: int) -> None:
        self._page = text_page
        self._rotation = rotation
        self._styles: dict[int | None, tuple[float, bool]] = {}

    def word(self, start: int, end: int) -> Piece:
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        raw.FPDFText_GetCharOrigin(self._page, start, x, y)
        raw.FPDFText_GetLooseCharBox(self._page, end - 1, box)
        size, is_bold = self._style(start)
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
        """Return the end of the word without the superscript number of a footnote."""
        size, _ = self._style(start)
        last = end
        while last > start and self._is_note(last - 1, size, baseline):
            last -= 1
        return last if last - start > _MAX_UNIT_CHARS and end - last <= _MAX_NOTE_CHARS else end

    def _is_note(self, index: int, size: float, baseline: float) -> bool:
        sign = chr(raw.FPDFText_GetUnicode(self._page, index))
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        is_raised = abs(y.value - baseline) > 0.1 * size
        return (
            (sign.isdecimal() or sign == ",") and is_raised and self._style(index)[0] < 0.8 * size
        )

    def _style(self, index: int) -> tuple[float, bool]:
        handle = ctypes.cast(raw.FPDFText_GetTextObject(self._page, index), ctypes.c_void_p).value
        if handle not in self._styles:
            matrix, flags = raw.FS_MATRIX(), ctypes.c_int()
            name = ctypes.create_string_buffer(100)
            raw.FPDFText_GetMatrix(self._page, index, matrix)
            raw.FPDFText_GetFontInfo(self._page, index, name, len(name), flags)
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            size = raw.FPDFText_GetFontSize(self._page, index) * scale
            weight = raw.FPDFText_GetFontWeight(self._page, index)
            is_bold = bool(_BOLD.search(name.value.decode("latin-1"))) or weight >= _BOLD_WEIGHT
            self._styles[handle] = (max(size, 0.1), is_bold)
        return self._styles[handle]


if __name__ == "__main__":
    main()
