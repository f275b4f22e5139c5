"""Runs tasks in threads, those of one host one after another."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
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
    done: SimpleQueue[Future[Result]] = SimpleQueue()
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
                future = Future[Result]()
                try:
                    future.set_result(work(task, is_over))
                except BaseException as error:  # raised in the caller's thread
                    future.set_exception(error)
                done.put(future)

    # Daemon threads, unlike those of an executor: Ctrl-C need not wait for a server that hangs.
    for _ in range(min(limit, len(groups))):
        Thread(target=run, daemon=True).start()
    try:
        for _ in range(sum(map(len, groups))):
            yield done.get().result()
    finally:
        is_over.set()
