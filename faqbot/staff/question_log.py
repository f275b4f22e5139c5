"""Writes questions to the log in the background: no answer waits for the database.

Questions enter a queue; one thread per process masks and writes them, one batch per second. `close`
and the end of the program write the rest; a killed process loses the questions of its last second.
While the database cannot be written, questions wait; those that do not fit in the queue are
counted, and the count is recorded once the database can be written again.
"""

import atexit
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from threading import Condition, Thread

from sqlalchemy import insert

from faqbot.core.errors import StoreError
from faqbot.staff.questions import LoggedQuestion, add_questions, expire_questions
from faqbot.staff.store.schema import iso_time, log_gaps, utc_now
from faqbot.staff.store.transactions import Store

_BATCH_SIZE = 500
_EXPIRY_INTERVAL = timedelta(days=1)
_CLOSE_TIMEOUT_S = 10.0

_log = logging.getLogger(__name__)


class QuestionLog:
    """A queue of questions and the thread that writes them; safe to share between threads.

    Questions older than `keep_days` are deleted. At most `limit` questions wait; a batch is
    collected for `pause_s` seconds; after a failure the next try comes in `retry_s` seconds.
    """

    def __init__(
        self,
        store: Store,
        *,
        keep_days: int,
        now: Callable[[], datetime] = utc_now,
        limit: int = 5000,
        pause_s: float = 1.0,
        retry_s: float = 5.0,
    ) -> None:
        self._store = store
        self._keep_days = keep_days
        self._now = now
        self._limit = limit
        self._pause_s = pause_s
        self._retry_s = retry_s
        self._changed = Condition()
        self._waiting: deque[tuple[datetime, LoggedQuestion]] = deque()
        self._thread: Thread | None = None
        self._is_idle = False
        self._is_closing = False
        self._lost_count = 0
        self._recorded_lost_count = 0
        self._failure: tuple[datetime, str] | None = None
        self._expired_at: datetime | None = None

    @property
    def lost_count(self) -> int:
        """Return how many questions this process could not log."""
        return self._lost_count

    def add(self, question: LoggedQuestion) -> None:
        """Queue a question; never waits for the database, never raises."""
        waiting = self._waiting
        if self._is_closing or len(waiting) >= self._limit:
            with self._changed:
                self._lost_count += 1
            return
        # Without the lock: with it, answers would wait for each other and for the writing thread.
        waiting.append((self._now(), question))
        if (
            self._is_idle
            or len(waiting) == _BATCH_SIZE
            or self._is_closing
            or not self._is_running()
        ):
            with self._changed:
                if not self._is_running():
                    if self._is_closing:
                        self._lose_waiting()
                    else:
                        self._start()
                self._changed.notify()

    def close(self) -> None:
        """Write the waiting questions and end; those that cannot be written count as lost."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
            thread = self._thread
        if thread is not None:
            thread.join(_CLOSE_TIMEOUT_S)
        with self._changed:
            if not self._is_running():
                self._lose_waiting()
        atexit.unregister(self.close)

    def _is_running(self) -> bool:
        # A forked process has the queue but not the thread.
        return self._thread is not None and self._thread.is_alive()

    def _start(self) -> None:
        # A daemon: a program must be able to end while the database hangs; `close` waits for 10
        # s.
        self._thread = Thread(target=self._run, name="question-log", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def _run(self) -> None:
        while batch := self._next_batch():
            # Removed only now: what is not written stays in the queue.
            if self._write(batch):
                with self._changed:
                    for _ in batch:
                        self._waiting.popleft()
            elif self._give_up_or_wait():
                return

    def _next_batch(self) -> list[tuple[datetime, LoggedQuestion]]:
        """Wait for questions and return them; they stay in the queue until they are written."""
        with self._changed:
            # `add` checks this after it appends, so that no question waits unnoticed.
            self._is_idle = True
            self._changed.wait_for(lambda: self._waiting or self._is_closing)
            self._is_idle = False
            self._changed.wait_for(
                lambda: self._is_closing or len(self._waiting) >= _BATCH_SIZE, self._pause_s
            )
            return list(islice(self._waiting, _BATCH_SIZE))

    def _write(self, batch: list[tuple[datetime, LoggedQuestion]]) -> bool:
        try:
            self._expire()
            with self._store.writing() as connection:
                # Read once: it may grow while the batch is written.
                lost_count = self._lost_count
                add_questions(connection, batch)
                if lost_count > self._recorded_lost_count:
                    connection.execute(insert(log_gaps).values(self._gap(batch, lost_count)))
        except StoreError as error:
            # One line for each outage, not one for each try.
            if self._failure is None:
                _log.error("cannot write the question log: %s", error)
                self._failure = self._now(), str(error)
            return False
        self._recorded_lost_count = lost_count
        self._failure = None
        return True

    def _gap(
        self, batch: list[tuple[datetime, LoggedQuestion]], lost_count: int
    ) -> dict[str, str | int]:
        began, reason = self._failure or (
            batch[-1][0],
            "questions came faster than they could be written",
        )
        return {
            "began_at": iso_time(began),
            "ended_at": iso_time(self._now()),
            "lost_count": lost_count - self._recorded_lost_count,
            "reason": reason,
        }

    def _expire(self) -> None:
        now = self._now()
        if self._expired_at is None or now - self._expired_at >= _EXPIRY_INTERVAL:
            expire_questions(self._store, self._keep_days, now)
            self._expired_at = now

    def _give_up_or_wait(self) -> bool:
        with self._changed:
            if self._changed.wait_for(lambda: self._is_closing, self._retry_s):
                self._lose_waiting()
            return self._is_closing

    def _lose_waiting(self) -> None:
        """Count the waiting questions as lost; the caller holds the lock."""
        if self._waiting:
            self._lost_count += len(self._waiting)
            _log.error("%s questions could not be logged", self._lost_count)
            self._waiting.clear()
