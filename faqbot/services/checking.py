"""The staff's own questions: what a build answers to them, and what it should."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from faqbot.core.errors import QuestionError
from faqbot.core.records import Answer, Progress, ReportProgress, Result
from faqbot.extract.sheets.expected_links import ExpectedLink, read_expected_links
from faqbot.services.answering import AnswerService
from faqbot.services.variants import leads_to

# The expected passage is looked for among this many hits.
_DEPTH = 100

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class CheckedLink:
    """One question of the staff: the first hit, and the rank of the expected one (0: not found)."""

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
        return [check for check in self.checked if check.expected]

    @property
    def unanswerable(self) -> list[CheckedLink]:
        """Return the questions that should get no answer."""
        return [check for check in self.checked if not check.expected]

    @property
    def wrong(self) -> list[CheckedLink]:
        """Return the questions whose link is not first, or that get an answer and should not."""
        return [
            check for check in self.checked if (check.rank != 1 if check.expected else check.found)
        ]

    def right_share(self, depth: int = 1) -> float | None:
        """Return the share of answerable questions whose link is among the first `depth`."""
        right = [0 < check.rank <= depth for check in self.answerable]
        return fmean(right) if right else None


def check_links(service: AnswerService, file: Path, report: ReportProgress) -> LinksReport:
    """Ask the questions of a .csv and rank the expected links.

    Raises ExtractionError if the file cannot be used, BuildError if no build can be opened.
    """
    questions = read_expected_links(str(file), file.read_bytes())
    build_id = service.build().id
    checks = (_check(service, question) for question in with_progress(questions, report))
    return LinksReport(build_id, tuple(checks))


def with_progress(items: Sequence[_Item], report: ReportProgress) -> Iterator[_Item]:
    """Yield the items and report how many are done."""
    for done, item in enumerate(items):
        report(Progress("ask", done, len(items)))
        yield item
    report(Progress("ask", len(items), len(items)))


def _check(service: AnswerService, expected: ExpectedLink) -> CheckedLink:
    try:
        answer = service.ask(expected.question, limit=_DEPTH)
    except QuestionError:
        answer = Answer(expected.question, (), "")
    # Closest matches are no answer: a question that should get none may have them.
    results = answer.results if expected.links or answer.direct else ()
    ranks = (result.hit.rank for result in results if _is_expected(result, expected.links))
    first = results[0] if results else None
    return CheckedLink(
        row=expected.row,
        question=expected.question,
        expected=expected.links,
        found=(first.deep_link or first.hit.document.url) if first else "",
        found_question=first.hit.passage.question if first else "",
        rank=next(ranks, 0),
    )


def _is_expected(result: Result, links: Iterable[str]) -> bool:
    """Return whether one of the links leads to the page of the result, or right to it."""
    return any(leads_to(link, result.hit.document, result.hit.passage) for link in links)
