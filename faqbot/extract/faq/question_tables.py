"""Questions in one column of a table, with their answers in the next."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from bs4 import Tag

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold
from faqbot.extract.html.tables import TableRow, has_text, rows_of

_MAX_NAME_CHARS = 20
_MIN_QUESTIONS = 2
_MIN_SHARE = 0.6


def question_cells(root: Tag, asks: Callable[[Tag], bool]) -> Iterator[Tag]:
    """Yield the cells that hold a question with its answer in the next cell.

    These are all cells under "Question" if the next header is "Answer", else the asking cells of a
    column in which most cells ask. `asks` says whether the text of a cell is a question.
    """
    for table in root.find_all("table"):
        rows = rows_of(table)
        body = [row for row in rows if len(row.cells) > 1 and not row.is_header]
        at = _named_column(rows[0]) if rows else None
        if at is not None:
            below = (row for row in body if row is not rows[0])
            yield from (row.cells[at] for row in below if _is_answered(row, at))
        elif body:
            yield from _asking_column(body, asks)


def _named_column(header: TableRow) -> int | None:
    """Return the index of the column called "Question" if the next is called "Answer"."""
    questions, answers = map(_column_names, ("question", "answer"))
    names = pairwise(map(_name, header.cells))
    return next((at for at, (a, b) in enumerate(names) if a in questions and b in answers), None)


@cache
def _column_names(held: str) -> frozenset[str]:
    return frozenset(map(fold, LANGUAGES.union("column_names", held)))


def _name(cell: Tag) -> str:
    text = cell.get_text(" ").strip()
    return fold(squeeze(text)).rstrip(" .:") if len(text) <= _MAX_NAME_CHARS else ""


def _asking_column(rows: Sequence[TableRow], asks: Callable[[Tag], bool]) -> Iterator[Tag]:
    """Yield the asking cells of the first column, else the second, in which most cells ask."""
    for at in (0, 1):
        answered = [row.cells[at] for row in rows if _is_answered(row, at)]
        asking = [cell for cell in answered if asks(cell)]
        if len(asking) >= max(_MIN_QUESTIONS, _MIN_SHARE * len(answered)):
            yield from asking
            return


def _is_answered(row: TableRow, at: int) -> bool:
    return len(row.cells) > at + 1 and has_text(row.cells[at]) and has_text(row.cells[at + 1])
