"""The staff's own questions: what a build answers to them, and what it should."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from faqbot.core.errors import QuestionError
from faqbot.core.records import Answer, Progress, Result
from faqbot.extract.sheets.expected_links import ExpectedLink, read_expected_links
from faqbot.services.answering import Asker
from faqbot.services.variants import leads_to

# How deep the expected passage is looked for.
_DEPTH = 100

Report = Callable[[Progress], None]
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class CheckedLink:
    """One question of the staff: what came first, and the rank of what should (0: not found)."""

    row: int
    question: str
    expected: tuple[str, ...]
    found: str
    found_question: str
    rank: int


@dataclass(frozen=True)
class LinksReport:
    """What the published build answers to the staff's questions, in the order of their file."""

    build_id: str
    checked: tuple[CheckedLink, ...]

    @property
    def answerable(self) -> list[CheckedLink]:
        """Return the questions that have an expected link."""
        return [one for one in self.checked if one.expected]

    @property
    def unanswerable(self) -> list[CheckedLink]:
        """Return the questions that should not be answered."""
        return [one for one in self.checked if not one.expected]

    @property
    def wrong(self) -> list[CheckedLink]:
        """Return the questions that are not right first, or are answered and should not be."""
        return [one for one in self.checked if (one.rank != 1 if one.expected else one.found)]

    def right_share(self, depth: int = 1) -> float | None:
        """Return the share of answerable questions whose link is among the first `depth`."""
        right = [0 < one.rank <= depth for one in self.answerable]
        return fmean(right) if right else None


def check_links(asker: Asker, file: Path, report: Report) -> LinksReport:
    """Ask the questions of a .csv and look where the expected links come.

    Raises ExtractionError if the file cannot be used, BuildError if no build can be opened.
    """
    expected = read_expected_links(str(file), file.read_bytes())
    build_id = asker.build().id
    return LinksReport(build_id, tuple(_checked(asker, one) for one in told(expected, report)))


def told(items: Sequence[_Item], report: Report) -> Iterator[_Item]:
    """Yield the items and tell how many are done."""
    for done, item in enumerate(items):
        report(Progress("ask", done, len(items)))
        yield item
    report(Progress("ask", len(items), len(items)))


def _checked(asker: Asker, expected: ExpectedLink) -> CheckedLink:
    try:
        answer = asker.ask(expected.question, limit=_DEPTH)
    except QuestionError:
        answer = Answer(expected.question, (), "")
    results = answer.results if expected.links or answer.direct else ()
    rank = next((one.hit.rank for one in results if _is_expected(one, expected.links)), 0)
    first = results[0] if results else None
    return CheckedLink(
        row=expected.row,
        question=expected.question,
        expected=expected.links,
        found=(first.deep_link or first.hit.document.url) if first else "",
        found_question=first.hit.passage.question if first else "",
        rank=rank,
    )


def _is_expected(result: Result, links: Iterable[str]) -> bool:
    """Return whether one of the links leads to the result: to its page, or to its very passage."""
    return any(leads_to(link, result.hit.document, result.hit.passage) for link in links)
