from contextlib import closing

import pytest

from faqbot.core.errors import NotFoundError
from faqbot.core.settings import Settings
from faqbot.jobs.control import cancel, last_jobs, open_store, start_reindex
from faqbot.staff.running_job import start_job


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path)


@pytest.fixture
def store(settings):
    with closing(open_store(settings)) as opened:
        yield opened


def test_a_reindex_of_its_own_process_waits_for_it(settings):
    spawned = []

    job_id = start_reindex(settings, "webhook", spawn=spawned.append)

    [job] = last_jobs(settings, 10)
    assert (job.id, job.state, job.started_by) == (job_id, "waiting", "webhook")
    [command] = spawned
    assert command[-5:] == ["--home", str(settings.home), "reindex", "--job", str(job_id)]


def test_a_process_that_cannot_be_started_is_not_waited_for(settings):
    def spawn(_):
        raise OSError("no more processes")

    with pytest.raises(OSError, match="no more processes"):
        start_reindex(settings, "webhook", spawn=spawn)

    assert last_jobs(settings, 10)[0].state == "cancelled"


def test_the_job_that_runs_is_asked_to_end(settings, store):
    job = start_job(store, "reindex", "cron")

    assert cancel(settings).id == job.id
    assert last_jobs(settings, 1)[0].cancel_requested


def test_nothing_is_cancelled_if_nothing_runs(settings, store):
    start_job(store, "reindex", "cron").finish()

    assert cancel(settings) is None
    assert cancel(settings, 1) is None
    with pytest.raises(NotFoundError, match="there is no job 2"):
        cancel(settings, 2)
