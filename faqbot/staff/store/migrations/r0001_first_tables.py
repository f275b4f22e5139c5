"""The question log, feedback and jobs."""

import sqlalchemy as sa
from alembic.operations import Operations

revision = "r0001"
down_revision = None


def upgrade(op: Operations) -> None:
    """Make the first tables."""
    _make_question_log(op)
    _make_feedback(op)
    _make_jobs(op)
    op.create_table("checks", sa.Column("checked_at", sa.Text, primary_key=True))


def _make_question_log(op: Operations) -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("build_id", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("passage_id", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
    )
    op.create_index("questions_by_time", "questions", ["asked_at"])
    op.create_table(
        "log_gaps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("began_at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text, nullable=False),
        sa.Column("lost_count", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def _make_feedback(op: Operations) -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("given_at", sa.Text, nullable=False),
        sa.Column("answer_id", sa.Text, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("build_id", sa.Text, nullable=False),
    )
    op.create_index("feedback_by_time", "feedback", ["given_at"])


def _make_jobs(op: Operations) -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("started_by", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("started_at", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Text, nullable=False),
        sa.Column("finished_at", sa.Text, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("rate", sa.Float, nullable=False),
        sa.Column("estimate_s", sa.Float, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("build_id", sa.Text, nullable=False),
        sa.Column("cancel_requested", sa.Boolean, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("process", sa.Text, nullable=False),
    )
    active = sa.text("state IN ('waiting', 'running')")
    op.create_index(
        "one_active_job",
        "jobs",
        ["kind"],
        unique=True,
        sqlite_where=active,
        postgresql_where=active,
    )
    op.create_table(
        "job_lines",
        sa.Column(
            "job_id",
            sa.Integer,
            sa.ForeignKey("jobs.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("line", sa.Text, nullable=False),
    )
