"""Questions that staff answer twice, and differently, in one imported file or in two."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold
from faqbot.extract.faq.wording import MARKS
from faqbot.extract.sheets.reader import ImportedRow

_MAX_QUESTION_CHARS = 80


class Conflict(NamedTuple):
    """A row whose question has another answer elsewhere; `reason` says where."""

    file: str
    place: str
    reason: str


def conflicting_answers(tables: Iterable[tuple[str, Sequence[ImportedRow]]]) -> Iterator[Conflict]:
    """Yield each row that answers a question in another way than the first with this question.

    `tables` holds names of files and their rows. Case, spaces and final marks make no difference;
    rows with other titles or links are about other things.
    """
    first_rows: dict[tuple[str, ...], tuple[str, ImportedRow]] = {}
    for file, rows in tables:
        for row in (row for row in rows if row.answer):
            first_file, first = first_rows.setdefault(_key(row), (file, row))
            if _plain(first.answer) != _plain(row.answer):
                other = first.place if first_file == file else f"{first_file}, {first.place}"
                question = (row.question or row.title)[:_MAX_QUESTION_CHARS]
                reason = f"“{question}” has another answer in {other}; correct or delete one"
                yield Conflict(file, row.place, reason)


def _key(row: ImportedRow) -> tuple[str, ...]:
    return _plain(row.question), _plain(row.title), row.url


def _plain(text: str) -> str:
    return fold(squeeze(text)).rstrip(" .!¡" + "".join(MARKS))
