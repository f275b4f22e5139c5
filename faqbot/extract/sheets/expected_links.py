"""The staff's own test: questions, and the links where they should lead."""

from collections.abc import Sequence
from typing import NamedTuple

from faqbot.core.errors import ExtractionError
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import words
from faqbot.extract.sheets.columns import Line, csv_lines, header_fields
from faqbot.extract.sheets.reader import LINK, decoded

_MAX_ROWS = 100_000
_SAMPLE = 1000


class ExpectedLink(NamedTuple):
    """One question; any of `links` (with or without anchor) is right, and none means no answer."""

    row: int
    question: str
    links: tuple[str, ...]


def read_expected_links(name: str, body: bytes) -> list[ExpectedLink]:
    """Return the questions of a .csv with a column of questions and one of links.

    The columns are known by their names or, without a header, by the links in one of them. Links
    start with https://, http:// or /; several are separated by spaces. Raises ExtractionError,
    naming the row, if there is something else in the column or no such column.
    """
    lines = csv_lines(decoded(body), _MAX_ROWS)
    if not lines:
        raise ExtractionError(
            f"{name}: holds no question; its columns are question and expected_url"
        )
    first, question_place, link_place = _columns(name, lines)
    found = []
    for number, cells in lines[first:]:
        asked, links = (_cell(cells, place) for place in (question_place, link_place))
        if not asked:
            raise ExtractionError(f"{name}: row {number}: the question is empty")
        if wrong := next((link for link in links.split() if not LINK.fullmatch(link)), None):
            raise ExtractionError(
                f"{name}: row {number}: “{wrong[:60]}” is no link; give https://… or /path, or "
                "leave it empty where no answer is right"
            )
        found.append(ExpectedLink(number, asked, tuple(links.split())))
    if not found:
        raise ExtractionError(f"{name}: holds no question below its header")
    return found


def _columns(name: str, lines: Sequence[Line]) -> tuple[int, int, int]:
    """Return the first line below the header, and the places of questions and links."""
    header = lines[0][1]
    links = [place for place, cell in enumerate(header) if LINK.fullmatch(cell.strip())]
    first = 0 if links else 1
    named = links or _named(header, "url") or _with_links(lines[1:_SAMPLE])
    others = [place for place in range(len(header)) if place not in named[:1]]
    asked = [place for place in _named(header, "question") if place in others] if first else []
    if not named or not others:
        found = ", ".join(f"“{squeeze(cell[:60])}”" for cell in header[:10])
        raise ExtractionError(
            f"{name}: has no columns of questions and of links; call them question and "
            f"expected_url (found: {found})"
        )
    return first, (asked or others)[0], named[0]


def _named(header: Sequence[str], field: str) -> list[int]:
    """Return the places of the cells one of whose words names the field: “Expected URL”."""
    return [
        place
        for place, cell in enumerate(header)
        if any(named == field for named, _ in header_fields([w.text for w in words(cell[:60])]))
    ]


def _with_links(lines: Sequence[Line]) -> list[int]:
    filled = [place for _, cells in lines for place, cell in enumerate(cells) if _is_link(cell)]
    return sorted(set(filled), key=filled.count, reverse=True)


def _is_link(cell: str) -> bool:
    return bool(LINK.match(cell.strip()))


def _cell(cells: Sequence[str], place: int) -> str:
    return squeeze(cells[place]) if place < len(cells) else ""
