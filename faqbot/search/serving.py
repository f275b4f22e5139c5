"""The build that answers: opened when it is published, closed after its last question."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from faqbot.core.errors import BuildError
from faqbot.core.records import Build
from faqbot.search.builds.folders import check_build, pointer_stamp, servable
from faqbot.search.engine import Engine, Reader

# Checking the files of a large build takes a moment: not for every question while one is damaged.
_RETRY_S = 5.0

_log = logging.getLogger(__name__)


class OpenBuild:
    """An open build with a reference count: how many questions it is answering."""

    def __init__(self, build: Build, reader: Reader) -> None:
        self.build = build
        self.reader = reader
        self._lock = Lock()
        self._user_count = 0
        self._is_retired = False

    def try_acquire(self) -> bool:
        """Count one more question; False if the build has been retired in the meantime."""
        with self._lock:
            if self._is_retired:
                return False
            self._user_count += 1
            return True

    def release(self) -> None:
        """Count one question less; the last one of a retired build closes it."""
        with self._lock:
            self._user_count -= 1
            self._close_if_unused()

    def retire(self) -> None:
        """Accept no more questions, and close the build after the running ones."""
        with self._lock:
            self._is_retired = True
            self._close_if_unused()

    def _close_if_unused(self) -> None:
        if self._is_retired and not self._user_count:
            self.reader.close()


class FixedBuild:
    """One build, published or not: to verify or preview it; used like `PublishedBuild`."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Check and open the build; raises BuildError."""
        self._open = OpenBuild(check_build(folder), engine.open(folder))

    @contextmanager
    def acquire(self) -> Iterator[OpenBuild]:
        """Return the build, which stays open until `close`."""
        yield self._open

    def build(self) -> Build:
        """Return the description of the build."""
        return self._open.build

    def close(self) -> None:
        """Close the build."""
        self._open.retire()


class PublishedBuild:
    """The published build, whichever that is at the moment. Safe to share between threads.

    A running question keeps the build that it started with, so no answer mixes two. While one
    thread opens the next build, the others go on with the previous one. A build is checked before
    it is opened; if it is damaged, the open build goes on answering, else the last sound one that
    was published before.
    """

    def __init__(
        self, index_dir: Path, engine: Engine, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._index_dir = index_dir
        self._engine = engine
        self._clock = clock
        self._opening = Lock()
        self._stamp = (0, 0)
        self._open: OpenBuild | None = None
        self._problem: BuildError | None = None
        self._tried_at = 0.0

    @contextmanager
    def acquire(self) -> Iterator[OpenBuild]:
        """Keep the published build open until the question is answered. Raises BuildError."""
        current = self._current()
        while not current.try_acquire():  # another thread has just replaced it
            current = self._current()
        try:
            yield current
        finally:
            current.release()

    def build(self) -> Build:
        """Return the description of the published build. Raises BuildError."""
        return self._current().build

    def close(self) -> None:
        """Close the build after its running questions; the next question opens it again."""
        with self._opening:
            if self._open:
                self._open.retire()
            self._open, self._stamp = None, (0, 0)

    def _current(self) -> OpenBuild:
        # Before opening: a build published meanwhile has another stamp, and comes with the next
        # question.
        stamp = pointer_stamp(self._index_dir)
        current = self._open
        # Without the lock: while one thread opens the next build, the others keep answering.
        if current is not None and (stamp == self._stamp or self._opening.locked()):
            return current
        with self._opening:
            # Another thread may have opened it while this one waited for the lock.
            if self._open is None or stamp != self._stamp:
                self._open = self._open_next(stamp)
                self._stamp = stamp
            return self._open

    def _open_next(self, stamp: tuple[int, int]) -> OpenBuild:
        now = self._clock()
        if self._problem and stamp == self._stamp and now - self._tried_at < _RETRY_S:
            raise self._problem
        self._stamp, self._tried_at, self._problem = stamp, now, None
        for folder in servable(self._index_dir):
            if self._open and self._open.build.id == folder.name:
                return self._open
            try:
                opened = OpenBuild(check_build(folder), self._engine.open(folder))
            except BuildError as error:
                _log.error("%s", error)
                self._problem = self._problem or error
                if self._open:
                    _log.error("still answering from build %s", self._open.build.id)
                    return self._open
            else:
                if self._open:
                    self._open.retire()
                return opened
        raise self._problem or BuildError(f"{self._index_dir}: no build; run `faqbot index`")
