"""Questions in a column of a table, with the answers in the next."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from bs4 import Tag

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold
from faqbot.extract.html.tables import Row, has_text, rows_of

_LONGEST_NAME = 20
_FEWEST = 2
_SHARE = 0.6


def question_cells(root: Tag, asks: Callable[[Tag], bool]) -> Iterator[Tag]:
    """Yield the cells that hold a question beside its answer.

    All cells under "Question" do if "Answer" stands beside it; else those of a column in which
    most ask. `asks` says whether a cell's text is a question.
    """
    for table in root.find_all("table"):
        rows = rows_of(table)
        body = [row for row in rows if len(row.cells) > 1 and not row.is_header]
        named = _named_column(rows)
        if named is not None:
            at, top = named
            yield from (row.cells[at] for row in body if row is not top and _is_answered(row, at))
        elif body:
            yield from _asking_column(body, asks)


def _named_column(rows: Sequence[Row]) -> tuple[int, Row] | None:
    """Return which column is called "Question", and the row that says so."""
    questions, answers = map(_column_names, ("question_column_names", "answer_column_names"))
    for row in rows[:1]:
        names = [_name(cell) for cell in row.cells]
        for at, (name, beside) in enumerate(pairwise(names)):
            if name in questions and beside in answers:
                return at, row
    return None


@cache
def _column_names(field: str) -> frozenset[str]:
    return frozenset(map(fold, LANGUAGES.union(field)))


def _name(cell: Tag) -> str:
    text = cell.get_text(" ")
    return fold(squeeze(text)).rstrip(" :") if len(text.strip()) <= _LONGEST_NAME else ""


def _asking_column(rows: Sequence[Row], asks: Callable[[Tag], bool]) -> Iterator[Tag]:
    """Yield the asking cells of the first or second column, whichever mostly asks."""
    for at in (0, 1):
        answered = [row.cells[at] for row in rows if _is_answered(row, at)]
        asking = [cell for cell in answered if asks(cell)]
        if len(asking) >= max(_FEWEST, _SHARE * len(answered)):
            yield from asking
            return


def _is_answered(row: Row, at: int) -> bool:
    return len(row.cells) > at + 1 and has_text(row.cells[at]) and has_text(row.cells[at + 1])
