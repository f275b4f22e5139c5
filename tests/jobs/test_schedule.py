import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from faqbot.core.settings import ReindexSettings, Settings
from faqbot.jobs.control import open_store
from faqbot.jobs.schedule import Schedule, next_run
from faqbot.staff.running_job import start_job

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
KILLED = -9


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path, reindex=ReindexSettings(every="24h"))


@pytest.fixture
def store(settings):
    with closing(open_store(settings)) as opened:
        yield opened


@pytest.fixture
def commands():
    return []


@pytest.fixture
def run(store, clock, commands):
    """Return a runner whose reindexes are done at once."""

    def run(command):
        commands.append(command)
        start_job(store, "reindex", "schedule", now=clock).finish()
        return 0

    return run


@pytest.fixture
def schedule(settings, run, clock):
    return Schedule(settings, run=run, now=clock)


def end_job(store, clock, *, kind="reindex", end="finish"):
    job = start_job(store, kind, "terminal", now=clock)
    job.fail("the site is down") if end == "fail" else job.finish()


def test_without_a_schedule_nothing_is_due(tmp_path):
    assert next_run(Settings(tmp_path), NOON) is None
    assert not (tmp_path / "instance").exists()


def test_the_first_run_is_due_at_once(settings, schedule, commands):
    assert next_run(settings, NOON) == NOON

    assert schedule.step()

    assert commands[0][-3:] == ["reindex", "--started-by", "schedule"]


@pytest.mark.parametrize("end", ["finish", "fail"])
def test_the_next_run_is_due_a_fixed_time_after_the_last_whoever_started_it(
    end, settings, store, schedule, clock, commands
):
    end_job(store, clock, end=end)
    clock.move(hours=23.9)
    assert not schedule.step()
    assert next_run(settings, clock()) == NOON + timedelta(hours=24)
    clock.move(hours=0.1)

    assert schedule.step()
    assert not schedule.step()
    assert len(commands) == 1


def test_a_preview_does_not_count(store, schedule, clock):
    end_job(store, clock, kind="preview")

    assert schedule.step()


def test_after_a_week_without_power_one_run_makes_up_for_all(settings, store, run, clock, commands):
    end_job(store, clock)
    clock.move(days=7)
    restarted = Schedule(settings, run=run, now=clock)

    ran = [restarted.step() for _ in range(10)]

    assert ran == [True] + [False] * 9


def test_a_restart_does_not_repeat_a_run(settings, store, run, clock, commands):
    end_job(store, clock)
    clock.move(hours=1)

    assert not Schedule(settings, run=run, now=clock).step()


def test_while_a_job_runs_nothing_is_started(settings, store, schedule, clock, commands):
    start_job(store, "preview", "terminal", now=clock)

    assert not schedule.step()
    assert next_run(settings, clock()) is None


def test_a_clock_that_was_put_back_does_not_stop_the_schedule(store, schedule, clock):
    clock.move(days=400)
    assert schedule.step()
    clock.move(days=-400)

    assert not schedule.step()
    clock.move(hours=24)
    assert schedule.step()


def test_a_process_that_fails_before_it_records_its_job_is_not_restarted_at_once(settings, clock):
    started = []
    schedule = Schedule(settings, run=lambda command: started.append(command) or 2, now=clock)

    for _ in range(60):
        schedule.step()
        clock.move(minutes=1)

    assert len(started) == 1


def test_without_its_database_the_schedule_goes_by_what_it_did(settings, clock):
    (settings.home / "instance").write_text("a file in the way")
    started = []
    schedule = Schedule(settings, run=lambda command: started.append(command) or 0, now=clock)

    for _ in range(60):
        schedule.step()
        clock.move(hours=1)

    assert len(started) == 2


def test_staff_are_notified_of_a_run_that_was_killed(tmp_path, clock, caplog):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    rules = ReindexSettings(every="1h", notify="desk@oakhill.example", smtp=f"127.0.0.1:{port}")
    schedule = Schedule(Settings(tmp_path, reindex=rules), run=lambda _: KILLED, now=clock)

    assert schedule.step()

    assert "desk@oakhill.example could not be notified of the failure" in caplog.text
