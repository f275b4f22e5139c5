"""The build that answers: opened when it is published, closed when its last question is done."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol

from faqbot.core.errors import BuildError
from faqbot.core.records import Build
from faqbot.search.builds.folders import check_build, pointer_stamp, servable
from faqbot.search.engine import Engine, Reader

# Checking a large build takes a moment: one that is damaged is not tried for every question.
_RETRY_S = 5.0

_log = logging.getLogger(__name__)


class OpenBuild:
    """One open build, and how many questions it is answering."""

    def __init__(self, build: Build, reader: Reader) -> None:
        self.build = build
        self.reader = reader
        self._lock = Lock()
        self._user_count = 0
        self._is_retired = False

    def enter(self) -> bool:
        """Count one more question; False if the build has been closed meanwhile."""
        with self._lock:
            if self._is_retired:
                return False
            self._user_count += 1
            return True

    def leave(self) -> None:
        """Count one question less; the last one of a retired build closes it."""
        with self._lock:
            self._user_count -= 1
            self._close_if_done()

    def retire(self) -> None:
        """Let no more questions in, and close the build once the running ones are done."""
        with self._lock:
            self._is_retired = True
            self._close_if_done()

    def _close_if_done(self) -> None:
        if self._is_retired and not self._user_count:
            self.reader.close()


class Serving(Protocol):
    """Hands out the build that answers."""

    def using(self) -> AbstractContextManager[OpenBuild]:
        """Hold the build until the question is answered. Raises BuildError."""
        ...

    def build(self) -> Build:
        """Return which build that is. Raises BuildError."""
        ...

    def close(self) -> None:
        """Let go of what is open, once the running questions are answered."""
        ...


class FixedBuild:
    """One build, whatever is published meanwhile: for looking at it beforehand."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Check and open the build; raises BuildError."""
        self._opened = OpenBuild(check_build(folder), engine.open(folder))

    @contextmanager
    def using(self) -> Iterator[OpenBuild]:
        """Hold the build."""
        yield self._opened

    def build(self) -> Build:
        """Return the build."""
        return self._opened.build

    def close(self) -> None:
        """Let go of the build."""
        self._opened.retire()


class LiveBuild:
    """The reader of the published build. Safe to share between threads.

    A running question keeps the reader that it started with, so no answer mixes two builds. While
    one question opens the next build, others are answered from the previous one. Builds are
    checked before they are opened; in the place of one that is damaged, the one that is open goes
    on answering, else the last sound one that was published before.
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
    def using(self) -> Iterator[OpenBuild]:
        """Hold the build in force until the question is answered. Raises BuildError."""
        opened = self._current()
        while not opened.enter():
            opened = self._current()
        try:
            yield opened
        finally:
            opened.leave()

    def build(self) -> Build:
        """Return the build in force. Raises BuildError."""
        return self._current().build

    def close(self) -> None:
        """Let go of the open build, once its questions are answered; another one opens it anew."""
        with self._opening:
            if self._open:
                self._open.retire()
            self._open, self._stamp = None, (0, 0)

    def _current(self) -> OpenBuild:
        stamp = pointer_stamp(self._index_dir)
        opened = self._open
        if opened is not None and (stamp == self._stamp or self._opening.locked()):
            return opened
        with self._opening:
            if self._open is None or stamp != self._stamp:
                self._open = self._next(stamp)
                self._stamp = stamp
            return self._open

    def _next(self, stamp: tuple[int, int]) -> OpenBuild:
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
