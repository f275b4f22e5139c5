"""Questions that staff keep in a file of their own: .csv, .xlsx, .jsonl or .md."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice
from typing import NamedTuple

from faqbot.core.errors import ExtractionError
from faqbot.core.text.unicode import squeeze
from faqbot.extract.sheets.columns import (
    MAX_LINES,
    Line,
    csv_lines,
    guess_columns,
    xlsx_lines,
)
from faqbot.extract.sheets.markdown import markdown_pairs
from faqbot.extract.sheets.markup import html_text, is_html, with_line_breaks

_MAX_BYTES = 50_000_000
# A line takes the Markdown parser a tenth of a millisecond.
_MAX_MARKDOWN_BYTES = 10_000_000
_MAX_ROWS = 100_000
# Some lines stand above the header, and one more than is taken tells that there are more.
_MAX_READ = _MAX_ROWS + 20
_MAX_CELL_CHARACTERS = 100_000
_MAX_PROBLEMS = 1000

# A link as staff write it: the path of one stands for their own site.
LINK = re.compile(r"(?:https?:/)?/\S*", re.IGNORECASE)
_KEYS = {"text": "answer", "lang": "language"} | {
    key: key for key in ("id", "url", "title", "question", "answer", "tags")
}


@dataclass(frozen=True)
class Row:
    """One question with its answer, or with the URL of a page that answers it.

    `number` is the row or line in the file, from 1. `html` is the answer as HTML from outside, not
    safe to show, if the file has it so; `answer` is its text.
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


@dataclass(frozen=True)
class Table:
    """The usable rows of a file, in its order, and what staff should know about the rest.

    `columns` holds (field, the header it was found under); `problems` are lines to show.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    problems: tuple[str, ...]


class _Entry(NamedTuple):
    """A row as it was found, or none; and what is wrong with it, or ""."""

    number: int
    row: Row | None
    problem: str = ""


class _Found(NamedTuple):
    columns: tuple[tuple[str, str], ...]
    entries: Iterable[_Entry]
    problems: tuple[str, ...] = ()
    unit: str = "row"


def read_table(name: str, body: bytes) -> Table:
    """Return the questions in a file, whose kind the ending of its name tells.

    Rows have a question or a title, and an answer, whose line breaks are kept; or a question and
    a URL only. Raises ExtractionError, with the next step, if the file is none of the four kinds,
    too large, damaged or without a usable row.
    """
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx, ".jsonl": _read_jsonl, ".md": _read_md}
    try:
        kind = next((ending for ending in readers if name.lower().endswith(ending)), None)
        if kind is None:
            raise ExtractionError("is none of .csv, .xlsx, .jsonl, .md; save it as one of them")
        if len(body) > _MAX_BYTES:
            raise ExtractionError("has more than 50 MB; split it")
        return _table(readers[kind](body))
    except ExtractionError as error:
        raise ExtractionError(f"{squeeze(name)}: {error}") from error


def _table(found: _Found) -> Table:
    rows: list[Row] = []
    problems = list(found.problems)
    for number, entry in enumerate(found.entries):
        if number >= _MAX_ROWS:
            problems.append(f"{found.unit} {entry.number} and all below: left out; split the file")
            break
        row, reason = _checked(entry.row) if entry.row else (None, "")
        reasons = (entry.problem, reason)
        problems.extend(f"{found.unit} {entry.number}: {text}" for text in reasons if text)
        if row:
            rows.append(row)
    if not rows:
        raise ExtractionError(
            "holds no question with its answer or link; expected are columns or keys named "
            "question and answer, or question and url, or in .md headings that end in '?'"
            + (f" ({problems[0]})" if problems else "")
        )
    if len(problems) > _MAX_PROBLEMS:
        more = len(problems) - _MAX_PROBLEMS + 1
        problems[_MAX_PROBLEMS - 1 :] = [f"and {more} more problems"]
    return Table(found.columns, tuple(rows), tuple(problems))


def _checked(raw: Row) -> tuple[Row | None, str]:
    """Return the row with clean text and "", or None and why it cannot be used."""
    texts = {field: text for field, text in vars(raw).items() if isinstance(text, str)}
    for field, text in texts.items():
        if len(text) > _MAX_CELL_CHARACTERS:
            return None, f"the {field} has more than {_MAX_CELL_CHARACTERS:,} characters"
    html = raw.html or (with_line_breaks(raw.answer) if is_html(raw.answer) else "")
    # Markdown has been resolved already: its "&lt;b&gt;" must not become a tag now.
    one_line = squeeze if raw.html else _one_line
    lines = map(squeeze, (html_text(html) if html else raw.answer).splitlines())
    row = Row(
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
    if row.answer:
        return row, ""
    if not (row.question and row.url):
        return None, "the answer is empty"
    if wrong := next((link for link in row.url.split() if not LINK.fullmatch(link)), ""):
        return None, f"“{wrong[:60]}” is no link; give https://… or /path"
    return row, ""


def _one_line(text: str) -> str:
    return squeeze(html_text(text) if is_html(text) else text)


def _sheet(lines: list[Line], problems: tuple[str, ...] = ()) -> _Found:
    columns = guess_columns(lines)

    def entry(number: int, cells: list[str]) -> _Entry:
        places = columns.places.items()
        texts = {field: cells[place] for field, place in places if place < len(cells)}
        return _Entry(number, _row(number, texts), _surplus(cells, columns.width))

    entries = (entry(number, cells) for number, cells in lines[columns.first :])
    return _Found(columns.shown, entries, problems + columns.problems)


def _surplus(cells: list[str], width: int) -> str:
    if not any(cell.strip() for cell in cells[width:]):
        return ""
    return f"has {len(cells)} cells where {width} are expected; what is beyond was left out"


def _row(number: int, texts: dict[str, str]) -> Row:
    tags = tuple(re.split(r"[,;|\n]", texts.pop("tags", "")[:_MAX_CELL_CHARACTERS]))
    return Row(number, tags=tags, **texts)


def decoded(body: bytes) -> str:
    """Return the text with plain line feeds and without NUL."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16", "replace")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode("cp1252", "replace")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _read_csv(body: bytes) -> _Found:
    return _sheet(csv_lines(decoded(body), _MAX_READ))


