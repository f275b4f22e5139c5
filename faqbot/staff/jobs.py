"""Jobs such as a reindex: one at a time, whoever started it, and their history.

The process of a running job holds a lock, which the kernel drops when the process ends: a job
without its lock has died. This is checked whenever jobs are read, and recorded before the next one
starts. Where the lock cannot be seen (the job runs on another machine with its own home folder, or
was started by version 0.1.0), a job counts as dead after 15 minutes without an update.
"""

import os
from dataclasses import fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from faqbot.core.errors import JobCancelledError, JobRunningError, NotFoundError
from faqbot.core.files import hold_lock, is_locked
from faqbot.core.records import Job, JobState, StartedBy
from faqbot.staff.store.schema import ACTIVE_STATES, iso_time, job_lines, jobs, utc_now
from faqbot.staff.store.transactions import Store

_MAX_JOBS = 500
_MAX_SILENCE = timedelta(minutes=15)
# From the record of a job to the start of the process that runs it.
_MAX_START_TIME = timedelta(minutes=2)
_LOCKS = "job-*.lock"
_DIED = "its process ended unexpectedly; look for the reason in the system's log"
_NEVER_STARTED = "its process never started"
_COLUMNS = [jobs.c[field.name] for field in fields(Job)]


class TakenJob(NamedTuple):
    """A job that this process runs, and the descriptor of its lock, if it could be locked."""

    id: int
    lock: int | None


def queue_job(
    store: Store, kind: str, started_by: StartedBy, *, now: datetime | None = None
) -> int:
    """Record a job that another process is about to start; return its id for `start_job`.

    Raises JobRunningError, StoreError.
    """
    return _insert(store, kind, started_by, "waiting", now=now or utc_now()).id


def take_job(
    store: Store,
    kind: str,
    started_by: StartedBy,
    *,
    job_id: int | None = None,
    now: datetime | None = None,
) -> TakenJob:
    """Record that this process runs a job: a new one, or the waiting one of this id.

    Raises JobRunningError, JobCancelledError if that job no longer waits, StoreError.
    """
    now = now or utc_now()
    if job_id is None:
        return _insert(store, kind, started_by, "running", now=now)
    # One statement: of two processes that claim the job, one changes the row.
    claim = (
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state == "waiting")
        .values(state="running", updated_at=iso_time(now), pid=os.getpid())
    )
    with store.writing() as connection:
        if connection.execute(claim).rowcount == 0:
            raise JobCancelledError(f"job {job_id} is no longer waiting; start a new one")
        return TakenJob(job_id, _lock(store, job_id))


def request_cancel(store: Store, job_id: int, *, now: datetime | None = None) -> bool:
    """Ask a running job to end, or end a waiting one; return whether there was one."""
    ended = {"state": "cancelled", "finished_at": iso_time(now or utc_now())}
    this = jobs.c.id == job_id
    with store.writing() as connection:
        waiting = update(jobs).where(this, jobs.c.state == "waiting").values(ended)
        running = update(jobs).where(this, jobs.c.state == "running").values(cancel_requested=True)
        # The states are conditions of the updates: the job may start or end meanwhile.
        counts = [connection.execute(change).rowcount for change in (waiting, running)]
    return any(counts)


def current_job(store: Store, *, now: datetime | None = None) -> Job | None:
    """Return the job that waits or runs, or None."""
    active = _read(store, _active(), now)
    return next((job for job in active if job.is_active), None)


def find_job(store: Store, job_id: int, *, now: datetime | None = None) -> Job:
    """Return the job of this id; raises NotFoundError if there is none."""
    rows = _read(store, select(*_COLUMNS).where(jobs.c.id == job_id), now)
    if not rows:
        raise NotFoundError(f"there is no job {job_id}; `faqbot jobs` lists the latest")
    return rows[0]


def job_history(store: Store, *, limit: int = 20, now: datetime | None = None) -> list[Job]:
    """Return the latest jobs, newest first."""
    return _read(store, select(*_COLUMNS).order_by(jobs.c.id.desc()).limit(limit), now)


