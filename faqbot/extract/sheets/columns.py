"""The rows of a .csv file, and which column of a table holds which field."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from faqbot.core.errors import ExtractionError
from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold, words
from faqbot.extract.faq.wording import MARKS

Line = tuple[int, list[str]]

# The most rows a spreadsheet can have; blank ones count, because reading them costs time too.
MAX_LINES = 1_048_576
MAX_CELLS = 200
_FIELDS = ("id", "question", "answer", "title", "url", "language", "tags")
_MAX_HEADER_CHARS = 60
# Exports put a title or a line such as "sep=;" above the header.
_MAX_HEADER_ROW = 10
_SAMPLE = 1000

# A header in a language without column names: short, and alone in not asking anything.
_MAX_UNKNOWN_HEADER_CHARS = 30
_MIN_ASKING_SHARE = 0.8
_BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")

_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Columns:
    """The column of each field: `places` counts cells from 0.

    `headers` pairs each field with the header it was recognised by; `first` is the index of the
    first line below the header, `width` the number of cells in the header; `title` is the text
    above the header, if there is one.
    """

    places: dict[str, int]
    headers: tuple[tuple[str, str], ...]
    first: int
    width: int
    problems: tuple[str, ...] = ()
    title: str = ""


def csv_lines(text: str, limit: int) -> list[Line]:
    """Return the records that are not blank, at most `limit`, numbered from 1."""
    numbered = islice(enumerate(_records(text, _delimiter(text)), start=1), MAX_LINES)
    filled = (line for line in numbered if row_width(line[1]))
    return list(islice(filled, limit))


def guess_columns(lines: list[Line]) -> Columns:
    """Return what the columns hold, from their header or, without one, from their question marks.

    The header is the first of the top lines that names an answer and a question or title, or a
    question and a URL. Names count without case and accents, in any language with a list of them.
    Raises ExtractionError if there is nothing to go by.
    """
    top = lines[:_MAX_HEADER_ROW]
    for first, (_, cells) in enumerate(top, start=1):
        if _names_both(cells):
            return replace(_from_header(cells, first), title=_title(top[: first - 1]))
    if top and not header_fields(top[0][1]) and _is_question_and_answer(lines[:_SAMPLE]):
        return _two_columns(lines[:_SAMPLE])
    first_cells = quoted_cells(top[0][1]) if top else "nothing"
    raise ExtractionError(
        "has no header that names a question and an answer or a link; call two columns of the "
        f"first row question and answer, or question and url (found: {first_cells})"
    )


def quoted_cells(cells: Sequence[str]) -> str:
    """Return the first cells of a row, for messages."""
    return ", ".join(f"“{_short(cell)}”" for cell in cells[:10])


def header_fields(cells: list[str]) -> list[tuple[str, int]]:
    """Return (field, place) for each cell that is a known name, in order, with repeats.

    >>> header_fields(["Nº", "¿Pregunta?", "RÉPONSE"])
    [('question', 1), ('answer', 2)]
    """
    named = [(header_field(cell), place) for place, cell in enumerate(cells)]
    return [(field, place) for field, place in named if field]


def header_field(cell: str) -> str:
    """Return what a column holds by its header, such as "Domanda / Question", or ""."""
    if len(cell) > _MAX_HEADER_CHARS:
        return ""
    known = _field_names()
    names = (cell, _BRACKETS.sub(" ", cell), *re.split(r"[/|:\n]", cell))
    return next((known[_name(name)] for name in names if _name(name) in known), "")


@cache
def _field_names() -> dict[str, str]:
    """Return what a column holds by its folded header, in any language."""
    return {
        _name(name): field for field in _FIELDS for name in LANGUAGES.union("column_names", field)
    }


def _from_header(cells: list[str], first: int) -> Columns:
    places: dict[str, int] = {}
    problems = []
    for field, place in header_fields(cells):
        if field in places:
            taken, other = _short(cells[places[field]]), _short(cells[place])
            problems.append(f"two columns fit {field}: “{taken}” was taken, “{other}” was not")
        else:
            places[field] = place
    headers = tuple((field, _short(cells[place])) for field, place in places.items())
    unused = [_short(cell) for place, cell in enumerate(cells) if place not in places.values()]
    if "answer" not in places and any(unused):
        problems.append(f"no column was taken for answers; not used: {', '.join(unused)}")
    return Columns(places, headers, first, len(cells), tuple(problems))


def _is_question_and_answer(lines: list[Line]) -> bool:
    widths = Counter(row_width(cells) for _, cells in lines)
    questions = sum(_asks(cells) for _, cells in lines)
    return widths.most_common(1)[0][0] == 2 and questions * 2 > len(lines)


def _title(lines: list[Line]) -> str:
    """Return the first line above a header that is one text, such as "Front desk handbook"."""
    texts = ([cell for cell in cells if cell.strip()] for _, cells in lines)
    titles = (squeeze(cells[0]) for cells in texts if len(cells) == 1)
    return next((title for title in titles if _is_title(title)), "")


def _is_title(text: str) -> bool:
    return len(text) <= _MAX_HEADER_CHARS and text[0].isalpha() and not text.startswith("sep=")


def _two_columns(lines: list[Line]) -> Columns:
    """Return questions and answers, without the first line if it must be a header."""
    (_, first), *rest = lines
    asking_count = sum(_asks(cells) for _, cells in rest)
    is_header = (
        len(first) == 2
        and not _asks(first)
        and max(map(len, first)) <= _MAX_UNKNOWN_HEADER_CHARS
        and len(rest) > 1
        and asking_count >= _MIN_ASKING_SHARE * len(rest)
    )
    names = map(_short, first) if is_header else ("column 1", "column 2")
    headers = tuple(zip(("question", "answer"), names, strict=True))
    return Columns({"question": 0, "answer": 1}, headers, int(is_header), 2)


def _asks(cells: list[str]) -> bool:
    return cells[0].rstrip().endswith(MARKS)


def row_width(cells: Sequence[str]) -> int:
    """Return the number of cells up to the last that is not blank."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _name(cell: str) -> str:
    return " ".join(fold(word.text) for word in words(cell))


def _short(cell: str) -> str:
    return squeeze(cell[:_MAX_HEADER_CHARS])


def _names_both(cells: list[str]) -> bool:
    fields = {field for field, _ in header_fields(cells)}
    is_answered = "answer" in fields and not fields.isdisjoint({"question", "title"})
    return is_answered or fields >= {"question", "url"}


def _delimiter(text: str) -> str:
    """Return the delimiter that makes the first records look most like a table."""

    def likeness(delimiter: str) -> tuple[int, int, int]:
        records = list(islice(_records(text[:1_000_000], delimiter), 20))
        named = (len(header_fields(cells)) for cells in records if _names_both(cells))
        widths = Counter(len(cells) for cells in records if len(cells) > 1)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        return max(named, default=0), count, width

    return max(_DELIMITERS, key=likeness)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the cells of each record, at most `MAX_CELLS` of them.

    A cell is quoted only if a closing quote ends it. So `"Free" lunch` keeps its quotes, and an
    unclosed quote does not swallow the rest of the file, as it does in the csv module.
    """
    end = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]++|"")*+)"(?=[{end}\n]|\Z)|([^{end}\n]*))([{end}\n]|\Z)')
    cells: list[str] = []
    for match in cell.finditer(text):
        quoted, plain, ending = match.groups()
        if len(cells) < MAX_CELLS:
            cells.append(plain if quoted is None else quoted.replace('""', '"'))
        if ending != delimiter:
            yield cells
            cells = []
