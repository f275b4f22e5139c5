"""Reindexes of other processes: start one, see how far it is, end it.

Terminal and cron run `faqbot reindex`; button, webhook and schedule start the same command as a
process of its own, which goes on when the service ends.
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
"""Starts a program and does not wait for it."""


def open_store(settings: Settings) -> Store:
    """Return the staff database of these settings; close it."""
    database = settings.database_file
    return Store(settings.database.url or database, lock_folder=database.parent)


def start_reindex(settings: Settings, started_by: StartedBy, *, spawn: Spawn | None = None) -> int:
    """Start a reindex as a process of its own and return the number of its job.

    `spawn` starts a program with its arguments. Raises JobRunningError if one runs, StoreError.
    """
    with closing(open_store(settings)) as store:
        job_id = queue_job(store, REINDEX, started_by)
        try:
            (spawn or spawn_detached)(reindex_command(settings, "--job", str(job_id)))
        except BaseException:
            request_cancel(store, job_id)
            raise
    return job_id


def reindex_command(settings: Settings, *options: str) -> list[str]:
    """Return the program and the arguments of a reindex in this home folder."""
    home = str(settings.home.resolve())
    # Without -P, modules of the current folder would come before those of Python.
    return [sys.executable, "-P", "-m", "faqbot.cli", "--home", home, "reindex", *options]


def spawn_detached(command: Sequence[str]) -> None:
    """Start a program that goes on when this process ends; it has no terminal."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    # Whoever started a process must wait for it, or it stays in the system's list.
    Thread(target=process.wait, daemon=True).start()


def cancel(settings: Settings, job_id: int | None = None) -> Job | None:
    """Ask a job to end, else the one that runs; return it, or None if none does.

    Raises NotFoundError if there is no job of this number, StoreError.
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
