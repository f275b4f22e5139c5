"""The tables of the staff database, as the newest migration leaves them.

Times are ISO 8601 text in UTC of one length, so that they sort as they follow each other.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

ACTIVE_STATES = ("waiting", "running")
_ACTIVE = text("state IN ('waiting', 'running')")

metadata = MetaData()

# `wording` is the same for questions that differ in case, accents and punctuation only.
questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asked_at", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("build_id", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("passage_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Index("questions_by_time", "asked_at"),
)

log_gaps = Table(
    "log_gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("began_at", Text, nullable=False),
    Column("ended_at", Text, nullable=False),
    Column("lost_count", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("given_at", Text, nullable=False),
    Column("answer_id", Text, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("question", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("build_id", Text, nullable=False),
    Index("feedback_by_time", "given_at"),
)

# `process` is always empty; version 0.1.0 told by it whether the process of a job still ran.
jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("started_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("finished_at", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("rate", Float, nullable=False),
    Column("estimate_s", Float, nullable=False),
    Column("note", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("build_id", Text, nullable=False),
    Column("cancel_requested", Boolean, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("process", Text, nullable=False),
    Index("one_active_job", "kind", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
)

job_lines = Table(
    "job_lines",
    metadata,
    Column("job_id", Integer, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", Text, nullable=False),
)

# One row, rewritten to find out whether the database can be written.
checks = Table("checks", metadata, Column("checked_at", Text, primary_key=True))


def iso_time(moment: datetime) -> str:
    """Return a moment as the tables hold it: ISO 8601 in UTC, to the second.

    >>> from datetime import timedelta, timezone
    >>> iso_time(datetime(2026, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1))))
    '2026-03-04T08:30:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)
