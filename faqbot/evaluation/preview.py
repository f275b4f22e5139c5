"""Which answers a build would change, by asking it and the live build the same questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from string import ascii_lowercase
from typing import Literal, get_args

from faqbot.core.errors import QuestionError
from faqbot.core.records import ReportProgress
from faqbot.core.settings import Settings
from faqbot.extract.sheets.expected_links import read_expected_links
from faqbot.search.builds.folders import published_id
from faqbot.services.answering import AnswerService, answers_from
from faqbot.services.checking import with_progress
from faqbot.services.publishing import QUESTIONS_FILE

# The worst comes first.
ChangeKind = Literal["lost", "changed", "gained", "confidence"]
# Smaller steps are noise: any change of the pages moves the rarity of words a little.
_MIN_STEP = 0.1
_MAX_SITE_QUESTIONS = 300


@dataclass(frozen=True)
class AnswerSummary:
    """What a visitor sees for a question: the direct answer, or else the closest match.

    All fields are empty where nothing was found.
    """

    is_answer: bool = False
    confidence: float = 0.0
    question: str = ""
    text: str = ""
    link: str = ""


@dataclass(frozen=True)
class Change:
    """One question whose answer would change; `count` says how often it was asked lately."""

    kind: ChangeKind
    question: str
    count: int
    before: AnswerSummary
    after: AnswerSummary


@dataclass(frozen=True)
class Preview:
    """What publishing a build would change for visitors, the worst first."""

    build_id: str
    published_id: str
    asked_count: int
    asked_from: str
    changes: tuple[Change, ...]


def preview(
    settings: Settings, build_id: str, visitors: Sequence[tuple[str, int]], report: ReportProgress
) -> Preview:
    """Ask both builds the questions of visitors (question, count) and of the staff.

    Without any, the site's own questions are asked. Raises BuildError if one of the builds cannot
    be opened, and NoBuildError if none is published.
    """
    live_id = published_id(settings.index_dir)
    counts = dict(visitors)
    file = settings.home / QUESTIONS_FILE
    staff = read_expected_links(str(file), file.read_bytes()) if file.is_file() else []
    for expected in staff:
        # A question that visitors asked too keeps its count.
        counts.setdefault(expected.question, 0)
    origin = _origin(len(visitors), len(staff))
    with answers_from(settings, live_id) as old, answers_from(settings, build_id) as new:
        if not counts:
            counts = dict.fromkeys(_site_questions(old), 0)
        changes = [
            change
            for question, count in with_progress(list(counts.items()), report)
            if (change := _compare(old, new, question, count))
        ]
    changes.sort(key=lambda change: (get_args(ChangeKind).index(change.kind), -change.count))
    return Preview(build_id, live_id, len(counts), origin, tuple(changes))


def _origin(visitor_count: int, staff_count: int) -> str:
    parts = [f"{visitor_count} questions of visitors"] * (visitor_count > 0)
    parts += [f"{staff_count} of {QUESTIONS_FILE}"] * (staff_count > 0)
    return " and ".join(parts) or "the site's own questions"


def _site_questions(service: AnswerService) -> Iterable[str]:
    """Return questions of the live build: the suggestions for each letter."""
    suggestions = (one for letter in ascii_lowercase for one in service.suggest(letter, 50))
    return islice(dict.fromkeys(one.text for one in suggestions), _MAX_SITE_QUESTIONS)


def _compare(old: AnswerService, new: AnswerService, question: str, count: int) -> Change | None:
    before, after = _summarise(old, question), _summarise(new, question)
    kind: ChangeKind
    if before.is_answer and not after.is_answer:
        kind = "lost"
    elif after.is_answer and not before.is_answer:
        kind = "gained"
    elif replace(before, confidence=after.confidence) != after:
        kind = "changed"
    elif abs(before.confidence - after.confidence) >= _MIN_STEP:
        kind = "confidence"
    else:
        return None
    return Change(kind, question, count, before, after)


def _summarise(service: AnswerService, question: str) -> AnswerSummary:
    try:
        answer = service.ask(question, limit=1)
    except QuestionError:
        return AnswerSummary()
    if not answer.results:
        return AnswerSummary()
    result = answer.results[0]
    passage, document = result.hit.passage, result.hit.document
    return AnswerSummary(
        answer.direct is not None,
        round(answer.confidence, 3),
        passage.question or " › ".join(passage.heading_path) or document.title,
        passage.text,
        result.deep_link or document.url,
    )
