"""Jobs such as a reindex: one at a time, whoever started it, and their history.

A job whose process is gone has died; that is seen whenever jobs are read, and written down before
the next one starts. Where the process is out of sight (another machine or container), it has died
when it has told nothing for a quarter of an hour.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from faqbot.core.errors import JobCancelledError, JobRunningError, NotFoundError
from faqbot.core.records import Job, JobState, StartedBy
from faqbot.staff.processes import is_alive, process_mark
from faqbot.staff.store.schema import ACTIVE_STATES, iso_time, job_lines, jobs, utc_now
from faqbot.staff.store.transactions import Store

_KEPT_JOBS = 500
_LONGEST_SILENCE = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(minutes=2)
_DIED = "its process ended without saying so; look for the reason in the system's log"
_NEVER_STARTED = "its process never started"


def queue_job(
    store: Store, kind: str, started_by: StartedBy, *, now: datetime | None = None
) -> int:
    """Note a job that another process is about to start; return its id for `start_job`.

    Raises JobRunningError, StoreError.
    """
    return _insert(store, kind, started_by, "waiting", pid=0, now=now or utc_now())


def take_job(
    store: Store,
    kind: str,
    started_by: StartedBy,
    *,
    pid: int,
    job_id: int | None = None,
    now: datetime | None = None,
) -> int:
    """Note that the process `pid` runs a job: a new one, or the one that waits; return its id.

    Raises JobRunningError, JobCancelledError if the waiting one was given up, StoreError.
    """
    now = now or utc_now()
    if job_id is None:
        return _insert(store, kind, started_by, "running", pid=pid, now=now)
    claim = (
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state == "waiting")
        .values(state="running", updated_at=iso_time(now), pid=pid, process=process_mark(pid))
    )
    with store.writing() as connection:
        if connection.execute(claim).rowcount == 0:
            raise JobCancelledError(f"job {job_id} does not wait any more; start a new one")
    return job_id


def request_cancel(store: Store, job_id: int, *, now: datetime | None = None) -> bool:
    """Ask a running job to end, or end a waiting one; return whether there was one."""
    ended = {"state": "cancelled", "finished_at": iso_time(now or utc_now())}
    this = jobs.c.id == job_id
    with store.writing() as connection:
        waiting = update(jobs).where(this, jobs.c.state == "waiting").values(ended)
        running = update(jobs).where(this, jobs.c.state == "running").values(cancel_requested=True)
        counts = [connection.execute(change).rowcount for change in (waiting, running)]
    return any(counts)


def current_job(store: Store, *, now: datetime | None = None) -> Job | None:
    """Return the job that waits or runs, or None."""
    with store.reading() as connection:
        active = [_as_seen(Job(*row), now or utc_now()) for row in connection.execute(_active())]
    return next((job for job in active if job.is_active), None)


def find_job(store: Store, job_id: int, *, now: datetime | None = None) -> Job:
    """Return the job of this id; raises NotFoundError if it is not kept."""
    with store.reading() as connection:
        row = connection.execute(select(jobs).where(jobs.c.id == job_id)).first()
    if row is None:
        raise NotFoundError(f"there is no job {job_id}; `faqbot jobs` lists the last ones")
    return _as_seen(Job(*row), now or utc_now())


def job_history(store: Store, *, limit: int = 20, now: datetime | None = None) -> list[Job]:
    """Return the last jobs, newest first."""
    query = select(jobs).order_by(jobs.c.id.desc()).limit(limit)
    with store.reading() as connection:
        return [_as_seen(Job(*row), now or utc_now()) for row in connection.execute(query)]


def job_log(store: Store, job_id: int) -> list[str]:
    """Return the last lines that a job logged, in order."""
    query = select(job_lines.c.line).where(job_lines.c.job_id == job_id)
    with store.reading() as connection:
        return list(connection.scalars(query.order_by(job_lines.c.number)))


def _insert(
    store: Store, kind: str, started_by: StartedBy, state: JobState, *, pid: int, now: datetime
) -> int:
    time = iso_time(now)
    row = {"kind": kind, "started_by": started_by, "state": state, "pid": pid}
    times = {"started_at": time, "updated_at": time, "finished_at": ""}
    empty = {"phase": "", "note": "", "error": "", "build_id": "", "cancel_requested": False}
    zero = {"done": 0, "total": 0, "rate": 0.0, "estimate_s": 0.0}
    mark = process_mark(pid) if pid else ""
    eldest = select(jobs.c.id).order_by(jobs.c.id.desc()).offset(_KEPT_JOBS).limit(1)
    try:
        with store.writing() as connection:
            _bury(connection, now)
            if active := connection.execute(_active()).first():
                raise JobRunningError(_in_the_way(Job(*active)))
            inserted = connection.execute(
                insert(jobs).values(**row, **times, **empty, **zero, process=mark)
            )
            connection.execute(delete(jobs).where(jobs.c.id <= eldest.scalar_subquery()))
            return int(key[0]) if (key := inserted.inserted_primary_key) else 0
    except IntegrityError as error:  # on PostgreSQL another may have come first just now
        job = current_job(store)
        told = _in_the_way(job) if job else f"another {kind} has just ended; start again"
        raise JobRunningError(told) from error


def _active() -> Select[Any]:
    return select(jobs).where(jobs.c.state.in_(ACTIVE_STATES)).order_by(jobs.c.id.desc())


def _in_the_way(job: Job) -> str:
    process = f", process {job.pid}" if job.pid else ""
    return (
        f"{job.kind} {job.id} is {job.state} since {job.started_at} (started by {job.started_by}"
        f"{process}); wait until it is done, or end it with `faqbot cancel`"
    )


def _bury(connection: Connection, now: datetime) -> None:
    """Write down which jobs have died, so that they don't stand in the way."""
    for row in connection.execute(_active()).all():
        seen = _as_seen(Job(*row), now)
        if not seen.is_active:
            connection.execute(
                update(jobs)
                .where(jobs.c.id == seen.id)
                .values(state=seen.state, error=seen.error, finished_at=seen.finished_at)
            )


def _as_seen(job: Job, now: datetime) -> Job:
    """Return the job as it is, whatever its row says: an active one may have died."""
    silence = now - datetime.fromisoformat(job.updated_at)
    if job.state == "waiting" and silence > _LONGEST_WAIT:
        return _dead(job, _NEVER_STARTED)
    if job.state == "running":
        alive = is_alive(job.pid, job.process)
        if alive is False or (alive is None and silence > _LONGEST_SILENCE):
            return _dead(job, _DIED)
    return job


def _dead(job: Job, error: str) -> Job:
    return replace(job, state="died", error=error, finished_at=job.updated_at)
