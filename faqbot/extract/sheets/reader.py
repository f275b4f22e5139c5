"""Questions that staff keep in a file: .csv, .xlsx, .jsonl, .json or .md."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import chain, islice
from typing import Any, NamedTuple

from faqbot.core.errors import ExtractionError
from faqbot.core.text.unicode import squeeze
from faqbot.extract.sheets.columns import (
    MAX_LINES,
    Line,
    csv_lines,
    guess_columns,
    header_field,
)
from faqbot.extract.sheets.encoding import decode_file
from faqbot.extract.sheets.markdown import markdown_pairs
from faqbot.extract.sheets.markup import html_text, is_html, with_line_breaks
from faqbot.extract.sheets.workbook import xlsx_sheets

_MAX_BYTES = 50_000_000
# The Markdown parser takes up to a tenth of a millisecond per line.
_MAX_MARKDOWN_BYTES = 10_000_000
_MAX_ROWS = 100_000
# More than _MAX_ROWS, because lines may precede the header, and to notice that rows are left out.
_MAX_READ = _MAX_ROWS + 20
_MAX_CELL_CHARS = 100_000
_MAX_PROBLEMS = 1000

_ERRORS = frozenset("#N/A #REF! #VALUE! #NAME? #DIV/0! #NUM! #NULL!".split())
# A link as staff write it; a path alone leads to their own site.
LINK = re.compile(r"(?:https?:/)?/\S*", re.IGNORECASE)
_FIELDS = ("id", "url", "title", "question", "answer", "tags")
_KEYS = {"text": "answer", "lang": "language", **{key: key for key in _FIELDS}}


@dataclass(frozen=True)
class ImportedRow:
    """One question with its answer, or with the URL of a page that answers it.

    `number` is the row or line in the file, counted from 1, and `place` tells it to people, as in
    "row 3" or "sheet “Fees”, row 3". `html` is the answer as unsafe HTML, if
    the file holds HTML or Markdown; `answer` is its text.
    """

    number: int
    id: str = ""
    question: str = ""
    answer: str = ""
    title: str = ""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    html: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class ImportedTable:
    """The usable rows of a file, in order, and problems with the rest to show to staff.

    `columns` holds (field, header that it was recognised by), `title` the text above the header.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[ImportedRow, ...]
    problems: tuple[str, ...]
    title: str = ""


class _RawRow(NamedTuple):
    """A row before its check, or None, and the problem with it, or ""."""

    place: str
    row: ImportedRow | None
    problem: str = ""


class _RawTable(NamedTuple):
    columns: tuple[tuple[str, str], ...]
    rows: Iterable[_RawRow]
    problems: tuple[str, ...] = ()
    title: str = ""


def read_table(name: str, body: bytes) -> ImportedTable:
    """Return the questions in a file; the ending of its name gives the format.

    A row has a question or title and an answer, whose line breaks are kept, or a question and a
    URL. Raises ExtractionError, with the next step, if the file is in another format, too large,
    damaged or without a usable row.
    """
    readers = {
        ".csv": _read_csv,
        ".xlsx": _read_xlsx,
        ".md": _read_md,
        ".jsonl": _read_json,
        ".json": _read_json,
    }
    try:
        kind = next((ending for ending in readers if name.lower().endswith(ending)), None)
        if kind is None:
            raise ExtractionError(
                "is not a .csv, .xlsx, .jsonl, .json or .md file; save it as one of them"
            )
        if len(body) > _MAX_BYTES:
            raise ExtractionError("has more than 50 MB; split it")
        return _checked_table(readers[kind](body))
    except ExtractionError as error:
        raise ExtractionError(f"{squeeze(name)}: {error}") from error


