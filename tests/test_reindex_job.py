from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from faqbot.errors import JobRunningError, NotFoundError, SourceError
from faqbot.publishing import builds
from faqbot.reindex_job import (
    Listener,
    Order,
    cancel,
    job_with_log,
    last_jobs,
    open_store,
    reindex,
    start_reindex,
)
from faqbot.settings import LogSettings, SourceSettings
from faqbot.staff.questions import AskedQuestion, add_questions, distinct_questions
from faqbot.staff.running_job import start_job

DEAD = "http://127.0.0.1:1/"


class Hearing:
    """Keeps what a reindex tells."""

    def __init__(self) -> None:
        self.phases = []
        self.sites = []
        self.problems = []

    @property
    def listener(self) -> Listener:
        return Listener(
            lambda step: self.phases.append(step.phase), self.sites.extend, self.problems.append
        )


@pytest.fixture
def hearing():
    return Hearing()


@pytest.fixture
def settings(loopback_settings):
    """Return settings whose only source is a file of one question."""
    (loopback_settings.home / "desk.csv").write_text(
        "question,answer\nWhere is the gym?,On Elm Street.\n"
    )
    return replace(loopback_settings, sources=(SourceSettings(file="desk.csv"),))


@pytest.fixture
def store(settings):
    with closing(open_store(settings)) as opened:
        yield opened


def ask(store, question, *, days_ago, times=1):
    at = datetime.now(UTC) - timedelta(days=days_ago)
    with store.writing() as connection:
        add_questions(connection, [(at, AskedQuestion(question, "answer"))] * times)


def test_a_reindex_is_a_job_with_its_end_its_build_and_a_log(settings, hearing):
    done = reindex(settings, Order(started_by="cron"), hearing.listener)

    [job] = last_jobs(settings, 10)
    assert (job.kind, job.state, job.started_by) == ("reindex", "done", "cron")
    assert job.build_id == done.indexed.build.id
    assert (job.phase, job.done, job.total) == ("index", 1, 1)
    log = job_with_log(settings, job.id)[1]
    assert "desk.csv: 1 fetched" in log[0]
    assert log[1:] == ["build 000001 is in force: 1 passages of 1 documents"]


def test_the_listener_hears_the_steps_and_what_was_scraped(settings, hearing):
    reindex(settings, Order(), hearing.listener)

    assert "index" in hearing.phases
    assert [report.count("fetched") for report in hearing.sites] == [1]
    assert hearing.problems == []


def test_a_second_reindex_is_told_who_runs(settings, store, hearing):
    start_job(store, "reindex", "schedule")

    with pytest.raises(JobRunningError, match=r"reindex 1 is running since .*started by schedule"):
        reindex(settings, Order(), hearing.listener)

    assert builds(settings) == []


def test_a_site_that_fails_makes_the_job_fail_though_the_rest_is_published(settings, hearing):
    both = replace(settings, sources=(*settings.sources, SourceSettings(url=DEAD)))

    reindex(both, Order(), hearing.listener)

    [job] = last_jobs(settings, 10)
    assert (job.state, job.build_id) == ("failed", "000001")
    assert DEAD in job.error


def test_nothing_is_indexed_when_every_site_fails(settings, hearing):
    done = reindex(settings, Order((DEAD,)), hearing.listener)

    assert done.indexed is None
    assert builds(settings) == []
    assert last_jobs(settings, 1)[0].state == "failed"


def test_an_error_is_kept_as_the_reason_why_the_job_failed(loopback_settings, hearing):
    with pytest.raises(SourceError):
        reindex(loopback_settings, Order(), hearing.listener)

    [job] = last_jobs(loopback_settings, 10)
    assert (job.state, "no site has been scraped yet" in job.error) == ("failed", True)


def test_without_a_database_the_reindex_is_done_and_told_to_be_unrecorded(settings, hearing):
    (settings.home / "instance").write_text("a file in the way")

    done = reindex(settings, Order(), hearing.listener)

    assert done.indexed.build.id == "000001"
    [problem] = hearing.problems
    assert problem.startswith("this reindex is not recorded: ")
    assert "faqbot.sqlite3" in problem


def test_a_preview_asks_what_visitors_asked_in_the_last_month(settings, store, hearing):
    reindex(settings, Order(), hearing.listener)
    ask(store, "where is the gym", days_ago=29, times=3)
    ask(store, "where was the pool", days_ago=31)
    (settings.home / "desk.csv").write_text(
        "question,answer\nWhere is the gym?,It moved to Oak Road.\n"
    )

    shown = reindex(settings, Order(is_preview=True), hearing.listener).preview

    assert (shown.asked_count, shown.asked_from) == (1, "1 questions of visitors")
    [change] = shown.changes
    assert (change.question, change.count) == ("where is the gym", 3)
    assert [each.build.id for each in builds(settings) if each.is_published] == ["000001"]


def test_a_preview_without_a_question_log_asks_the_sites_own_questions(settings, hearing):
    reindex(settings, Order(), hearing.listener)
    database = settings.database_file
    database.write_bytes(b"not a database" * 100)

    shown = reindex(settings, Order(is_preview=True), hearing.listener).preview

    assert shown.asked_from == "the site's own questions"


@pytest.mark.parametrize(("is_on", "left"), [(True, 1), (False, 0)], ids=["on", "off"])
def test_old_questions_go_also_after_the_log_was_switched_off(
    is_on, left, settings, store, hearing
):
    ask(store, "where is the gym", days_ago=40)
    logged = replace(settings, log=LogSettings(questions=is_on, keep_days=30))

    reindex(logged, Order(), hearing.listener)

    assert len(distinct_questions(store, datetime.now(UTC) - timedelta(days=365))) == left


def test_a_reindex_of_its_own_process_waits_for_it(settings):
    spawned = []

    job_id = start_reindex(settings, "webhook", spawn=spawned.append)

    [job] = last_jobs(settings, 10)
    assert (job.id, job.state, job.started_by) == (job_id, "waiting", "webhook")
    [command] = spawned
    assert command[-5:] == ["--home", str(settings.home), "reindex", "--job", str(job_id)]


def test_the_process_takes_the_job_that_was_noted_for_it(settings, hearing):
    job_id = start_reindex(settings, "webhook", spawn=lambda _: None)

    reindex(settings, Order(job_id=job_id), hearing.listener)

    [job] = last_jobs(settings, 10)
    assert (job.id, job.state, job.started_by) == (job_id, "done", "webhook")


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
