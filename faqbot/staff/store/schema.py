"""The tables of the staff database, as the newest migration leaves them.

Times are ISO 8601 text in UTC, all of one length, so that they sort by time.
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


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _texts(*names: str, default: str | None = None) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, default=default) for name in names]


# `wording` is the same for questions that differ only in case, accents and punctuation.
questions = Table(
    "questions",
    metadata,
    _id(),
    *_texts("asked_at", "question", "wording", "level"),
    Column("confidence", Float, nullable=False),
    *_texts("build_id", "language", "passage_id", "url"),
    Index("questions_by_time", "asked_at"),
)

log_gaps = Table(
    "log_gaps",
    metadata,
    _id(),
    *_texts("began_at", "ended_at", "reason"),
    Column("lost_count", Integer, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    _id(),
    *_texts("given_at", "answer_id", "question", "comment", "build_id"),
    Column("helpful", Boolean, nullable=False),
    Index("feedback_by_time", "given_at"),
)

# `process` is always empty: only version 0.1.0 used it, to see whether a job's process still ran.
jobs = Table(
    "jobs",
    metadata,
    _id(),
    *_texts("kind", "started_by", "state", "started_at", "updated_at"),
    *_texts("finished_at", "phase", "note", "error", "build_id", "process", default=""),
    *(Column(name, Integer, nullable=False, default=0) for name in ("done", "total", "pid")),
    *(Column(name, Float, nullable=False, default=0.0) for name in ("rate", "estimate_s")),
    Column("cancel_requested", Boolean, nullable=False, default=False),
    # At most one job of each kind is active; `staff.jobs` sees to it that there is one in all.
    Index("one_active_job", "kind", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
)

job_lines = Table(
    "job_lines",
    metadata,
    Column("job_id", Integer, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *_texts("line"),
)

# One row, rewritten to check that the database can be written.
checks = Table("checks", metadata, Column("checked_at", Text, primary_key=True))


def iso_time(moment: datetime) -> str:
    """Return a time as the tables hold it: ISO 8601 in UTC, to the second.

    >>> from datetime import timedelta, timezone
    >>> iso_time(datetime(2026, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1))))
    '2026-03-04T08:30:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def utc_now() -> datetime:
    """Return the current time."""
    return datetime.now(UTC)
