"""Stop a job early: staff cancel it, or the system sends SIGTERM."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, get_ident
from typing import Never

from faqbot.core.errors import JobCancelledError
from faqbot.staff.running_job import RunningJob

_POLL_S = 1.0


@contextmanager
def stoppable(job: RunningJob, *, poll_s: float = _POLL_S) -> Iterator[None]:
    """Raise JobCancelledError in the block once staff cancel the job, SystemExit on SIGTERM.

    Run it in the main thread, the only one that handles signals.
    """
    has_ended = Event()
    is_cancelled = Event()
    worker = get_ident()

    def watch() -> None:
        while not has_ended.wait(poll_s):
            if job.is_cancelled():
                is_cancelled.set()
                # Only a signal interrupts a thread that waits for a site or a child process.
                signal.pthread_kill(worker, signal.SIGTERM)
                return

    def stop(number: int, _frame: object) -> Never:
        if is_cancelled.is_set():
            raise JobCancelledError(f"job {job.id} was cancelled; the published build stays")
        raise SystemExit(128 + number)

    previous = signal.signal(signal.SIGTERM, stop)
    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        has_ended.set()
        watcher.join()
        # After the watcher has ended: its signal must never meet the previous handler.
        signal.signal(signal.SIGTERM, previous)
