"""Text that a viewer shows on top of a page: values of form fields, and notes written on it.

Runs in the child process of `pdf.child`, so it imports nothing else of faqbot but `pdf.layout`.
"""

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2
from pypdfium2 import raw

from faqbot.extract.pdf.layout import Piece, Pieces

_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_VALUED = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_PASSWORD = 1 << 13  # field flag "Password", PDF 32000-1, table 228
_MAX_ANNOTATIONS = 500
_MAX_ROWS = 2000  # each annotation is compared with each row
_MAX_TEXT_BYTES = 500_000
_FONT_SIZE = 10.0
_LINE_PITCH = 1.2


def with_annotations(
    rows: list[Pieces], page: pypdfium2.PdfPage, form: pypdfium2.PdfFormEnv | None
) -> list[Pieces]:
    """Return the rows of a page with its annotations, each after the row that it is beside.

    On a rotated page, whose rows have other coordinates, they come last.
    """
    annotated = list(rows)
    is_placed = not page.get_rotation() and len(rows) <= _MAX_ROWS
    for row in _annotation_rows(page, form):
        if is_placed:
            _insert(annotated, row)
        else:
            annotated.append(row)
    return annotated


def _insert(rows: list[Pieces], new: Pieces) -> None:
    """Insert a row at the height of the last one to its left, else after those above it."""
    word = new[0]
    half = 0.5 * word.size
    beside = [
        at
        for at, row in enumerate(rows)
        if abs(row[0].baseline - word.baseline) <= half and row[-1].right <= word.left + half
    ]
    above = [at for at, row in enumerate(rows) if row[0].baseline > word.baseline + half]
    if beside:
        new = [word._replace(baseline=rows[beside[-1]][-1].baseline) for word in new]
    rows.insert(max(beside or above or [-1]) + 1, new)


def _annotation_rows(
    page: pypdfium2.PdfPage, form: pypdfium2.PdfFormEnv | None
) -> Iterator[Pieces]:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            yield from _rows(_text(annotation, form), annotation)
            raw.FPDFPage_CloseAnnot(annotation)


def _text(annotation: raw.FPDF_ANNOTATION, form: pypdfium2.PdfFormEnv | None) -> str:
    """Return the text that an annotation shows; notes that open on a click show none."""
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return ""
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _string(
            lambda *target: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", *target)
        )
    if kind != raw.FPDF_ANNOT_WIDGET or form is None:
        return ""
    is_valued = raw.FPDFAnnot_GetFormFieldType(form, annotation) in _VALUED
    is_secret = raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD
    if not is_valued or is_secret:
        return ""
    return _string(lambda *target: raw.FPDFAnnot_GetFormFieldValue(form, annotation, *target))


def _string(read: Callable[..., int]) -> str:
    """Return the UTF-16 string that a function of pdfium writes to a buffer of a given size."""
    size = min(read(None, 0), _MAX_TEXT_BYTES)
    buffer = ctypes.create_string_buffer(size)
    if size < 2 or read(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size) > size:
        return ""
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore")


def _rows(text: str, annotation: raw.FPDF_ANNOTATION) -> Iterator[Pieces]:
    """Yield the words of each line of a text, placed from the top of the annotation's box."""
    box = raw.FS_RECTF()
    lines = text.splitlines()
    if not lines or not raw.FPDFAnnot_GetRect(annotation, box):
        return
    height = (box.top - box.bottom) / len(lines)
    size = max(min(_FONT_SIZE, height / _LINE_PITCH), 1.0)
    middle = (height - size) / 2
    for number, line in enumerate(lines, start=1):
        baseline = box.top - number * height + max(middle, 0.0) + 0.2 * size
        row: Pieces = []
        left = box.left
        for word in line.split():
            right = left + 0.5 * size * len(word)
            row.append(Piece(word, left, right, baseline, size, is_bold=False))
            left = right + 0.3 * size
        if row:
            yield row
