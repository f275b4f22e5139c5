"""What ends a job before its time: staff cancel it, or the system stops its process."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, get_ident
from typing import Never

from faqbot.core.errors import JobCancelledError
from faqbot.staff.running_job import RunningJob

_LOOK_EVERY_S = 1.0


@contextmanager
def stoppable(job: RunningJob, *, look_every_s: float = _LOOK_EVERY_S) -> Iterator[None]:
    """End the work within a second once staff cancel the job, wherever it is; so does SIGTERM.

    JobCancelledError is raised in the work, or SystemExit. It must be in the main thread.
    """
    is_over = Event()
    is_cancelled = Event()
    worker = get_ident()

    def look() -> None:
        while not is_over.wait(look_every_s):
            if job.is_cancelled():
                is_cancelled.set()
                # Only a signal reaches a thread that waits for a site or for a child process.
                signal.pthread_kill(worker, signal.SIGTERM)
                return

    def stop(number: int, _frame: object) -> Never:
        if is_cancelled.is_set():
            raise JobCancelledError(f"job {job.id} was cancelled; the published build stays")
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        is_over.set()
        looking.join()
        signal.signal(signal.SIGTERM, before)
