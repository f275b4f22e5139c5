"""The question log: what was asked, when, what was answered, how sure and by which build.

Nothing tells who asked. Questions are masked before they are written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, get_args

from sqlalchemy import Connection, case, delete, func, insert, select

from faqbot.core.records import Level
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold, words
from faqbot.staff.masking import mask
from faqbot.staff.store.schema import iso_time, log_gaps, questions
from faqbot.staff.store.transactions import Store

_IN_VAIN: tuple[Level, ...] = ("closest", "none")
_LONGEST_QUESTION = 1000
_KEPT_ROWS = 500


@dataclass(frozen=True)
class AskedQuestion:
    """One question and what came of it; `passage_id` and `url` are those of the first result."""

    question: str
    level: Level
    confidence: float = 0.0
    build_id: str = ""
    language: str = ""
    passage_id: str = ""
    url: str = ""


@dataclass(frozen=True)
class QuestionCount:
    """How often a question was asked in some wording, and what came of it the last time."""

    count: int
    last_at: str
    question: str
    level: Level
    confidence: float
    language: str
    passage_id: str
    url: str


@dataclass(frozen=True)
class DayTotal:
    """How many questions of a day (ISO 8601, UTC) were answered, half answered, not answered."""

    day: str
    answer: int
    closest: int
    none: int


@dataclass(frozen=True)
class LogGap:
    """A time in which `lost_count` questions could not be logged, and why."""

    began_at: str
    ended_at: str
    lost_count: int
    reason: str


def add_questions(connection: Connection, asked: Iterable[tuple[datetime, AskedQuestion]]) -> None:
    """Mask these questions and write them with the moments when they were asked."""
    connection.execute(insert(questions), [_row(at, question) for at, question in asked])


def asked_in_vain(store: Store, since: datetime, *, limit: int = 100) -> list[QuestionCount]:
    """Return the questions that got no sure answer, one for each wording, most frequent first."""
    return _counts(store, since, _IN_VAIN, limit)


def distinct_questions(store: Store, since: datetime, *, limit: int = 1000) -> list[QuestionCount]:
    """Return all questions, one for each wording, most frequent first."""
    return _counts(store, since, get_args(Level), limit)


def totals_per_day(store: Store, since: datetime) -> list[DayTotal]:
    """Return the totals of each day with questions, in order."""
    day = func.substr(questions.c.asked_at, 1, 10)
    sums = [func.sum(case((questions.c.level == level, 1), else_=0)) for level in get_args(Level)]
    query = select(day, *sums).where(questions.c.asked_at >= iso_time(since)).group_by(day)
    with store.reading() as connection:
        return [DayTotal(*row) for row in connection.execute(query.order_by(day))]


def log_gaps_since(store: Store, since: datetime) -> list[LogGap]:
    """Return when questions could not be logged, in order."""
    columns = (log_gaps.c.began_at, log_gaps.c.ended_at, log_gaps.c.lost_count, log_gaps.c.reason)
    query = select(*columns).where(log_gaps.c.ended_at >= iso_time(since)).order_by(log_gaps.c.id)
    with store.reading() as connection:
        return [LogGap(*row) for row in connection.execute(query)]


def expire_questions(store: Store, keep_days: int, now: datetime) -> int:
    """Delete what was asked more than `keep_days` days ago; return how many questions that were."""
    eldest = iso_time(now - timedelta(days=keep_days))
    with store.writing() as connection:
        connection.execute(delete(log_gaps).where(log_gaps.c.ended_at < eldest))
        return connection.execute(delete(questions).where(questions.c.asked_at < eldest)).rowcount


def _row(at: datetime, asked: AskedQuestion) -> dict[str, Any]:
    return _texts(asked) | {"asked_at": iso_time(at)}


@lru_cache(_KEPT_ROWS)
def _texts(asked: AskedQuestion) -> dict[str, Any]:
    """Return the columns of a question; many questions are asked again and again."""
    shown = mask(asked.question, limit=_LONGEST_QUESTION)
    wording = " ".join(fold(word.text) for word in words(shown)) or shown
    texts = {name: squeeze(value) for name, value in asdict(asked).items() if name != "confidence"}
    return {
        **texts,
        "confidence": float(asked.confidence),
        "question": shown,
        "wording": fingerprint(wording),
    }


def _counts(
    store: Store, since: datetime, levels: Sequence[Level], limit: int
) -> list[QuestionCount]:
    grouped = (
        select(func.count().label("count"), func.max(questions.c.id).label("last_id"))
        .where(questions.c.asked_at >= iso_time(since), questions.c.level.in_(levels))
        .group_by(questions.c.wording)
        .order_by(func.count().desc(), func.max(questions.c.id).desc())
        .limit(limit)
        .subquery()
    )
    last = questions.c
    query = (
        select(
            *(grouped.c.count, last.asked_at, last.question, last.level, last.confidence),
            *(last.language, last.passage_id, last.url),
        )
        .join(grouped, last.id == grouped.c.last_id)
        .order_by(grouped.c.count.desc(), last.id.desc())
    )
    with store.reading() as connection:
        return [QuestionCount(*row) for row in connection.execute(query)]
