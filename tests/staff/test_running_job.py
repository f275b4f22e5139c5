import sqlite3
from contextlib import closing

import pytest

from faqbot.core.errors import JobCancelledError, SourceError
from faqbot.core.records import Progress
from faqbot.staff.jobs import current_job, job_history, job_log, request_cancel
from faqbot.staff.running_job import start_job


@pytest.fixture
def job(store, clock):
    with start_job(store, "reindex", "terminal", now=clock) as started:
        yield started


def last(store):
    return job_history(store)[0]


def test_progress_has_a_rate_and_an_estimate(store, job, clock):
    job.report(Progress("scrape", 0, 300))
    clock.move(seconds=10)

    job.report(Progress("scrape", 50, 300, "https://school.example/"))

    seen = current_job(store)
    assert (seen.phase, seen.done, seen.total) == ("scrape", 50, 300)
    assert (seen.rate, seen.estimate_s) == (5.0, 50.0)
    assert seen.note == "https://school.example/"


def test_rate_and_estimate_are_those_of_the_phase(store, job, clock):
    job.report(Progress("scrape", 300, 300))
    clock.move(seconds=100)
    job.report(Progress("extract", 0, 100))
    clock.move(seconds=10)

    job.report(Progress("extract", 20, 100))

    seen = current_job(store)
    assert (seen.rate, seen.estimate_s) == (2.0, 40.0)


def test_progress_is_written_twice_a_second_at_most(store, job, clock):
    job.report(Progress("scrape", 1, 300))
    clock.move(seconds=0.4)
    job.report(Progress("scrape", 2, 300))
    assert current_job(store).done == 1
    clock.move(seconds=0.2)

    job.report(Progress("scrape", 3, 300))

    assert current_job(store).done == 3


def test_the_end_records_the_last_progress_too(store, job):
    job.report(Progress("scrape", 1, 2))
    job.report(Progress("scrape", 2, 2))

    job.finish("000012")

    ended = last(store)
    assert (ended.state, ended.done, ended.build_id) == ("done", 2, "000012")
    assert ended.finished_at == "2026-03-04T12:00:00+00:00"


def test_a_job_whose_block_ends_is_done(store, clock):
    with start_job(store, "reindex", "terminal", now=clock):
        pass

    assert last(store).state == "done"


@pytest.mark.parametrize(
    ("error", "state", "message"),
    [
        pytest.param(SourceError("school.example is down"), "failed", "school.example is down"),
        pytest.param(ZeroDivisionError(), "failed", "ZeroDivisionError"),
        pytest.param(JobCancelledError("not wanted"), "cancelled", "not wanted"),
        pytest.param(KeyboardInterrupt(), "cancelled", "stopped by a signal"),
        pytest.param(SystemExit(0), "cancelled", "0"),
    ],
    ids=["error", "bug", "cancelled", "Ctrl-C", "SIGTERM"],
)
def test_an_exception_ends_the_job_and_goes_on(error, state, message, store):
    with pytest.raises(type(error)), start_job(store, "reindex", "cron"):
        raise error

    assert (last(store).state, last(store).error) == (state, message)


def test_a_job_may_ask_whether_it_was_cancelled(store, job, clock):
    assert not job.is_cancelled()
    request_cancel(store, job.id)
    clock.move(seconds=1)

    assert job.is_cancelled()


def test_what_is_reported_after_the_end_changes_nothing(store, clock):
    job = start_job(store, "reindex", "terminal", now=clock)
    job.fail("two sites are down", "000007")
    clock.move(seconds=1)

    job.report(Progress("scrape", 1, 300))

    ended = last(store)
    assert (ended.state, ended.error, ended.done) == ("failed", "two sites are down", 0)
    assert ended.build_id == "000007"


def test_progress_goes_on_when_the_clock_was_put_back(store, job, clock):
    job.report(Progress("scrape", 1, 300))
    clock.move(days=-1)

    job.report(Progress("scrape", 2, 300))

    assert current_job(store).done == 2


def test_the_last_500_lines_of_the_log_are_kept(store, clock):
    with start_job(store, "reindex", "terminal", now=clock) as job:
        for number in range(700):
            clock.move(seconds=0.01)
            job.log(f"line {number}")

    assert job_log(store, job.id) == [f"line {number}" for number in range(200, 700)]


def test_a_line_of_the_log_is_cut_and_cleaned(store, job):
    job.log("\x1b[31mred\x00" + "x" * 1000)
    job.finish()

    [line] = job_log(store, job.id)
    assert line.startswith("[31mredxxx")
    assert len(line) < 501


@pytest.fixture
def unwritable(tmp_path, open_store):
    (tmp_path / "instance").write_text("a file in the way")
    return open_store(tmp_path / "instance" / "faqbot.sqlite3")


def test_without_a_database_the_job_runs_unrecorded_and_says_why(unwritable):
    with start_job(unwritable, "reindex", "terminal") as job:
        job.report(Progress("scrape", 1, 300))
        job.log("fetched")
        assert not job.is_cancelled()

    assert job.id is None
    assert "instance/faqbot.sqlite3" in job.problem


def test_a_job_goes_on_while_the_database_is_locked(tmp_path, open_store, clock):
    path = tmp_path / "faqbot.sqlite3"
    store = open_store(path, wait_s=0)
    with start_job(store, "reindex", "terminal", now=clock) as job:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            job.log("while it is locked")
            job.report(Progress("scrape", 1, 300))
            assert "is locked" in job.problem
        clock.move(seconds=60)
        job.report(Progress("scrape", 2, 300))

    assert last(store).state == "done"
    assert job_log(store, job.id) == ["while it is locked"]


def test_a_job_goes_on_when_its_database_is_gone(tmp_path, open_store, clock):
    path = tmp_path / "faqbot.sqlite3"
    store = open_store(path)
    with start_job(store, "reindex", "terminal", now=clock) as job:
        path.unlink()
        clock.move(seconds=1)
        job.log("still here")
        job.report(Progress("scrape", 1, 300))

    assert "the record of this job has been deleted" in job.problem
    assert job_history(store) == []
