"""Data tables: which tables are, and what to write before their cells so that each row reads alone.

A row becomes "Students — Fee: $150; Early price: $100". Tables that only lay out a page have no
header; they are left as they are.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from bs4 import Tag

from faqbot.core.text.unicode import squeeze

_CELLS = ("td", "th")
_BOLD = ("b", "strong")
# HTML allows a span of 1,000 columns and 65,534 rows; what is beyond this has no header.
_MOST_COLUMNS = 50
_LONGEST_LABEL = 80
# Labels may make a table so much longer; a table of small cells under long headers stops there.
_MOST_GROWTH = 4
_ROOM = 500
_SPAN = re.compile(r"\d{1,9}")


@dataclass
class Reading:
    """How to read a table: what is `written` where an element starts, by its `id()`.

    `headers` holds the rows that every other row now says itself.
    """

    written: dict[int, str] = field(default_factory=dict)
    headers: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Row:
    """One row of a table, its own cells, and whether these name the columns."""

    tag: Tag
    cells: tuple[Tag, ...]
    is_header: bool


def rows_of(table: Tag) -> list[Row]:
    """Return the rows that have cells, or [] for a table with tables in it.

    Header rows are those of `thead`, those of `th` only, and a bold first row above others.
    """
    if table.find("table"):
        return []
    found = []
    for tag in table.find_all("tr"):
        cells = tuple(cell for cell in tag.find_all(_CELLS, recursive=False))
        if cells:
            in_head = tag.parent is not None and tag.parent.name == "thead"
            is_th = sum(has_text(cell) for cell in cells if cell.name == "th") > 1
            is_header = in_head or (is_th and all(cell.name == "th" for cell in cells))
            found.append(Row(tag, cells, is_header))
    first = found[:1]
    if len(found) > 1 and not first[0].is_header and _is_bold(found[0]) > _is_bold(found[1]):
        found[0] = Row(first[0].tag, first[0].cells, is_header=True)
    return found


def read_table(table: Tag, inline: Set[str]) -> Reading:
    """Return how to read a data table; the reading of any other table is empty.

    `inline` holds the names of elements that do not start a line. Takes linear time, and labels
    add at most four times the length of the table's text.
    """
    rows = rows_of(table)
    cells = [cell for row in rows for cell in row.cells]
    wrappers = [_wrapper(cell, inline) for cell in cells]
    if not _is_data(rows) or None in wrappers or table.get("role") in ("presentation", "none"):
        return Reading()
    reader = _Reader(_ROOM + _MOST_GROWTH * sum(map(len, table.strings)))
    for number, row in enumerate(rows):
        if not reader.read(number, row):
            return Reading()
    reader.reading.written |= {id(tag): "" for tag in wrappers if tag and tag.name not in _CELLS}
    return reader.reading


def has_text(tag: Tag) -> bool:
    """Return whether an element holds any text."""
    return any(not text.isspace() for text in tag.strings)


def _is_bold(row: Row) -> bool:
    """Return whether all cells of a row with text, at least two, are bold as a whole."""
    texts = [(cell, _text(cell)) for cell in row.cells if has_text(cell)]
    bold = [cell.find(_BOLD) for cell, _ in texts]
    return len(texts) > 1 and all(
        isinstance(tag, Tag) and _text(tag) == text
        for tag, (_, text) in zip(bold, texts, strict=True)
    )


def _is_data(rows: Sequence[Row]) -> bool:
    """Return whether headers name the columns, or else all rows of several cells."""
    body = [row for row in rows if not row.is_header]
    if len(body) < len(rows):
        return bool(body) and all(len(row.cells) > 1 for row in rows if row.is_header)
    several = [row for row in body if len(row.cells) > 1]
    return bool(several) and all(row.cells[0].name == "th" for row in several)


def _wrapper(cell: Tag, inline: Set[str]) -> Tag | None:
    """Return the paragraph that is all of a cell, else the cell; None if lines start within it."""
    starts = cell.find(lambda tag: tag.name not in inline and tag.name != "br")
    if not isinstance(starts, Tag):
        return cell
    is_all = starts.parent is cell and starts.name in ("p", "div")
    beside = [child for child in cell.children if child is not starts and str(child).strip()]
    inner = starts.find(lambda tag: tag.name not in inline and tag.name != "br")
    return starts if is_all and not beside and inner is None else None


def _text(cell: Tag) -> str:
    return squeeze(cell.get_text(" "))


def _span(cell: Tag, name: str) -> int:
    stated = str(cell.get(name) or "")
    return max(1, int(stated)) if _SPAN.fullmatch(stated) else 1


class _Reader:
    """Goes down a table, remembering the columns' names and the cells that reach further down."""

    def __init__(self, room: int) -> None:
        self.reading = Reading()
        self._room = room
        self._names = [""] * _MOST_COLUMNS
        self._reach = [-1] * _MOST_COLUMNS
        self._was_header = False
        self._row_name = ""
        self._row_name_reach = -1

    def read(self, number: int, row: Row) -> bool:
        """Read the row with this number; return False if its headers are too long for headers."""
        placed = list(self._placed(number, row.cells))
        if row.is_header:
            if not self._was_header:
                self._names = [""] * _MOST_COLUMNS
            self._was_header = True
            self.reading.headers.add(id(row.tag))
            return all(self._name(column, span, _text(cell)) for column, span, cell in placed)
        self._was_header = False
        if self._room > 0:
            self._label(number, placed)
        return True

    def _placed(self, number: int, cells: Sequence[Tag]) -> Iterator[tuple[int, int, Tag]]:
        """Yield (column, how many columns, cell); cells from above keep their columns."""
        column = 0
        for cell in cells:
            while column < _MOST_COLUMNS and self._reach[column] >= number:
                column += 1
            span = min(_span(cell, "colspan"), _MOST_COLUMNS - column)
            last = number + _span(cell, "rowspan") - 1
            self._reach[column : column + span] = [last] * span
            yield column, span, cell
            column += span

    def _name(self, column: int, span: int, text: str) -> bool:
        text = text.rstrip(" :")
        for at in range(column, column + span):
            both = f"{self._names[at]}, {text}" if self._names[at] and text else text
            if len(both) <= _LONGEST_LABEL and text and text != self._names[at]:
                self._names[at] = both
        return len(text) <= _LONGEST_LABEL

    def _label(self, number: int, placed: Sequence[tuple[int, int, Tag]]) -> None:
        """Set what is written before each cell of a row; a line of one cell stays as it is."""
        has_names = any(self._names)
        break_after_name = " — " if has_names else ": "
        between = self._row_name if number <= self._row_name_reach else ""
        for column, span, cell in placed:
            self.reading.written[id(cell)] = ""
            if not has_text(cell) or (len(placed) == 1 and not between):
                continue
            header = self._header(column, span)
            label = between + (f"{header}: " if header else "")
            self.reading.written[id(cell)] = label
            self._room -= len(label)
            self._join_lines(cell)
            is_name = cell.name == "th" or (has_names and not column and not header)
            between = break_after_name if is_name else "; "
            if is_name and not has_names and _ends_in_colon(cell):
                between = " "
            if not column and _span(cell, "rowspan") > 1:
                self._keep_row_name(number, cell, label, between)

    def _header(self, column: int, span: int) -> str:
        names = [*dict.fromkeys(filter(None, self._names[column : column + span]))]
        joined = " / ".join(names)
        return joined if len(joined) <= _LONGEST_LABEL else names[0]

    def _keep_row_name(self, number: int, cell: Tag, label: str, between: str) -> None:
        text = _text(cell)
        if len(text) <= _LONGEST_LABEL:
            self._row_name = f"{label}{text}{between}"
            self._row_name_reach = number + _span(cell, "rowspan") - 1

    def _join_lines(self, cell: Tag) -> None:
        """Let the line breaks of a cell be commas, so that its row stays one line."""
        text = ""
        waiting: list[int] = []
        for node in cell.descendants:
            if isinstance(node, Tag) and node.name == "br":
                waiting.append(id(node))
                self.reading.written[id(node)] = " "
            elif not isinstance(node, Tag) and (line := str(node).strip()):
                if waiting and text[-1:].isalnum():
                    self.reading.written[waiting[0]] = ", "
                text = line
                waiting.clear()


def _ends_in_colon(cell: Tag) -> bool:
    return _text(cell).endswith((":", "?"))
