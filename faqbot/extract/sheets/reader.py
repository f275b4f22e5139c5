"""Questions that staff keep in a file of their own: .csv, .xlsx, .jsonl or .md."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice
from typing import NamedTuple

from faqbot.core.errors import ExtractionError
from faqbot.core.text.unicode import squeeze
from faqbot.extract.sheets.columns import (
    MAX_LINES,
    QUESTION_MARKS,
    Line,
    csv_lines,
    guess_columns,
    xlsx_lines,
)

_MAX_BYTES = 50_000_000
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

_FENCE = re.compile(r"\s*(?:```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_UNDERLINED = re.compile(r"(?m)^(\S[^\n]*\?[*_ \t]*)\n(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r"\s*([-*_])(?:[ \t]*\1){2,}\s*")
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(
    r"(?<!\\)(?:\*\*+|~~|`+)"
    r"""|(?<![^\s("'*])(?:\*|_{1,3})(?=\S)"""
    r"""|(?<=[^\s\\])(?:\*|_{1,3})(?=[\s.,;:!?)"'*]|$)"""
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


@dataclass(frozen=True)
class Row:
    """One question with its answer, or with the URL of a page that answers it.

    `number` is the row or line in the file, from 1.
    """

    number: int
    id: str = ""
    question: str = ""
    answer: str = ""
    title: str = ""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()


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
    clean = {field: squeeze(text) for field, text in texts.items() if field != "answer"}
    lines = (squeeze(line) for line in raw.answer.splitlines())
    tags = tuple(tag for tag in map(squeeze, raw.tags) if tag)
    answer = "\n".join(line for line in lines if line)
    row = Row(raw.number, answer=answer, tags=tags, **clean)
    if not (row.question or row.title):
        return None, "the question is empty"
    if row.answer:
        return row, ""
    if not (row.question and row.url):
        return None, "the answer is empty"
    if wrong := next((link for link in row.url.split() if not LINK.fullmatch(link)), ""):
        return None, f"“{wrong[:60]}” is no link; give https://… or /path"
    return row, ""


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
    text = _UNDERLINED.sub(r"# \1\n", decoded(body))
    return _Found((), _md_entries(text), unit="line")


def _md_entries(text: str) -> Iterator[_Entry]:
    """Yield a row for each question, with the lines up to the next one."""
    asked, question, lines = 0, "", list[tuple[bool, str]]()
    is_code = False
    for number, line in enumerate(StringIO(text), start=1):
        if _FENCE.match(line):
            is_code = not is_code
            continue
        # A row with a longer line is refused, so no work is spent on its marks.
        is_raw = is_code or len(line) > _MAX_CELL_CHARACTERS
        title = None if is_raw else _md_title(line)
        asks = title is not None and title.endswith(QUESTION_MARKS)
        is_marked = not is_raw and line.lstrip("*_ \t")[:2].upper() == "Q:"
        if asks or is_marked:
            if asked:
                yield _md_entry(asked, question, lines)
            asked, lines = number, []
            question = title if title is not None else _md_plain(line)[2:]
        elif asked:
            plain = line if is_raw else _md_plain(line)
            lines.append((title is not None, plain if title is None else title))
    if asked:
        yield _md_entry(asked, question, lines)


def _md_entry(number: int, question: str, lines: list[tuple[bool, str]]) -> _Entry:
    """Return the row; headings at the end of the answer belong to what comes next."""
    while lines and (lines[-1][0] or not lines[-1][1].strip()):
        lines.pop()
    answer = "\n".join(text for _, text in lines).lstrip()
    if answer[:2].upper() == "A:":
        answer = answer[2:]
    return _Entry(number, Row(number, question=question, answer=answer))


def _md_title(line: str) -> str | None:
    """Return the text of a heading, or None if the line is none."""
    found = _HEADING.match(line)
    return _md_plain(found[1].rstrip("# \t")) if found else None


def _md_plain(line: str) -> str:
    """Return a line of Markdown as plain text.

    >>> _md_plain("* See **our** [fees](/fees), please")
    '- See our fees, please'
    """
    if _RULE.fullmatch(line):
        return ""
    item = _ITEM.match(line)
    rest = line[item.end() :] if item else line.lstrip("> \t")
    plain = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", _LINK.sub(r"\1", rest)))
    return ("- " if item else "") + plain.strip()
