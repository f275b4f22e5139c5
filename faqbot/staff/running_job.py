"""A running job, recorded by its own process: progress, log lines and how it ended.

The work never depends on the database. While it cannot be written, the job goes on; progress and
log lines wait, and the end is recorded if the database can be written by then.
"""

import os
from collections import deque
from collections.abc import Callable
from datetime import datetime
from threading import RLock
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, delete, insert, select, update

from faqbot.core.errors import JobCancelledError, StoreError
from faqbot.core.records import JobState, Progress, StartedBy
from faqbot.core.text.unicode import squeeze
from faqbot.staff.jobs import TakenJob, take_job
from faqbot.staff.store.schema import iso_time, job_lines, jobs, utc_now
from faqbot.staff.store.transactions import Store

_WRITE_EVERY_S = 0.5
# Each try may wait seconds for a lock, and the work waits with it.
_RETRY_AFTER_S = 30.0
_MAX_LINES = 500
_MAX_LINE_CHARS = 500


def start_job(
    store: Store,
    kind: str,
    started_by: StartedBy,
    *,
    job_id: int | None = None,
    now: Callable[[], datetime] = utc_now,
) -> "RunningJob":
    """Start a job in this process, a new one or the waiting one of this id.

    Raises JobRunningError if one runs, JobCancelledError if that one no longer waits. If the
    database cannot be used, the job is not recorded and its `problem` says why.
    """
    try:
        job = take_job(store, kind, started_by, job_id=job_id, now=now())
    except StoreError as error:
        return RunningJob(store, None, now=now, problem=str(error))
    return RunningJob(store, job, now=now)


class RunningJob:
    """A job that this process runs, as a context manager. Safe to share between threads.

    It ends as done; after an exception as failed; after JobCancelledError, Ctrl-C or SystemExit as
    cancelled. `id` is None if it is not recorded; `problem` is why, or the last database error.
    """

    def __init__(
        self,
        store: Store,
        job: TakenJob | None,
        *,
        now: Callable[[], datetime],
        problem: str = "",
    ) -> None:
        self.id = job.id if job else None
        self.problem = problem
        self._process_lock = job.lock if job else None
        self._lock = RLock()
        self._store = store
        self._now = now
        self._next_write = now().timestamp()
        self._phase = ""
        self._phase_began = now()
        self._lines: deque[str] = deque(maxlen=_MAX_LINES)
        self._line_count = 0
        self._progress: dict[str, Any] = {}
        self._is_cancelled = False
        self._has_ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._has_ended:
            return
        if error is None:
            self.finish()
        elif isinstance(error, JobCancelledError | KeyboardInterrupt | SystemExit):
            self._end("cancelled", error=str(error) or "stopped by a signal")
        else:
            self.fail(str(error) or type(error).__name__)

    def report(self, progress: Progress) -> None:
        """Record progress; a new phase is written at once, the rest at most twice a second."""
        with self._lock:
            if progress.phase != self._phase:
                self._phase = progress.phase
                self._phase_began = self._now()
                self._next_write = min(self._next_write, self._now().timestamp())
            self._progress = self._values(progress)
            self._write_if_due()

    def is_cancelled(self) -> bool:
        """Return whether staff cancelled it; asks the database at most twice a second."""
        with self._lock:
            self._write_if_due()
            return self._is_cancelled

    def log(self, line: str) -> None:
        """Add a line to its log, of which the last 500 lines are kept."""
        with self._lock:
            self._lines.append(squeeze(line[:_MAX_LINE_CHARS]))
            self._write_if_due()

    def finish(self, build_id: str = "") -> None:
        """Record that it is done, and its build."""
        self._end("done", build_id=build_id)

    def fail(self, error: str, build_id: str = "") -> None:
        """Record that it failed, why, and the build it made nevertheless."""
        self._end("failed", error=error, build_id=build_id)

    def _end(self, state: JobState, **values: str) -> None:
        texts = {name: squeeze(value)[:_MAX_LINE_CHARS] for name, value in values.items()}
        with self._lock:
            self._write({"state": state, "finished_at": iso_time(self._now()), **texts})
            self._has_ended = True
            # Last, because a running job without its lock counts as dead.
            if self._process_lock is not None:
                os.close(self._process_lock)
                self._process_lock = None

    def _values(self, progress: Progress) -> dict[str, Any]:
        elapsed_s = (self._now() - self._phase_began).total_seconds()
        rate = progress.done / elapsed_s if elapsed_s > 0 else 0.0
        left = max(0, progress.total - progress.done)
        return {
            "phase": progress.phase,
            "done": progress.done,
            "total": progress.total,
            "rate": round(rate, 3),
            "estimate_s": round(left / rate, 1) if rate else 0.0,
            "note": squeeze(progress.note)[:_MAX_LINE_CHARS],
        }

    def _write_if_due(self) -> None:
        wait_s = self._next_write - self._now().timestamp()
        # A longer wait than any we set means that the clock was set back.
        if not 0 < wait_s <= _RETRY_AFTER_S:
            self._write({})

    def _write(self, values: dict[str, Any]) -> None:
        if self.id is None or self._has_ended:
            return
        this = jobs.c.id == self.id
        try:
            with self._store.writing() as connection:
                changes = {"updated_at": iso_time(self._now()), **self._progress, **values}
                if connection.execute(update(jobs).where(this).values(changes)).rowcount == 0:
                    self.id = None
                    self.problem = f"{self._store.name}: the record of this job has been deleted"
                    return
                self._write_lines(connection)
                is_cancelled = connection.scalar(select(jobs.c.cancel_requested).where(this))
        except StoreError as error:
            self.problem = str(error)
            self._next_write = self._now().timestamp() + _RETRY_AFTER_S
            return
        self._is_cancelled = bool(is_cancelled)
        self._line_count += len(self._lines)
        self._lines.clear()
        self._next_write = self._now().timestamp() + _WRITE_EVERY_S

    def _write_lines(self, connection: Connection) -> None:
        if not self._lines:
            return
        rows = [
            {"job_id": self.id, "number": number, "line": line}
            for number, line in enumerate(self._lines, start=self._line_count)
        ]
        connection.execute(insert(job_lines), rows)
        first = self._line_count + len(rows) - _MAX_LINES
        this = job_lines.c.job_id == self.id
        connection.execute(delete(job_lines).where(this, job_lines.c.number < first))
