"""Data tables: how to recognise them, and labels for their cells so that each row reads alone.

A row becomes "Students — Fee: $150; Early price: $100". Layout tables have no header and get no
labels.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from bs4 import Tag

from faqbot.extract.html.tree import CELLS, INLINE, tags, visible_text

_BOLD = ("b", "strong")
# HTML allows spans of 1,000 columns and 65,534 rows; columns beyond this one have no header.
_MAX_COLUMNS = 50
_MAX_LABEL_CHARS = 80
# Labels may make a table this many times longer, plus _ROOM: small cells under long headers
# would multiply its length.
_MAX_GROWTH = 4
_ROOM = 500
_SPAN = re.compile(r"\d{1,9}")


@dataclass
class TableLabels:
    """How to read a table: `texts` maps the `id()` of an element to the text written before it.

    `header_rows` holds the `id()` of rows to skip, because the labels repeat them in every row.
    """

    texts: dict[int, str] = field(default_factory=dict)
    header_rows: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class TableRow:
    """One row of a table with its cells; a header row names the columns."""

    tag: Tag
    cells: tuple[Tag, ...]
    is_header: bool


def rows_of(table: Tag) -> list[TableRow]:
    """Return the rows that have cells, or [] for a table that holds other tables.

    Header rows are those in `thead`, those of `th` only, and a bold first row above plain ones.
    """
    elements = list(tags(table))
    if any(tag.name == "table" for tag in elements):
        return []
    rows = []
    for tag in (element for element in elements if element.name == "tr"):
        cells = tuple(n for n in tag.contents if isinstance(n, Tag) and n.name in CELLS)
        if cells:
            in_head = tag.parent is not None and tag.parent.name == "thead"
            is_th = sum(has_text(cell) for cell in cells if cell.name == "th") > 1
            is_header = in_head or (is_th and all(cell.name == "th" for cell in cells))
            rows.append(TableRow(tag, cells, is_header))
    if len(rows) > 1 and not rows[0].is_header and _is_bold(rows[0]) > _is_bold(rows[1]):
        rows[0] = replace(rows[0], is_header=True)
    return rows


def label_cells(table: Tag) -> TableLabels:
    """Return the labels of a data table; those of any other table are empty.

    Takes linear time; labels add at most four times the length of the table's text.
    """
    rows = rows_of(table)
    if not rows:
        return TableLabels()
    wrappers = [_wrapper(cell) for row in rows for cell in row.cells]
    is_layout = table.get("role") in ("presentation", "none") or None in wrappers
    labeller = _Labeller(_ROOM + _MAX_GROWTH * sum(map(len, table.strings)))
    if is_layout or not _is_data(rows) or not all(map(labeller.read, count(), rows)):
        return TableLabels()
    labeller.labels.texts |= {id(tag): "" for tag in wrappers if tag and tag.name not in CELLS}
    return labeller.labels


def has_text(tag: Tag) -> bool:
    """Return whether an element holds any text."""
    return any(not text.isspace() for text in tag.strings)


def _is_bold(row: TableRow) -> bool:
    """Return whether a row has at least two cells with text, each entirely bold."""
    texts = [(cell, visible_text(cell)) for cell in row.cells if has_text(cell)]
    bold = [next((tag for tag in tags(cell) if tag.name in _BOLD), None) for cell, _ in texts]
    return len(texts) > 1 and all(
        tag is not None and visible_text(tag) == text
        for tag, (_, text) in zip(bold, texts, strict=True)
    )


def _is_data(rows: Sequence[TableRow]) -> bool:
    """Return whether headers name the columns, or else every row of several cells."""
    body = [row for row in rows if not row.is_header]
    if len(body) < len(rows):
        return bool(body) and all(len(row.cells) > 1 for row in rows if row.is_header)
    several = [row for row in body if len(row.cells) > 1]
    return bool(several) and all(row.cells[0].name == "th" for row in several)


def _wrapper(cell: Tag) -> Tag | None:
    """Return the only paragraph of a cell, else the cell; None if it holds several lines."""
    starts = _first_line(cell)
    if starts is None:
        return cell
    is_all = starts.parent is cell and starts.name in ("p", "div")
    beside = [child for child in cell.children if child is not starts and str(child).strip()]
    return starts if is_all and not beside and _first_line(starts) is None else None


def _first_line(tag: Tag) -> Tag | None:
    """Return the first element below another that starts a line."""
    return next((tag for tag in tags(tag) if tag.name not in INLINE and tag.name != "br"), None)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "")
    return max(1, int(value)) if _SPAN.fullmatch(value) else 1


class _Labeller:
    """Goes down a table with the names of its columns and the cells that span further rows."""

    def __init__(self, room: int) -> None:
        self.labels = TableLabels()
        self._room = room
        self._names = [""] * _MAX_COLUMNS
        self._last_rows = [-1] * _MAX_COLUMNS
        self._was_header = False
        self._row_name = ""
        self._row_name_last = -1

    def read(self, number: int, row: TableRow) -> bool:
        """Read the row with this number; return False if its headers are too long to be labels."""
        places = list(self._places(number, row.cells))
        if row.is_header:
            if not self._was_header:
                self._names = [""] * _MAX_COLUMNS
            self._was_header = True
            self.labels.header_rows.add(id(row.tag))
            return all(
                self._name(column, span, visible_text(cell)) for column, span, cell in places
            )
        self._was_header = False
        if self._room > 0:
            self._label(number, places)
        return True

    def _places(self, number: int, cells: Sequence[Tag]) -> Iterator[tuple[int, int, Tag]]:
        """Yield (column, number of columns, cell); cells that span down keep their columns."""
        column = 0
        for cell in cells:
            while column < _MAX_COLUMNS and self._last_rows[column] >= number:
                column += 1
            span = min(_span(cell, "colspan"), _MAX_COLUMNS - column)
            last = number + _span(cell, "rowspan") - 1
            self._last_rows[column : column + span] = [last] * span
            yield column, span, cell
            column += span

    def _name(self, column: int, span: int, text: str) -> bool:
        text = text.rstrip(" :")
        for at in range(column, column + span):
            both = f"{self._names[at]}, {text}" if self._names[at] and text else text
            if len(both) <= _MAX_LABEL_CHARS and text and text != self._names[at]:
                self._names[at] = both
        return len(text) <= _MAX_LABEL_CHARS

    def _label(self, number: int, places: Sequence[tuple[int, int, Tag]]) -> None:
        """Set the label of each cell of a row; a row of one cell gets none."""
        has_names = any(self._names)
        break_after_name = " — " if has_names else ": "
        between = self._row_name if number <= self._row_name_last else ""
        for column, span, cell in places:
            self.labels.texts[id(cell)] = ""
            if not has_text(cell) or (len(places) == 1 and not between):
                continue
            header = self._header(column, span)
            label = between + (f"{header}: " if header else "")
            self.labels.texts[id(cell)] = label
            self._room -= len(label)
            self._join_lines(cell)
            is_name = cell.name == "th" or (has_names and not column and not header)
            between = break_after_name if is_name else "; "
            if is_name and not has_names and visible_text(cell).endswith((":", "?")):
                between = " "
            if not column and _span(cell, "rowspan") > 1:
                self._keep_row_name(number, cell, label, between)

    def _header(self, column: int, span: int) -> str:
        names = [*dict.fromkeys(filter(None, self._names[column : column + span]))]
        path = " / ".join(names)
        return path if len(path) <= _MAX_LABEL_CHARS else names[0]

    def _keep_row_name(self, number: int, cell: Tag, label: str, between: str) -> None:
        text = visible_text(cell)
        if len(text) <= _MAX_LABEL_CHARS:
            self._row_name = f"{label}{text}{between}"
            self._row_name_last = number + _span(cell, "rowspan") - 1

    def _join_lines(self, cell: Tag) -> None:
        """Turn the line breaks of a cell into commas, so that its row stays one line."""
        text = ""
        breaks: list[int] = []
        for node in cell.descendants:
            if isinstance(node, Tag) and node.name == "br":
                breaks.append(id(node))
                self.labels.texts[id(node)] = " "
            elif not isinstance(node, Tag) and (line := str(node).strip()):
                if breaks and text[-1:].isalnum():
                    self.labels.texts[breaks[0]] = ", "
                text = line
                breaks.clear()