def _checked_table(raw: _RawTable) -> ImportedTable:
    rows: list[ImportedRow] = []
    problems = list(raw.problems)
    for count, (place, raw_row, problem) in enumerate(raw.rows):
        if count >= _MAX_ROWS:
            problems.append(f"{place} and all below: left out; split the file")
            break
        row, reason = _checked(raw_row) if raw_row else (None, "")
        problems += [f"{place}: {text}" for text in (problem, reason) if text]
        if row:
            rows.append(replace(row, place=place))
    if not rows:
        raise ExtractionError(
            "holds no question with an answer or link; name two columns or keys question and "
            "answer, or question and url, or end headings of a .md file in '?'"
            + (f" ({problems[0]})" if problems else "")
        )
    if len(problems) > _MAX_PROBLEMS:
        more = len(problems) - _MAX_PROBLEMS + 1
        problems[_MAX_PROBLEMS - 1 :] = [f"and {more} more problems"]
    return ImportedTable(raw.columns, tuple(rows), tuple(problems), raw.title)


def _checked(raw: ImportedRow) -> tuple[ImportedRow | None, str]:
    """Return the row with clean text and "", or None and the reason why it cannot be used."""
    for key, text in vars(raw).items():
        if isinstance(text, str) and len(text) > _MAX_CELL_CHARS:
            name = "answer" if key == "html" else key
            return None, f"the {name} has more than {_MAX_CELL_CHARS:,} characters"
    html = raw.html or (with_line_breaks(raw.answer) if is_html(raw.answer) else "")
    # Markdown has been resolved already: its "&lt;b&gt;" must not become a tag now.
    one_line = squeeze if raw.html else _one_line
    lines = map(squeeze, (html_text(html) if html else raw.answer).splitlines())
    row = ImportedRow(
        number=raw.number,
        id=squeeze(raw.id),
        question=one_line(raw.question),
        answer="\n".join(filter(None, lines)),
        title=one_line(raw.title),
        url=squeeze(raw.url),
        language=squeeze(raw.language),
        tags=tuple(filter(None, map(squeeze, raw.tags))),
        html=html,
    )
    if not (row.question or row.title):
        return None, "the question is empty"
    if error := next((text for text in (row.question, row.answer) if text in _ERRORS), ""):
        return None, f"{error} is the error of a formula; correct it"
    if not row.answer and not (row.question and row.url):
        return None, "the answer is empty"
    if wrong := next((link for link in row.url.split() if not LINK.fullmatch(link)), ""):
        reason = f"“{wrong[:60]}” is not a link; enter https://… or /path"
        return (replace(row, url=""), reason) if row.answer else (None, reason)
    return row, ""


def _one_line(text: str) -> str:
    return squeeze(html_text(text) if is_html(text) else text)


def _sheet(lines: list[Line], sheet: str = "") -> _RawTable:
    columns = guess_columns(lines)

    def raw_row(number: int, cells: list[str]) -> _RawRow:
        places = columns.places.items()
        texts = {field: cells[place] for field, place in places if place < len(cells)}
        width = columns.width
        problem = f"has {len(cells)} cells where {width} are expected; the rest was left out"
        has_more = any(map(str.strip, cells[width:]))
        place = f"{sheet}row {number}"
        return _RawRow(place, _row(number, texts), problem if has_more else "")

    rows = (raw_row(number, cells) for number, cells in lines[columns.first :])
    problems = tuple(f"{sheet}{problem}" for problem in columns.problems)
    return _RawTable(columns.headers, rows, problems, columns.title)


def _row(number: int, texts: dict[str, str]) -> ImportedRow:
    tags = tuple(re.split(r"[,;|\n]", texts.pop("tags", "")[:_MAX_CELL_CHARS]))
    return ImportedRow(number, tags=tags, **texts)


def _read_csv(body: bytes) -> _RawTable:
    text, guess = decode_file(body)
    table = _sheet(csv_lines(text, _MAX_READ))
    return table._replace(problems=_guess_notes(guess) + table.problems)


def _guess_notes(guess: str) -> tuple[str, ...]:
    """Return what to tell staff of a guessed encoding; windows-1252 is what most files are."""
    if guess in ("", "windows-1252"):
        return ()
    return (f"read as {guess}; if letters are wrong, save the file as UTF-8",)


