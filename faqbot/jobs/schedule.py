"""`[reindex] every`: when the next reindex is due, and who starts it while serving.

The time of the last one is in the staff database, so that a restart neither forgets nor repeats a
run. However many were missed, one makes up for them.
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
from faqbot.jobs.notify import Failure, tell_failure
from faqbot.staff.jobs import job_history
from faqbot.staff.store.schema import utc_now
from faqbot.staff.store.transactions import Store

_LOOKED_AT = 100
_STARTED_BY = "schedule"

Run = Callable[[Sequence[str]], int]
"""Runs a program to its end and returns its exit status, negative if a signal ended it."""

_log = logging.getLogger(__name__)


def next_run(settings: Settings, now: datetime) -> datetime | None:
    """Return when the next scheduled reindex is due, or None if none is: never, or a job runs.

    A time in the past means that it should have begun. Raises StoreError.
    """
    if not settings.reindex.every:
        return None
    with closing(open_store(settings)) as store:
        return _next_run(store, _every(settings), now)


class Schedule:
    """Starts a reindex whenever one is due. One process keeps it and calls `step` again and again.

    What it has started itself it remembers, in case that the database cannot be used.
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
        if status < 0:
            self._tell_death(-status)
        return True

    def _due(self, now: datetime) -> datetime | None:
        if self._last and self._last > now:  # the clock was put back
            self._last = now
        try:
            due = _next_run(self._store, self._every, now)
        except StoreError:
            return (self._last or self._began) + self._every
        # A process that could not even note its job is not started again and again.
        return max(due, self._last + self._every) if due and self._last else due

    def _tell_death(self, signal_number: int) -> None:
        """Do what a process that was killed could not do itself."""
        error = f"its process was ended by signal {signal_number}; see the system's log"
        try:
            tell_failure(self._settings.reindex, Failure(None, _STARTED_BY, error))
        except NotifyError as problem:
            _log.warning("%s", problem)


def run_to_its_end(command: Sequence[str]) -> int:
    """Run a program without a terminal; it goes on if this process is ended."""
    nothing = subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, check=False
    )
    return done.returncode


@contextmanager
def schedule_kept(settings: Settings) -> Iterator[None]:
    """Let a process of its own keep the schedule meanwhile, if there is one to keep.

    The service forks workers, which goes wrong beside a thread that uses the database.
    """
    if not settings.reindex.every:
        yield
        return
    home = str(settings.home.resolve())
    command = [sys.executable, "-P", "-m", "faqbot.cli.scheduler", home, str(os.getpid())]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield
        finally:
            process.terminate()


def _every(settings: Settings) -> timedelta:
    return timedelta(seconds=settings.reindex.every_s)


def _next_run(store: Store, every: timedelta, now: datetime) -> datetime | None:
    found = job_history(store, limit=_LOOKED_AT, now=now)
    if any(job.is_active for job in found):
        return None
    ended = next((job.finished_at for job in found if job.kind == REINDEX), "")
    if not ended or datetime.fromisoformat(ended) > now:
        return now  # there is none, or the clock was put back since
    return datetime.fromisoformat(ended) + every
