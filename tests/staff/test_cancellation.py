import os
import signal
from threading import Event

import pytest

from faqbot.core.errors import JobCancelledError
from faqbot.staff.cancellation import stoppable
from faqbot.staff.jobs import job_history, request_cancel
from faqbot.staff.running_job import start_job

WAIT_S = 30


def state(store):
    return job_history(store)[0].state


def wait_as_a_job(store, begin, **options):
    """Do work that ends by itself much later, and let something happen at its beginning."""
    with start_job(store, "reindex", "button") as job, stoppable(job, **options):
        begin(job)
        Event().wait(WAIT_S)


def test_a_cancelled_job_ends_while_its_work_waits_for_something(store):
    with pytest.raises(JobCancelledError, match=r"job \d+ was cancelled"):
        wait_as_a_job(store, lambda job: request_cancel(store, job.id), poll_s=0.01)

    assert state(store) == "cancelled"


def test_sigterm_ends_the_work_as_cancelled(store):
    with pytest.raises(SystemExit) as raised:
        wait_as_a_job(store, lambda _: os.kill(os.getpid(), signal.SIGTERM))

    assert raised.value.code == 128 + signal.SIGTERM
    assert state(store) == "cancelled"


def test_a_job_that_is_not_stopped_goes_to_its_end(store):
    before = signal.getsignal(signal.SIGTERM)

    with start_job(store, "reindex", "button") as job, stoppable(job):
        pass

    assert state(store) == "done"
    assert signal.getsignal(signal.SIGTERM) is before
