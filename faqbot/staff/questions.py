"""The question log: each question with its time, answer, confidence and build, not who asked.

Questions are masked before they are written.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from faqbot.core.records import Level
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold, words
from faqbot.staff.masking import mask
from faqbot.staff.store.schema import iso_time, log_gaps, questions
from faqbot.staff.store.transactions import Store

_MAX_QUESTION_CHARS = 1000
_CACHE_SIZE = 500


@dataclass(frozen=True)
class LoggedQuestion:
    """A question and its outcome; `passage_id` and `url` are those of the first result."""

    question: str
    level: Level
    confidence: float = 0.0
    build_id: str = ""
    language: str = ""
    passage_id: str = ""
    url: str = ""


@dataclass(frozen=True)
class QuestionCount:
    """How often a question was asked, in its latest wording, and when that was."""

    question: str
    count: int
    last_at: str


@dataclass(frozen=True)
class LogGap:
    """A period in which `lost_count` questions could not be logged, and why."""

    began_at: str
    ended_at: str
    lost_count: int
    reason: str


def add_questions(
    connection: Connection, entries: Iterable[tuple[datetime, LoggedQuestion]]
) -> None:
    """Mask these questions and write them with the times at which they were asked."""
    rows = [_columns(question) | {"asked_at": iso_time(time)} for time, question in entries]
    connection.execute(insert(questions), rows)


def distinct_questions(store: Store, since: datetime, *, limit: int = 1000) -> list[QuestionCount]:
    """Return the questions, one for each wording, most frequent first."""
    grouped = (
        # Ids grow with time, so the largest belongs to the latest wording.
        select(func.count().label("count"), func.max(questions.c.id).label("last_id"))
        .where(questions.c.asked_at >= iso_time(since))
        .group_by(questions.c.wording)
        .order_by(func.count().desc(), func.max(questions.c.id).desc())
        .limit(limit)
        .subquery()
    )
    last = questions.c
    query = (
        select(last.question, grouped.c.count, last.asked_at)
        .join(grouped, last.id == grouped.c.last_id)
        .order_by(grouped.c.count.desc(), last.id.desc())
    )
    with store.reading() as connection:
        return [QuestionCount(*row) for row in connection.execute(query)]


def log_gaps_since(store: Store, since: datetime) -> list[LogGap]:
    """Return the periods in which questions could not be logged, in order."""
    columns = (log_gaps.c.began_at, log_gaps.c.ended_at, log_gaps.c.lost_count, log_gaps.c.reason)
    query = select(*columns).where(log_gaps.c.ended_at >= iso_time(since)).order_by(log_gaps.c.id)
    with store.reading() as connection:
        return [LogGap(*row) for row in connection.execute(query)]


def expire_questions(store: Store, keep_days: int, now: datetime) -> int:
    """Delete questions older than `keep_days` days; return how many there were."""
    oldest = iso_time(now - timedelta(days=keep_days))
    with store.writing() as connection:
        connection.execute(delete(log_gaps).where(log_gaps.c.ended_at < oldest))
        return connection.execute(delete(questions).where(questions.c.asked_at < oldest)).rowcount


@lru_cache(_CACHE_SIZE)
def _columns(entry: LoggedQuestion) -> dict[str, Any]:
    """Return the columns of a question; cached, because visitors repeat each other's questions."""
    question = mask(entry.question, limit=_MAX_QUESTION_CHARS)
    # A question of signs only ("???") has no words; it stands for itself.
    wording = " ".join(fold(word.text) for word in words(question)) or question
    columns = asdict(entry) | {"question": question, "wording": fingerprint(wording)}
    return {
        key: squeeze(value) if isinstance(value, str) else value for key, value in columns.items()
    }
