"""Several sites at once, each host by one thread."""

from collections.abc import Callable, Collection, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_parallel(
    rows: Collection[Sequence[Job]],
    work: Callable[[Job, Event], Result],
    *,
    limit: int,
) -> Iterator[Result]:
    """Yield what the work makes of each job, as it is done; the jobs of a row follow one another.

    At most `limit` rows are worked on at once. The event that the work gets is set when nobody
    waits for it any more. What the work raises is raised here.
    """
    waiting: SimpleQueue[Sequence[Job]] = SimpleQueue()
    done: SimpleQueue[Callable[[], Result]] = SimpleQueue()
    is_over = Event()
    for row in rows:
        waiting.put(row)

    def run() -> None:
        while not is_over.is_set():
            try:
                row = waiting.get_nowait()
            except Empty:
                return
            for job in row:
                done.put(_outcome(work, job, is_over))

    # Daemons die with the process: Ctrl-C must not wait for a server that hangs.
    for _ in range(min(limit, len(rows))):
        Thread(target=run, daemon=True).start()
    try:
        for _ in range(sum(map(len, rows))):
            yield done.get()()
    finally:
        is_over.set()


def _outcome(
    work: Callable[[Job, Event], Result], job: Job, is_over: Event
) -> Callable[[], Result]:
    """Return a call that gives the result, or raises what the work raised, to who waits for it."""
    try:
        result = work(job, is_over)
    except BaseException as error:
        problem = error

        def give() -> Result:
            raise problem

        return give
    return lambda: result
