from threading import Event

import pytest

from faqbot.crawl.parallel import in_parallel


def test_rows_are_worked_on_at_once_and_jobs_of_a_row_in_turn():
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


def test_what_the_work_raises_is_raised_to_who_waits():
    def work(job, is_over):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        list(in_parallel([["a"]], work, limit=8))


def test_work_is_told_when_nobody_waits_any_more():
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
