"""Whose answers would change: the same questions, asked of the published build and of a new one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from faqbot.core.errors import QuestionError
from faqbot.core.records import Answer
from faqbot.core.settings import Settings
from faqbot.extract.sheets.expected_links import read_expected_links
from faqbot.search.builds.folders import published_id
from faqbot.services.answering import Asker, asker_of
from faqbot.services.checking import Report, told
from faqbot.services.publishing import QUESTIONS_FILE

ChangeKind = Literal["lost", "changed", "gained", "confidence"]

_ORDER: tuple[ChangeKind, ...] = ("lost", "changed", "gained", "confidence")
# A smaller step says nothing: rarer words and other passages move confidence a little each time.
_LEAST_STEP = 0.1
_MOST_SITE_QUESTIONS = 300


@dataclass(frozen=True)
class Shown:
    """What a visitor is shown for a question: the answer, or the closest match if it is not sure.

    All is empty where nothing was found.
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
    before: Shown
    after: Shown


@dataclass(frozen=True)
class Preview:
    """What publishing a build would change for visitors, the worst first."""

    build_id: str
    published_id: str
    asked_count: int
    asked_from: str
    changes: tuple[Change, ...]

    def count(self, kind: ChangeKind) -> int:
        """Return how many changes are of this kind."""
        return sum(change.kind == kind for change in self.changes)


def preview(
    settings: Settings, build_id: str, visitors: Sequence[tuple[str, int]], report: Report
) -> Preview:
    """Ask both builds what visitors asked lately (question, count) and the staff's own questions.

    Where there are neither, the site's own questions are asked. Raises BuildError if one of the
    builds cannot be opened, and NoBuildError if none is published.
    """
    current = published_id(settings.index_dir)
    counts = dict(visitors)
    file = settings.home / QUESTIONS_FILE
    own = read_expected_links(str(file), file.read_bytes()) if file.is_file() else []
    for one in own:
        counts.setdefault(one.question, 0)
    asked_from = _origin(len(visitors), len(own))
    with asker_of(settings, current) as old, asker_of(settings, build_id) as new:
        if not counts:
            counts = dict.fromkeys(_site_questions(old), 0)
        changes = [
            change
            for question, count in told(list(counts.items()), report)
            if (change := _compared(old, new, question, count))
        ]
    changes.sort(key=lambda change: (_ORDER.index(change.kind), -change.count))
    return Preview(build_id, current, len(counts), asked_from, tuple(changes))


def _origin(visitor_count: int, own_count: int) -> str:
    parts = [f"{visitor_count} questions of visitors"] * (visitor_count > 0)
    parts += [f"{own_count} of {QUESTIONS_FILE}"] * (own_count > 0)
    return " and ".join(parts) or "the site's own questions"


def _site_questions(asker: Asker) -> Iterable[str]:
    """Return questions of the published build, as suggestions give them for each letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = dict.fromkeys(
        suggestion.text for letter in letters for suggestion in asker.suggest(letter, 50)
    )
    return islice(found, _MOST_SITE_QUESTIONS)


def _compared(old: Asker, new: Asker, question: str, count: int) -> Change | None:
    before, after = _shown(old, question), _shown(new, question)
    is_same = (before.question, before.text, before.link) == (
        after.question,
        after.text,
        after.link,
    )
    kind: ChangeKind
    if before.is_answer and not after.is_answer:
        kind = "lost"
    elif after.is_answer and not before.is_answer:
        kind = "gained"
    elif not is_same:
        kind = "changed"
    elif abs(before.confidence - after.confidence) >= _LEAST_STEP:
        kind = "confidence"
    else:
        return None
    return Change(kind, question, count, before, after)


def _shown(asker: Asker, question: str) -> Shown:
    try:
        answer: Answer = asker.ask(question, limit=1)
    except QuestionError:
        return Shown()
    if not answer.results:
        return Shown()
    result = answer.results[0]
    passage = result.hit.passage
    return Shown(
        answer.direct is not None,
        round(answer.confidence, 3),
        passage.question or " › ".join(passage.heading_path) or result.hit.document.title,
        passage.text,
        result.deep_link or result.hit.document.url,
    )