def _read_xlsx(body: bytes) -> _RawTable:
    """Return the rows of all sheets that hold questions; the others are reported."""
    sheets, problems = xlsx_sheets(body, _MAX_READ)
    if len(sheets) == 1:
        table = _sheet(sheets[0].lines)
        return table._replace(problems=problems + table.problems)
    tables = []
    unread = []
    for title, lines in sheets:
        try:
            tables.append(_sheet(lines, f"sheet “{title}”, "))
        except ExtractionError as error:
            unread.append(f"sheet “{title}” was not read: it {error}")
    if not tables:
        raise ExtractionError(unread[0] if unread else "has no visible sheet that holds anything")
    columns = dict.fromkeys(column for table in tables for column in table.columns)
    found = (problem for table in tables for problem in table.problems)
    rows = chain.from_iterable(table.rows for table in tables)
    title = next((table.title for table in tables if table.title), "")
    return _RawTable(tuple(columns), rows, (*problems, *unread, *found), title)


def _read_json(body: bytes) -> _RawTable:
    text, guess = decode_file(body)
    keys: dict[str, str] = {}
    if (array := _json_array(text)) is not None:
        objects = enumerate(array[:_MAX_READ], start=1)
        rows = [_json_row(number, f"object {number}", value, keys) for number, value in objects]
    else:
        numbered = islice(enumerate(StringIO(text), start=1), MAX_LINES)
        lines = islice((line for line in numbered if line[1].strip()), _MAX_READ)
        rows = [_json_line(number, line, keys) for number, line in lines]
    both = "two keys fit answer: “answer” was taken, “text” where it is empty"
    problems = _guess_notes(guess)
    if {"answer", "text"} <= set(keys):
        problems += (both,)
    return _RawTable(tuple((held, key) for key, held in keys.items()), rows, problems)


def _json_array(text: str) -> list[Any] | None:
    """Return the array that a text consists of or that its only object holds, or None."""
    if not text.lstrip().startswith(("[", "{")):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        is_row = "question" in _json_fields(value).values()
        arrays = (each for each in value.values() if isinstance(each, list) and not is_row)
        # An object of its own, written on several lines, is the only one.
        alone = [value] if "\n" in text.strip() else None
        value = next((each for each in arrays if each and isinstance(each[0], dict)), alone)
    return value if isinstance(value, list) else None


def _json_line(number: int, line: str, keys: dict[str, str]) -> _RawRow:
    place = f"line {number}"
    try:
        # Joined files have a byte order mark before each of them.
        return _json_row(number, place, json.loads(line.lstrip("\ufeff")), keys)
    except (ValueError, RecursionError):
        return _RawRow(place, None, "is not JSON")


def _json_fields(value: dict[str, Any]) -> dict[str, str]:
    """Return what each known key of an object holds.

    Keys in other words than ours, such as "pregunta", count only for question and answer.
    """
    fields = {key: _KEYS[key] for key, cell in value.items() if key in _KEYS and cell is not None}
    for key, cell in value.items():
        held = header_field(key) if key not in _KEYS and isinstance(cell, str) else ""
        if held in ("question", "answer") and held not in fields.values():
            fields[key] = held
    return fields


def _json_row(number: int, place: str, value: Any, keys: dict[str, str]) -> _RawRow:
    """Return the row of one object, and add its keys and what they hold to `keys`."""
    if not isinstance(value, dict):
        return _RawRow(place, None, "is not a JSON object")
    fields = _json_fields(value)
    keys.update(fields)
    cells = {key: value[key] for key in fields}
    tags = cells.pop("tags") if isinstance(cells.get("tags"), list) else []
    tags = [tag for tag in tags if tag is not None]
    if any(isinstance(cell, bool | list | dict) for cell in (*cells.values(), *tags)):
        return _RawRow(place, None, "a value is neither text nor a number")
    texts: dict[str, str] = {}
    for key in sorted(cells):  # "answer" before "text"
        texts[fields[key]] = texts.get(fields[key], "").strip() or str(cells[key])
    row = _row(number, texts)
    return _RawRow(place, replace(row, tags=tuple(map(str, tags))) if tags else row)


def _read_md(body: bytes) -> _RawTable:
    if len(body) > _MAX_MARKDOWN_BYTES:
        raise ExtractionError("has more than 10 MB; split it")
    text, guess = decode_file(body)
    rows = (
        _RawRow(f"line {pair.line}", ImportedRow(pair.line, question=pair.question, html=pair.html))
        for pair in markdown_pairs(text)
    )
    return _RawTable((), rows, _guess_notes(guess))
