from threading import Event

import pytest

from faqbot.crawl.parallel import in_parallel


def test_groups_run_in_parallel_and_their_tasks_in_turn():
    has_started = {"a": Event(), "b": Event()}
    order = []

    def work(job, is_over):
        row = job[0]
        has_started[row].set()
        assert all(event.wait(10) for event in has_started.values())
        order.append(job)
        return job

    done = set(in_parallel([["a1", "a2"], ["b1"]], work, limit=2))

    assert done == {"a1", "a2", "b1"}
    assert order.index("a1") < order.index("a2")


def test_an_exception_of_a_task_is_raised_in_the_caller():
    def work(job, is_over):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        list(in_parallel([["a"]], work, limit=8))


def test_tasks_learn_that_the_caller_has_stopped_waiting():
    may_end, was_told = Event(), Event()

    def work(job, is_over):
        if job == "slow":
            may_end.wait(10)
            assert is_over.wait(10)
            was_told.set()
        return job

    results = in_parallel([["fast"], ["slow"]], work, limit=2)
    next(results)
    results.close()
    may_end.set()

    assert was_told.wait(10)
