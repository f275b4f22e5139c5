import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from faqbot.core.errors import JobCancelledError, JobRunningError, NotFoundError, StoreError
from faqbot.staff.jobs import (
    current_job,
    find_job,
    job_history,
    queue_job,
    request_cancel,
    take_job,
)
from faqbot.staff.running_job import start_job
from faqbot.staff.store.schema import jobs

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
STARTER = """
import sys
from pathlib import Path
from faqbot.core.errors import JobRunningError
from faqbot.staff.running_job import start_job
from faqbot.staff.store.transactions import Store

database, lock_folder = sys.argv[1:]
store = Store(database if "://" in database else Path(database), lock_folder=Path(lock_folder))
input()
try:
    start_job(store, "reindex", "cron")
    print("started", flush=True)
except JobRunningError:
    print("refused", flush=True)
input()
"""


@pytest.fixture
def start_process(database, lock_folder):
    """Return a maker of processes that start a job at the first line of input."""
    started = []

    def start():
        command = [sys.executable, "-c", STARTER, str(database), str(lock_folder)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started.append(subprocess.Popen(command, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def go_on(process):
    process.stdin.write(b"\n")
    process.stdin.flush()


def states(store):
    return [job.state for job in job_history(store)]


def test_no_job_is_current_before_the_first(store):
    assert current_job(store) is None
    assert job_history(store) == []


def test_a_job_that_runs_is_current(store):
    job = start_job(store, "reindex", "button")

    seen = current_job(store)

    assert (seen.id, seen.state, seen.started_by) == (job.id, "running", "button")
    assert seen.pid == os.getpid()


def test_a_second_job_is_refused_and_names_the_first(store):
    job = start_job(store, "reindex", "cron", now=lambda: NOW)

    with pytest.raises(JobRunningError) as raised:
        start_job(store, "reindex", "terminal")

    assert str(raised.value) == (
        f"reindex {job.id} has been running since 2026-03-04T12:00:00+00:00 (started by cron, "
        f"process {os.getpid()}); wait until it ends, or cancel it with `faqbot cancel`"
    )


def test_jobs_of_another_kind_wait_for_their_turn_too(store):
    start_job(store, "preview", "terminal")

    with pytest.raises(JobRunningError, match=r"preview \d+ has been running"):
        start_job(store, "reindex", "cron")


def test_after_the_end_of_a_job_the_next_may_start(store):
    start_job(store, "reindex", "cron").finish()

    start_job(store, "reindex", "terminal").finish()

    assert states(store) == ["done", "done"]


def test_of_two_processes_that_start_at_once_one_runs(start_process):
    processes = [start_process() for _ in range(2)]
    for process in processes:
        go_on(process)

    said = sorted(process.stdout.readline().strip() for process in processes)

    assert said == [b"refused", b"started"]


def kill_once_started(process):
    go_on(process)
    assert process.stdout.readline() == b"started\n"
    process.kill()


def test_a_killed_job_has_died_at_once_and_does_not_block_the_next(store, start_process):
    process = start_process()
    kill_once_started(process)
    process.wait()
    assert current_job(store) is None

    start_job(store, "reindex", "terminal")

    assert states(store) == ["running", "died"]
    assert "its process ended unexpectedly" in job_history(store)[1].error


def test_a_killed_job_has_died_before_its_parent_waits_for_it(store, start_process):
    process = start_process()
    kill_once_started(process)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)

    assert states(store) == ["died"]


def test_a_silent_job_whose_process_lives_runs_on(store):
    start_job(store, "reindex", "cron", now=lambda: NOW)

    assert current_job(store, now=NOW + timedelta(days=1)).state == "running"


@pytest.mark.parametrize(("minutes", "state"), [(14, "running"), (16, "died")])
def test_a_job_of_another_machine_has_died_after_long_silence(
    minutes, state, store, database, open_store, tmp_path
):
    elsewhere = open_store(database, lock_folder=tmp_path / "home of another machine")
    start_job(elsewhere, "reindex", "cron", now=lambda: NOW)

    [job] = job_history(store, now=NOW + timedelta(minutes=minutes))

    assert job.state == state


def test_a_job_that_cannot_be_locked_runs_all_the_same(database, open_store, tmp_path):
    (tmp_path / "file").touch()
    store = open_store(database, lock_folder=tmp_path / "file")

    start_job(store, "reindex", "cron")

    assert states(store) == ["running"]


def test_lock_files_of_earlier_jobs_are_deleted(store, lock_folder):
    for _ in range(3):
        start_job(store, "reindex", "cron").finish()

    assert [path.name for path in lock_folder.glob("job-*.lock")] == ["job-3.lock"]


def test_a_waiting_job_is_taken_by_the_process_that_was_started_for_it(store):
    job_id = queue_job(store, "reindex", "button")

    job = start_job(store, "reindex", "button", job_id=job_id)

    assert job.id == job_id
    assert states(store) == ["running"]


def test_a_waiting_job_keeps_others_from_starting(store):
    queue_job(store, "reindex", "button")

    with pytest.raises(JobRunningError, match=r"reindex \d+ has been waiting since"):
        queue_job(store, "reindex", "webhook")


def test_a_waiting_job_whose_process_never_started_has_died(store):
    queue_job(store, "reindex", "button", now=NOW)

    queue_job(store, "reindex", "button", now=NOW + timedelta(minutes=3))

    [_, job] = job_history(store, now=NOW + timedelta(minutes=3))
    assert (job.state, job.error) == ("died", "its process never started")
    assert job.finished_at == "2026-03-04T12:00:00+00:00"


def test_a_waiting_job_that_is_cancelled_cannot_be_taken(store):
    job_id = queue_job(store, "reindex", "button")

    assert request_cancel(store, job_id)

    assert states(store) == ["cancelled"]
    with pytest.raises(JobCancelledError, match=f"job {job_id} is no longer waiting"):
        start_job(store, "reindex", "button", job_id=job_id)


def test_a_job_that_has_ended_cannot_be_cancelled(store):
    job = start_job(store, "reindex", "button")
    job.finish()

    assert request_cancel(store, job.id) is False
    assert states(store) == ["done"]


def test_a_job_is_found_by_its_number(store):
    job = start_job(store, "reindex", "button")

    assert find_job(store, job.id).state == "running"
    with pytest.raises(NotFoundError, match=f"there is no job {job.id + 1}; `faqbot jobs`"):
        find_job(store, job.id + 1)


def test_jobs_come_newest_first_up_to_the_limit(store):
    start_job(store, "reindex", "cron").finish()
    last = start_job(store, "reindex", "cron")

    assert [job.id for job in job_history(store, limit=1)] == [last.id]


def test_the_history_keeps_the_last_500_jobs(store):
    first = take_job(store, "reindex", "cron").id
    with store.writing() as connection:
        row = connection.execute(jobs.select()).mappings().one()
        rows = [{**row, "id": first + number, "state": "done"} for number in range(1, 505)]
        connection.execute(update(jobs).values(state="done"))
        connection.execute(jobs.insert(), rows)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT setval('jobs_id_seq', 1000)")

    start_job(store, "reindex", "cron")

    assert len(job_history(store, limit=1000)) == 500


def test_a_database_that_cannot_be_used_is_an_error_when_a_job_is_queued(tmp_path, open_store):
    (tmp_path / "instance").write_text("a file in the way")

    with pytest.raises(StoreError):
        queue_job(open_store(tmp_path / "instance" / "faqbot.sqlite3"), "reindex", "button")
