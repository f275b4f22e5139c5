"""What visitors say of answers: helpful or not, and a comment."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, insert, select

from faqbot.core.text.unicode import squeeze
from faqbot.staff.masking import mask
from faqbot.staff.store.schema import feedback, iso_time
from faqbot.staff.store.transactions import Store

_LONGEST_TEXT = 1000
_LONGEST_ID = 200


@dataclass(frozen=True)
class Feedback:
    """One vote; `at` is an ISO 8601 time in UTC, "" before it is stored."""

    answer_id: str
    helpful: bool
    question: str = ""
    comment: str = ""
    build_id: str = ""
    at: str = ""


@dataclass(frozen=True)
class VoteTotals:
    """How many votes there are of each kind."""

    helpful: int
    unhelpful: int


def add_feedback(store: Store, given: Feedback, now: datetime) -> None:
    """Store a vote; question and comment are masked and cut at 1,000 characters."""
    row = {
        "given_at": iso_time(now),
        "answer_id": squeeze(given.answer_id[:_LONGEST_ID]),
        "helpful": given.helpful,
        "question": mask(given.question, limit=_LONGEST_TEXT),
        "comment": mask(given.comment, limit=_LONGEST_TEXT),
        "build_id": squeeze(given.build_id[:_LONGEST_ID]),
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
        return [Feedback(*found) for found in connection.execute(query)]


def vote_totals(store: Store, since: datetime) -> VoteTotals:
    """Return how many found an answer helpful and how many did not."""
    helpful = func.coalesce(func.sum(case((feedback.c.helpful, 1), else_=0)), 0)
    query = select(helpful, func.count() - helpful).where(feedback.c.given_at >= iso_time(since))
    with store.reading() as connection:
        return VoteTotals(*connection.execute(query).one())
