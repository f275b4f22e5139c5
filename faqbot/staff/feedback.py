"""Votes of visitors on answers: helpful or not, and a comment."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from faqbot.core.text.unicode import squeeze
from faqbot.staff.masking import mask
from faqbot.staff.store.schema import feedback, iso_time
from faqbot.staff.store.transactions import Store

_MAX_TEXT_CHARS = 1000
_MAX_ID_CHARS = 200


@dataclass(frozen=True)
class Feedback:
    """One vote; `at` is an ISO 8601 time in UTC, "" before it is stored."""

    answer_id: str
    helpful: bool
    question: str = ""
    comment: str = ""
    build_id: str = ""
    at: str = ""


def add_feedback(store: Store, vote: Feedback, now: datetime) -> None:
    """Store a vote; question and comment are masked and cut at 1,000 characters."""
    row = {
        "given_at": iso_time(now),
        "answer_id": squeeze(vote.answer_id[:_MAX_ID_CHARS]),
        "helpful": vote.helpful,
        "question": mask(vote.question, limit=_MAX_TEXT_CHARS),
        "comment": mask(vote.comment, limit=_MAX_TEXT_CHARS),
        "build_id": squeeze(vote.build_id[:_MAX_ID_CHARS]),
    }
    with store.writing() as connection:
        connection.execute(insert(feedback).values(row))


def latest_feedback(store: Store, since: datetime, *, limit: int = 100) -> list[Feedback]:
    """Return the votes, newest first."""
    row = feedback.c
    query = (
        select(row.answer_id, row.helpful, row.question, row.comment, row.build_id, row.given_at)
        .where(row.given_at >= iso_time(since))
        .order_by(row.given_at.desc(), row.id.desc())
        .limit(limit)
    )
    with store.reading() as connection:
        return [Feedback(*values) for values in connection.execute(query)]
