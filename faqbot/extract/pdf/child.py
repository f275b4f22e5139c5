"""The child process that parses one PDF: bytes on stdin, its lines of text as JSON on stdout.

    python -I -m faqbot.extract.pdf.child MEMORY_BYTES

It runs in a separate process, under limits, because a PDF can be crafted to crash or exhaust its
reader. `pdf.reader` starts it. Of faqbot it imports modules of `pdf` that import nothing else.

Answer: {"error": reason} or {"metadata": {...}, "pages": [...], "scans": count of pages that are
pictures, "garbled": count of pages whose text is unreadable}. A page is null if it is damaged, else
a list of lines in reading order, each a Piece.
"""

import ctypes
import json
import re
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from faqbot.extract.pdf.annotations import with_annotations
from faqbot.extract.pdf.bidi import direction, in_reading_direction, without_forms
from faqbot.extract.pdf.encoding import is_garbled
from faqbot.extract.pdf.layout import Piece, Pieces, reading_order
from faqbot.extract.pdf.running_heads import without_running_heads

_CPU_S = 60
_MAX_PAGES = 2000
# A page with fewer characters, and pictures over at least half of its area, is a scan.
_MIN_CHARS = 100
_MAX_SAMPLE_CHARS = 5000
_BOLD = re.compile("bold|black|heavy|demi|cmbx|sfbx", re.I)
_BOLD_WEIGHT = 600
_MAX_UNIT_CHARS = 2  # km² is a unit
_MAX_NOTE_CHARS = 5
# Advances and jumps from letter to letter, in font sizes.
_MAX_ADVANCE = 0.75  # on average over a word
_MIN_JUMP = 0.6
# The box of a character has about this height, in font sizes; one far higher contradicts the size.
_BOX_HEIGHT = 1.15
_MAX_HEIGHT = 3.0
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
    form = _form(document)
    pages = [_read_page(document, number, form) for number in range(count)]
    lines = without_running_heads(
        [page.lines if page else [] for page in pages],
        [page.height if page else 0 for page in pages],
    )
    return {
        "metadata": {**metadata, "Language": _language(document)},
        "pages": [
            page_lines if page else None for page, page_lines in zip(pages, lines, strict=True)
        ],
        "scans": sum(1 for page in pages if page and page.is_scan),
        "garbled": sum(1 for page in pages if page and page.is_garbled),
    }


def _form(document: pypdfium2.PdfDocument) -> pypdfium2.PdfFormEnv | None:
    with suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document.formenv


def _language(document: pypdfium2.PdfDocument) -> str:
    read = getattr(raw, "FPDFCatalog_GetLanguage", None)  # newer than pypdfium2 4.30
    buffer = ctypes.create_string_buffer(64)
    size = read(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), 64) if read else 0
    return buffer.raw[: max(min(size, 64) - 2, 0)].decode("utf-16-le", "ignore")


class _Page(NamedTuple):
    """The lines of a page in reading order, and what else they tell."""

    lines: list[Piece]
    height: float
    is_scan: bool
    is_garbled: bool


