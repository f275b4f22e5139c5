"""The staff's own test questions, with the links where each should lead."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from faqbot.core.errors import ExtractionError
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import words
from faqbot.extract.sheets.columns import Line, csv_lines, header_fields, quoted_cells
from faqbot.extract.sheets.encoding import decode_file
from faqbot.extract.sheets.reader import LINK

_MAX_ROWS = 100_000
_SAMPLE = 1000


class ExpectedLink(NamedTuple):
    """One question; any of `links` (anchors optional) is right; no link means no answer is."""

    row: int
    question: str
    links: tuple[str, ...]


def read_expected_links(name: str, body: bytes) -> list[ExpectedLink]:
    """Return the questions of a .csv file with a column of questions and one of links.

    The columns are recognised by name or, without a header, by the links in one of them. Links
    start with https://, http:// or /; spaces separate several. Raises ExtractionError, naming the
    row, if a cell holds anything else, or if there is no such column.
    """
    lines = csv_lines(decode_file(body).text, _MAX_ROWS)
    if not lines:
        raise ExtractionError(
            f"{name}: holds no question; it needs the columns question and expected_url"
        )
    first, question_place, link_place = _columns(name, lines)
    expected = []
    for number, cells in lines[first:]:
        question, links = (_cell(cells, place) for place in (question_place, link_place))
        if not question:
            raise ExtractionError(f"{name}: row {number}: the question is empty")
        if wrong := next((link for link in links.split() if not LINK.fullmatch(link)), None):
            raise ExtractionError(
                f"{name}: row {number}: “{wrong[:60]}” is not a link; enter https://… or /path, or "
                "leave it empty where no answer is right"
            )
        expected.append(ExpectedLink(number, question, tuple(links.split())))
    if not expected:
        raise ExtractionError(f"{name}: holds no question below its header")
    return expected


def _columns(name: str, lines: Sequence[Line]) -> tuple[int, int, int]:
    """Return the index of the first line below the header, the question and the link column."""
    header = lines[0][1]
    links = [place for place, cell in enumerate(header) if LINK.fullmatch(cell.strip())]
    first = 0 if links else 1
    named = links or _named(header, "url") or _with_links(lines[1:_SAMPLE])
    others = [place for place in range(len(header)) if place not in named[:1]]
    questions = [place for place in _named(header, "question") if place in others] if first else []
    if not named or not others:
        raise ExtractionError(
            f"{name}: has no columns of questions and of links; call them question and "
            f"expected_url (found: {quoted_cells(header)})"
        )
    return first, (questions or others)[0], named[0]


def _named(header: Sequence[str], field: str) -> list[int]:
    """Return the columns with a word in their header that names the field: “Expected URL”."""
    return [
        place
        for place, cell in enumerate(header)
        if any(named == field for named, _ in header_fields([w.text for w in words(cell[:60])]))
    ]


def _with_links(lines: Sequence[Line]) -> list[int]:
    """Return the columns that start with a link in any line, those with most links first."""
    counts = Counter(
        place for _, cells in lines for place, cell in enumerate(cells) if LINK.match(cell.strip())
    )
    return sorted(sorted(counts), key=counts.__getitem__, reverse=True)


def _cell(cells: Sequence[str], place: int) -> str:
    return squeeze(cells[place]) if place < len(cells) else ""
