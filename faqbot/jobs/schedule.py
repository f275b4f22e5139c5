"""`[reindex] every`: when the next reindex is due, and the process that starts it.

The time of the last one is in the staff database, so that a restart neither forgets nor repeats a
run. One run makes up for all missed ones.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta

from faqbot.core.errors import NotifyError, StoreError
from faqbot.core.settings import Settings
from faqbot.jobs.control import REINDEX, open_store, reindex_command
from faqbot.jobs.notify import Failure, notify_failure
from faqbot.staff.jobs import job_history
from faqbot.staff.store.schema import utc_now
from faqbot.staff.store.transactions import Store

# Previews are jobs too; the last reindex is looked for behind them.
_MAX_JOBS = 100
_STARTED_BY = "schedule"

Run = Callable[[Sequence[str]], int]
"""Runs a program to its end and returns its exit status, negative if a signal ended it."""

_log = logging.getLogger(__name__)


def next_run(settings: Settings, now: datetime) -> datetime | None:
    """Return when the next scheduled reindex is due; None without a schedule or while a job runs.

    A time in the past means that it is overdue. Raises StoreError.
    """
    if not settings.reindex.every:
        return None
    with closing(open_store(settings)) as store:
        return _next_run(store, _every(settings), now)


class Schedule:
    """Starts a reindex whenever one is due. One process calls `step` repeatedly.

    It remembers its own runs, in case the database cannot be used.
    """

    def __init__(
        self, settings: Settings, *, run: Run, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._settings = settings
        self._every = _every(settings)
        self._store = open_store(settings)
        self._run = run
        self._now = now
        self._began = now()
        self._last: datetime | None = None

    def step(self) -> bool:
        """Run a reindex to its end if one is due; return whether it was."""
        now = self._now()
        due = self._due(now)
        if due is None or due > now:
            return False
        status = self._run(reindex_command(self._settings, "--started-by", _STARTED_BY))
        self._last = self._now()
        # Killed by a signal; any other process has notified staff itself.
        if status < 0:
            self._notify_killed(-status)
        return True

    def _due(self, now: datetime) -> datetime | None:
        if self._last and self._last > now:  # the clock was set back
            self._last = now
        try:
            due = _next_run(self._store, self._every, now)
        except StoreError:
            return (self._last or self._began) + self._every
        # A process that fails before it records its job must not be restarted in a loop.
        return max(due, self._last + self._every) if due and self._last else due

    def _notify_killed(self, signal_number: int) -> None:
        """Notify staff in place of a process that was killed."""
        error = f"its process was killed by signal {signal_number}; see the system's log"
        try:
            notify_failure(self._settings.reindex, Failure(None, _STARTED_BY, error))
        except NotifyError as problem:
            _log.warning("%s", problem)


def run_detached(command: Sequence[str]) -> int:
    """Run a program without a terminal; it survives the end of this process."""
    null = subprocess.DEVNULL
    process = subprocess.run(  # noqa: S603
        command, stdin=null, stdout=null, stderr=null, start_new_session=True, check=False
    )
    return process.returncode


@contextmanager
def running_scheduler(settings: Settings) -> Iterator[None]:
    """Run the scheduler in a separate process during the block, if there is a schedule.

    Not in a thread: the service forks workers, and a fork could copy a lock that the thread holds.
    """
    if not settings.reindex.every:
        yield
        return
    home = str(settings.home.resolve())
    command = [sys.executable, "-P", "-m", "faqbot.cli.serving.scheduler", home, str(os.getpid())]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield
        finally:
            process.terminate()


def _every(settings: Settings) -> timedelta:
    return timedelta(seconds=settings.reindex.every_s)


def _next_run(store: Store, every: timedelta, now: datetime) -> datetime | None:
    history = job_history(store, limit=_MAX_JOBS, now=now)
    if any(job.is_active for job in history):
        return None
    finished_at = next((job.finished_at for job in history if job.kind == REINDEX), "")
    if not finished_at or datetime.fromisoformat(finished_at) > now:
        return now  # the first run, or the clock was set back
    return datetime.fromisoformat(finished_at) + every
