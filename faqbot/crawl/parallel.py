"""Runs tasks in threads, those of one host one after another."""

from collections.abc import Callable, Collection, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_parallel(
    groups: Collection[Sequence[Task]],
    work: Callable[[Task, Event], Result],
    *,
    limit: int,
) -> Iterator[Result]:
    """Yield the result of each task as it is done; the tasks of a group run one after another.

    At most `limit` groups run at once. `work` gets an event that is set once the caller has
    stopped waiting. Its exceptions are raised here.
    """
    waiting: SimpleQueue[Sequence[Task]] = SimpleQueue()
    done: SimpleQueue[Callable[[], Result]] = SimpleQueue()
    is_over = Event()
    for group in groups:
        waiting.put(group)

    def run() -> None:
        while not is_over.is_set():
            try:
                group = waiting.get_nowait()
            except Empty:
                return
            for task in group:
                done.put(_attempt(work, task, is_over))

    # Daemon threads, so that Ctrl-C need not wait for a server that hangs.
    for _ in range(min(limit, len(groups))):
        Thread(target=run, daemon=True).start()
    try:
        for _ in range(sum(map(len, groups))):
            yield done.get()()
    finally:
        is_over.set()


def _attempt(
    work: Callable[[Task, Event], Result], task: Task, is_over: Event
) -> Callable[[], Result]:
    """Return a function that returns the result, or raises the exception, of the work."""
    try:
        result = work(task, is_over)
    except BaseException as error:
        problem = error

        def give() -> Result:
            raise problem

        return give
    return lambda: result