def _read_page(
    document: pypdfium2.PdfDocument, number: int, form: pypdfium2.PdfFormEnv | None
) -> _Page | None:
    """Return what a page shows, without lines if they are unreadable, or None if it is damaged."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        reader = _WordReader(text_page, page.get_rotation(), page.get_bbox())
        rows = list(_word_rows(text_page, reader))
        garbled = is_garbled(_start(text_page), reader.unmapped_share())
        rows = with_annotations([] if garbled else rows, page, form)
        lines = reading_order(in_reading_direction(rows))
        is_scan = sum(len(line.text) for line in lines) < _MIN_CHARS and _is_picture(page)
        height = page.get_height()
        text_page.close()
        page.close()
    except pypdfium2.PdfiumError:
        return None
    return _Page(lines, height, is_scan and not garbled, garbled)


def _start(text_page: pypdfium2.PdfTextPage) -> str:
    count = min(text_page.count_chars(), _MAX_SAMPLE_CHARS)
    codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    return "".join(chr(code) for code in codes if code not in _HYPHENS)


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
        for word in reader.words(start, end):
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


class _Style(NamedTuple):
    """How a text object is set, and whether its font says which letters it has."""

    size: float
    is_bold: bool
    is_mapped: bool


class _WordReader:
    """Reads words with their place on the rotated page; looks each text object's style up once.

    `crop` is the visible part of the page: left, bottom, right, top.
    """

    def __init__(
        self,
        text_page: pypdfium2.PdfTextPage,
        rotation: int,
        crop: tuple[float, float, float, float],
    ) -> None:
        self._page = text_page
        self._rotation = rotation
        self._crop = crop
        self._styles: dict[int | None, _Style] = {}
        self._places: set[tuple[str, int, int]] = set()
        self._char_count = 0
        self._unmapped_count = 0

    def unmapped_share(self) -> float:
        """Return the share of characters, among those read, whose font has no Unicode map."""
        return self._unmapped_count / max(self._char_count, 1)

    def words(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the words of these characters that a viewer shows: more than one at wide gaps."""
        while start < end:
            after = self._gap(start, end)
            if word := self._word(start, after):
                yield word
            start = after

    def _gap(self, start: int, end: int) -> int:
        """Return where the text jumps to another place without a space in the file, or the end."""
        size = self._style(start).size
        left = self._origin(start)[0]
        if -size <= self._box(end - 1).right - left <= _MAX_ADVANCE * size * (end - start):
            return end
        right = self._box(start).right
        for index in range(start + 1, end):
            x, y = self._origin(index)
            if y == self._origin(index - 1)[1] and not -2 * size < x - right < _MIN_JUMP * size:
                return index
            right = self._box(index).right
        return end

    def _word(self, start: int, end: int) -> Piece | None:
        x, y = self._origin(start)
        last = self._box(end - 1)
        if not self._is_visible((x + (last.left + last.right) / 2) / 2, y):
            return None
        style = self._style(start)
        self._char_count += end - start
        self._unmapped_count += 0 if style.is_mapped else end - start
        end = self._without_note(start, end, y)
        codes = [raw.FPDFText_GetUnicode(self._page, index) for index in range(start, end)]
        text = without_forms("".join("-" if code in _HYPHENS else chr(code) for code in codes))
        left, right, baseline = {
            90: (y, last.top, -x),
            180: (-x, -last.left, -y),
            270: (-y, -last.bottom, x),
        }.get(self._rotation, (x, last.right, y))
        if direction(text) < 0 and not self._rotation:
            left, right = last.left, self._box(start).right
        word = Piece(text, left, max(left, right), baseline, style.size, style.is_bold)
        return word if self._is_new(word) else None

    def _is_new(self, word: Piece) -> bool:
        """Return whether the word has not been read in this place, give or take a point or two.

        Shadows and some bold letters are words printed twice.
        """
        column, row = (int(max(min(place, 1e6), -1e6) / 2) for place in (word.left, word.baseline))
        places = {(word.text, column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)}
        is_new = len(word.text) == 1 or self._places.isdisjoint(places)
        self._places.add((word.text, column, row))
        return is_new

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        return x.value, y.value

    def _box(self, index: int) -> raw.FS_RECTF:
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._page, index, box)
        return box

    def _is_visible(self, x: float, y: float) -> bool:
        left, bottom, right, top = self._crop
        return right <= left or top <= bottom or (left <= x <= right and bottom <= y <= top)

    def _without_note(self, start: int, end: int, baseline: float) -> int:
        """Return the end of the word without the superscript number of a footnote."""
        size = self._style(start).size
        last = end
        while last > start and self._is_note(last - 1, size, baseline):
            last -= 1
        return last if last - start > _MAX_UNIT_CHARS and end - last <= _MAX_NOTE_CHARS else end

    def _is_note(self, index: int, size: float, baseline: float) -> bool:
        sign = chr(raw.FPDFText_GetUnicode(self._page, index))
        is_raised = abs(self._origin(index)[1] - baseline) > 0.1 * size
        return (
            (sign.isdecimal() or sign == ",") and is_raised and self._style(index).size < 0.8 * size
        )

    def _style(self, index: int) -> "_Style":
        handle = ctypes.cast(raw.FPDFText_GetTextObject(self._page, index), ctypes.c_void_p).value
        if handle not in self._styles:
            matrix, flags = raw.FS_MATRIX(), ctypes.c_int()
            name = ctypes.create_string_buffer(100)
            raw.FPDFText_GetMatrix(self._page, index, matrix)
            raw.FPDFText_GetFontInfo(self._page, index, name, len(name), flags)
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            size = raw.FPDFText_GetFontSize(self._page, index) * scale
            box = self._box(index)
            is_upright = abs(matrix.d) >= abs(matrix.c)
            height = box.top - box.bottom if is_upright else box.right - box.left
            # The matrix leaves out the scale that a Type 3 font or an outer form has.
            if height > _MAX_HEIGHT * size:
                size = height / _BOX_HEIGHT
            weight = raw.FPDFText_GetFontWeight(self._page, index)
            self._styles[handle] = _Style(
                size=max(size, 0.1),
                is_bold=bool(_BOLD.search(name.value.decode("latin-1"))) or weight >= _BOLD_WEIGHT,
                is_mapped=raw.FPDFText_HasUnicodeMapError(self._page, index) != 1,
            )
        return self._styles[handle]


if __name__ == "__main__":
    main()
