"""Questions on their way into the log: no answer waits for the database or fails with it.

Questions are put into a short queue; one thread per process masks and writes them, a batch a
second. `close` writes what waits, as does the end of the program; a killed process loses what was
asked in its last second. While the database cannot be written, questions wait; those for which
there is no room are counted, and the count is written when the database can be written again.
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
from faqbot.staff.questions import AskedQuestion, add_questions, expire_questions
from faqbot.staff.store.schema import iso_time, log_gaps, utc_now
from faqbot.staff.store.transactions import Store

_BATCH = 500
_EXPIRY_EVERY = timedelta(days=1)
_CLOSING_S = 10.0

_log = logging.getLogger(__name__)


class QuestionLog:
    """Takes questions at once and writes them soon; safe to share between threads.

    `keep_days` is after how many days a question is deleted, `limit` how many may wait, `pause_s`
    how long a batch is collected, `retry_s` how long a database that failed is left alone.
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
        self._waiting: deque[tuple[datetime, AskedQuestion]] = deque()
        self._thread: Thread | None = None
        self._is_idle = False
        self._is_closing = False
        self._lost_count = 0
        self._noted_count = 0
        self._failing: tuple[datetime, str] | None = None
        self._expired_at: datetime | None = None

    @property
    def lost_count(self) -> int:
        """Return how many questions this process could not log."""
        return self._lost_count

    @property
    def problem(self) -> str:
        """Return since when and why this process cannot write the log, or ""."""
        if failing := self._failing:
            return f"the question log can't be written since {iso_time(failing[0])}: {failing[1]}"
        return ""

    def add(self, asked: AskedQuestion) -> None:
        """Take a question to be logged; never waits for the database, never raises."""
        waiting = self._waiting
        if self._is_closing or len(waiting) >= self._limit:
            with self._changed:
                self._lost_count += 1
            return
        # Under the lock, answers would wait for each other and for the thread that writes.
        waiting.append((self._now(), asked))
        if self._is_idle or len(waiting) == _BATCH or self._is_closing or not self._is_running():
            with self._changed:
                if not self._is_running():
                    if self._is_closing:
                        self._lose_waiting()
                    else:
                        self._start()
                self._changed.notify()

    def close(self) -> None:
        """Write what waits and end; what cannot be written now is counted as lost."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
            thread = self._thread
        if thread is not None:
            thread.join(_CLOSING_S)
        with self._changed:
            if not self._is_running():
                self._lose_waiting()
        atexit.unregister(self.close)

    def _is_running(self) -> bool:
        # A forked process has the queue but not the thread.
        return self._thread is not None and self._thread.is_alive()

    def _start(self) -> None:
        self._thread = Thread(target=self._run, name="question-log", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def _run(self) -> None:
        while batch := self._next_batch():
            if self._write(batch):
                with self._changed:
                    for _ in batch:
                        self._waiting.popleft()
            elif self._give_up_or_wait():
                return

    def _next_batch(self) -> list[tuple[datetime, AskedQuestion]]:
        """Wait for questions and return them; they stay in the queue until they are written."""
        with self._changed:
            # Who adds a question looks for this afterwards, so that none is overlooked.
            self._is_idle = True
            self._changed.wait_for(lambda: self._waiting or self._is_closing)
            self._is_idle = False
            self._changed.wait_for(
                lambda: self._is_closing or len(self._waiting) >= _BATCH, self._pause_s
            )
            return list(islice(self._waiting, _BATCH))

    def _write(self, batch: list[tuple[datetime, AskedQuestion]]) -> bool:
        try:
            self._expire()
            with self._store.writing() as connection:
                lost_count = self._lost_count
                add_questions(connection, batch)
                if lost_count > self._noted_count:
                    connection.execute(insert(log_gaps).values(self._gap(batch, lost_count)))
        except StoreError as error:
            if self._failing is None:
                _log.error("the question log can't be written: %s", error)
                self._failing = self._now(), str(error)
            return False
        self._noted_count = lost_count
        self._failing = None
        return True

    def _gap(
        self, batch: list[tuple[datetime, AskedQuestion]], lost_count: int
    ) -> dict[str, str | int]:
        began, reason = self._failing or (batch[-1][0], "more were asked than could be written")
        return {
            "began_at": iso_time(began),
            "ended_at": iso_time(self._now()),
            "lost_count": lost_count - self._noted_count,
            "reason": reason,
        }

    def _expire(self) -> None:
        now = self._now()
        if self._expired_at is None or now - self._expired_at >= _EXPIRY_EVERY:
            expire_questions(self._store, self._keep_days, now)
            self._expired_at = now

    def _give_up_or_wait(self) -> bool:
        with self._changed:
            if self._changed.wait_for(lambda: self._is_closing, self._retry_s):
                self._lose_waiting()
            return self._is_closing

    def _lose_waiting(self) -> None:
        """Count what waits as lost, if anything does; the lock is held."""
        if self._waiting:
            self._lost_count += len(self._waiting)
            _log.error("%s questions could not be logged", self._lost_count)
            self._waiting.clear()