def job_log(store: Store, job_id: int) -> list[str]:
    """Return the last lines that a job logged, in order."""
    query = select(job_lines.c.line).where(job_lines.c.job_id == job_id)
    with store.reading() as connection:
        return list(connection.scalars(query.order_by(job_lines.c.number)))


def _read(store: Store, query: Select[Any], now: datetime | None) -> list[Job]:
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [_check_alive(store, Job(*row), now or utc_now()) for row in rows]


def _insert(
    store: Store, kind: str, started_by: StartedBy, state: JobState, *, now: datetime
) -> TakenJob:
    is_ours = state == "running"
    row = {
        "kind": kind,
        "started_by": started_by,
        "state": state,
        "pid": os.getpid() if is_ours else 0,
        "started_at": iso_time(now),
        "updated_at": iso_time(now),
    }
    oldest = select(jobs.c.id).order_by(jobs.c.id.desc()).offset(_MAX_JOBS).limit(1)
    try:
        with store.writing() as connection:
            # In the same transaction: a dead job would count as active below.
            _record_deaths(store, connection, now)
            if active := connection.execute(_active()).first():
                raise JobRunningError(_conflict(Job(*active)))
            inserted = connection.execute(insert(jobs).values(row))
            # With fewer jobs the subquery is NULL, and nothing is deleted.
            connection.execute(delete(jobs).where(jobs.c.id <= oldest.scalar_subquery()))
            job_id = int(key[0]) if (key := inserted.inserted_primary_key) else 0
            # Before the commit: nobody may see a running job without its lock.
            return TakenJob(job_id, _lock(store, job_id) if is_ours else None)
    except IntegrityError as error:  # on PostgreSQL, another process may have been faster
        job = current_job(store)
        message = _conflict(job) if job else f"another {kind} has just ended; start again"
        raise JobRunningError(message) from error


def _active() -> Select[Any]:
    return select(*_COLUMNS).where(jobs.c.state.in_(ACTIVE_STATES)).order_by(jobs.c.id.desc())


def _conflict(job: Job) -> str:
    process = f", process {job.pid}" if job.pid else ""
    return (
        f"{job.kind} {job.id} has been {job.state} since {job.started_at} (started by "
        f"{job.started_by}{process}); wait until it ends, or cancel it with `faqbot cancel`"
    )


def _record_deaths(store: Store, connection: Connection, now: datetime) -> None:
    """End the records of jobs that have died, so that they don't block the next one."""
    for row in connection.execute(_active()).all():
        job = _check_alive(store, Job(*row), now)
        if not job.is_active:
            connection.execute(
                update(jobs)
                .where(jobs.c.id == job.id)
                .values(state=job.state, error=job.error, finished_at=job.finished_at)
            )


def _check_alive(store: Store, job: Job, now: datetime) -> Job:
    """Return the job, marked as died if its row says active but its process is gone."""
    silence = now - datetime.fromisoformat(job.updated_at)
    if job.state == "waiting" and silence > _MAX_START_TIME:
        return _died(job, _NEVER_STARTED)
    if job.state == "running":
        path = _lock_path(store, job.id)
        # None: the lock cannot be seen from here.
        has_process = is_locked(path) if path else None
        if has_process is False or (has_process is None and silence > _MAX_SILENCE):
            return _died(job, _DIED)
    return job


def _died(job: Job, error: str) -> Job:
    # Nobody saw the end; the last update is the closest time known.
    return replace(job, state="died", error=error, finished_at=job.updated_at)


def _lock(store: Store, job_id: int) -> int | None:
    """Lock the file of a job until this process ends; delete the files of earlier jobs."""
    path = _lock_path(store, job_id)
    if path is None:
        return None
    lock = hold_lock(path)
    for other in path.parent.glob(_LOCKS):
        # Not None: a lock that cannot be seen may be held.
        if is_locked(other) is False:
            other.unlink(missing_ok=True)
    return lock


def _lock_path(store: Store, job_id: int) -> Path | None:
    return store.lock_folder / _LOCKS.replace("*", str(job_id)) if store.lock_folder else None
