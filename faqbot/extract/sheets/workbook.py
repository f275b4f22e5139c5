"""The sheets of an .xlsx file as rows of text, with the values of cells as people see them."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import openpyxl  # type: ignore[import-untyped]

from faqbot.core.errors import ExtractionError
from faqbot.core.text.unicode import squeeze
from faqbot.extract.sheets.cell_dates import format_moment
from faqbot.extract.sheets.cell_numbers import format_number
from faqbot.extract.sheets.columns import MAX_CELLS, MAX_LINES, Line, row_width

_MAX_SHEETS = 100
_MAX_TITLE_CHARS = 40
_MAX_UNZIPPED_BYTES = 200_000_000
# Cells share texts that are stored once, so the unzipped size does not bound the text.
_MAX_CHARS = 50_000_000
# A tag of four bytes takes 330 in memory; 100,000 rows of seven texts have 4.2 million tags.
_MAX_TAGS = 5_000_000
_MAX_TAGS_IN_ALL = 2 * _MAX_TAGS
_STEP_BYTES = 65_536
# The exceptions of zipfile, the XML parsers and openpyxl on damaged or hostile files.
_DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, LookupError),
    *(MemoryError, OSError, RuntimeError, SyntaxError, TypeError, ValueError),
    *(struct.error, zlib.error),
)


class Sheet(NamedTuple):
    """The rows of one sheet that are not blank, numbered as in the spreadsheet."""

    title: str
    lines: list[Line]


def xlsx_sheets(body: bytes, limit: int) -> tuple[list[Sheet], tuple[str, ...]]:
    """Return the visible sheets that are not blank, with at most `limit` rows in all.

    The second value holds problems to show to staff. Raises ExtractionError if the file is damaged
    or too large when unzipped.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(
                _unpacked(body), read_only=True, data_only=True, keep_links=False
            )
            sheets, problems = _chosen_sheets(workbook.worksheets)
            bounds = _Bounds(limit)
            read = [Sheet(_title(sheet), list(bounds.lines(sheet))) for sheet in sheets]
    except _DAMAGE as error:
        raise ExtractionError(
            "is damaged or not an .xlsx file; save it again without a password"
        ) from error
    return [sheet for sheet in read if sheet.lines], problems


def _chosen_sheets(sheets: list[Any]) -> tuple[list[Any], tuple[str, ...]]:
    """Return the visible sheets, each part of the file once, and problems with the others."""
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    hidden = [_title(sheet) for sheet in sheets if sheet.sheet_state != "visible"]
    # Many sheets of a hostile file can name the same large part.
    parts = {getattr(sheet, "_worksheet_path", sheet.title): sheet for sheet in reversed(visible)}
    chosen = [sheet for sheet in visible if sheet in parts.values()]
    problems = []
    if hidden:
        names = ", ".join(f"“{title}”" for title in hidden[:10])
        problems.append(f"hidden sheets were not read: {names}; to import them, show them")
    if len(chosen) > _MAX_SHEETS:
        problems.append(f"only {_MAX_SHEETS} of {len(chosen)} sheets were read; split the file")
    return chosen[:_MAX_SHEETS], tuple(problems)


def _title(sheet: Any) -> str:
    return squeeze(str(sheet.title))[:_MAX_TITLE_CHARS]


class _Bounds:
    """Reads the rows of sheets, and stops at bounds that count for all of them together."""

    def __init__(self, limit: int) -> None:
        self._rows_left = limit
        self._lines_left = MAX_LINES
        self._chars_left = _MAX_CHARS

    def lines(self, sheet: Any) -> Iterator[Line]:
        """Yield the rows that are not blank."""
        sheet.reset_dimensions()  # The dimensions in the file may be wrong.
        rows = sheet.iter_rows(max_col=MAX_CELLS)
        for number, cells in islice(enumerate(rows, start=1), self._lines_left):
            if self._rows_left <= 0:
                return
            self._lines_left -= 1
            texts = [_cell_text(cell) for cell in cells]
            self._chars_left -= sum(map(len, texts))
            if self._chars_left < 0:
                raise ExtractionError("holds more than 50 million characters; split it")
            if width := row_width(texts):
                self._rows_left -= 1
                yield number, texts[:width]


def _cell_text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return format_number(value, cell.number_format)
    if isinstance(value, date | time | timedelta):
        return format_moment(value, cell.number_format)
    return str(value).replace("_x000D_", "")  # Excel's spelling of a carriage return


def _unpacked(body: bytes) -> BytesIO:
    """Return the same zip archive without compression, if it is not too large.

    The directory of a zip file can lie about sizes, and openpyxl reads whole parts at once; so the
    parts are unpacked in small steps first. XML entities could expand too and are refused.
    """
    plain = BytesIO()
    with ZipFile(BytesIO(body)) as packed, ZipFile(plain, "w") as unpacked:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > _MAX_UNZIPPED_BYTES:
            raise ExtractionError("has more than 200 MB when unzipped; split it")
        tag_count = 0
        for part in parts:
            content = _part(packed, part)
            tag_count += content.count(b"<")
            if tag_count > _MAX_TAGS_IN_ALL:
                raise ExtractionError("holds too many cells; split it")
            unpacked.writestr(part.filename, content)
    return plain


def _part(packed: ZipFile, part: ZipInfo) -> bytes:
    # Pictures are not needed; bzip2 and LZMA expand without a bound on one step.
    if part.filename.startswith("xl/media/"):
        return b""
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(part.filename)
    with packed.open(part) as source:
        content = b"".join(iter(lambda: source.read(_STEP_BYTES), b""))
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise BadZipFile(part.filename)
    if content.count(b"<") > _MAX_TAGS:
        raise ExtractionError("holds too many cells; split it")
    return content
