"""Control reindexes in other processes: start, watch, cancel.

Terminal and cron run `faqbot reindex`; button, webhook and schedule start the same command as a
separate process, which survives the end of the service.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from threading import Thread

from faqbot.core.records import Job, StartedBy
from faqbot.core.settings import Settings
from faqbot.staff.jobs import (
    current_job,
    find_job,
    job_history,
    job_log,
    queue_job,
    request_cancel,
)
from faqbot.staff.store.transactions import Store

REINDEX = "reindex"
PREVIEW = "preview"

Spawn = Callable[[Sequence[str]], None]
"""Starts a program without waiting for it."""


def open_store(settings: Settings) -> Store:
    """Return the staff database of these settings; close it."""
    database = settings.database_file
    # Also with PostgreSQL: whoever shares the home folder sees the locks in it.
    return Store(settings.database.url or database, lock_folder=database.parent)


def start_reindex(settings: Settings, started_by: StartedBy, *, spawn: Spawn | None = None) -> int:
    """Start a reindex in a separate process and return the id of its job.

    `spawn` starts a program with its arguments. Raises JobRunningError if one runs, StoreError.
    """
    with closing(open_store(settings)) as store:
        # Recorded first: a second start is refused while the process of the first begins.
        job_id = queue_job(store, REINDEX, started_by)
        try:
            (spawn or spawn_detached)(reindex_command(settings, "--job", str(job_id)))
        # A job that waits for a process that never started would block the next.
        except BaseException:
            request_cancel(store, job_id)
            raise
    return job_id


def reindex_command(settings: Settings, *options: str) -> list[str]:
    """Return the command line of a reindex in this home folder."""
    home = str(settings.home.resolve())
    # Without -P, modules in the current folder would shadow Python's.
    return [sys.executable, "-P", "-m", "faqbot.cli", "--home", home, "reindex", *options]


def spawn_detached(command: Sequence[str]) -> None:
    """Start a program without a terminal; it survives the end of this process."""
    null = subprocess.DEVNULL
    # In a session of its own, which Ctrl-C in the service's terminal does not reach.
    process = subprocess.Popen(  # noqa: S603
        command, stdin=null, stdout=null, stderr=null, start_new_session=True
    )
    # Wait for it, or it stays a zombie.
    Thread(target=process.wait, daemon=True).start()


def cancel(settings: Settings, job_id: int | None = None) -> Job | None:
    """Ask this job to end, else the running one; return it, or None if none is active.

    Raises NotFoundError if there is no job of this id, StoreError.
    """
    with closing(open_store(settings)) as store:
        job = find_job(store, job_id) if job_id else current_job(store)
        return job if job and job.is_active and request_cancel(store, job.id) else None


def last_jobs(settings: Settings, limit: int) -> list[Job]:
    """Return the last jobs, newest first; raises StoreError."""
    with closing(open_store(settings)) as store:
        return job_history(store, limit=limit)


def job_with_log(settings: Settings, job_id: int) -> tuple[Job, list[str]]:
    """Return a job and the last lines of its log; raises NotFoundError, StoreError."""
    with closing(open_store(settings)) as store:
        return find_job(store, job_id), job_log(store, job_id)