def _read_xlsx(body: bytes) -> _Found:
    lines, problems = xlsx_lines(body, _MAX_READ)
    return _sheet(lines, problems)


def _read_jsonl(body: bytes) -> _Found:
    numbered = islice(enumerate(StringIO(decoded(body)), start=1), MAX_LINES)
    keys: dict[str, None] = {}
    filled = (line for line in numbered if line[1].strip())
    entries = [_json_entry(number, line, keys) for number, line in islice(filled, _MAX_READ)]
    both = "two keys fit answer: “answer” was taken, “text” where it is empty"
    problems = (both,) if {"answer", "text"} <= set(keys) else ()
    return _Found(tuple((_KEYS[key], key) for key in keys), entries, problems, "line")


def _json_entry(number: int, line: str, keys: dict[str, None]) -> _Entry:
    """Return the row of one line, and add its keys to `keys`."""
    try:
        stated = json.loads(line)
    except (ValueError, RecursionError):
        return _Entry(number, None, "is not JSON")
    if not isinstance(stated, dict):
        return _Entry(number, None, "is not a JSON object")
    known = {key: value for key, value in stated.items() if key in _KEYS and value is not None}
    keys.update(dict.fromkeys(known))
    listed = known.pop("tags") if isinstance(known.get("tags"), list) else []
    tags = [tag for tag in listed if tag is not None]
    if any(isinstance(value, bool | list | dict) for value in (*known.values(), *tags)):
        return _Entry(number, None, "a value is neither text nor a number")
    texts: dict[str, str] = {}
    for key in sorted(known):  # "answer" before "text"
        texts[_KEYS[key]] = texts.get(_KEYS[key], "").strip() or str(known[key])
    row = _row(number, texts)
    return _Entry(number, replace(row, tags=tuple(map(str, tags))) if tags else row)


def _read_md(body: bytes) -> _Found:
    if len(body) > _MAX_MARKDOWN_BYTES:
        raise ExtractionError("has more than 10 MB; split it")
    entries = (
        _Entry(pair.line, Row(pair.line, question=pair.question, html=pair.html))
        for pair in markdown_pairs(decoded(body))
    )
    return _Found((), entries, unit="line")
