from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from faqbot.core.errors import JobRunningError, SourceError
from faqbot.core.settings import LogSettings, ReindexSettings, SourceSettings
from faqbot.jobs.control import job_with_log, last_jobs, open_store, start_reindex
from faqbot.jobs.reindex import Listener, Order, reindex
from faqbot.services.publishing import builds
from faqbot.staff.questions import LoggedQuestion, add_questions, distinct_questions
from faqbot.staff.running_job import start_job

DEAD = "http://127.0.0.1:1/"
UNREACHABLE = ReindexSettings(notify="desk@oakhill.example", smtp="127.0.0.1:1")


class Events:
    """Collects the events of a reindex."""

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
def events():
    return Events()


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
        add_questions(connection, [(at, LoggedQuestion(question, "answer"))] * times)


def test_a_reindex_is_a_job_with_its_end_its_build_and_a_log(settings, events):
    done = reindex(settings, Order(started_by="cron"), events.listener)

    [job] = last_jobs(settings, 10)
    assert (job.kind, job.state, job.started_by) == ("reindex", "done", "cron")
    assert job.build_id == done.indexed.build.id
    assert (job.phase, job.done, job.total) == ("index", 1, 1)
    log = job_with_log(settings, job.id)[1]
    assert "desk.csv: 1 fetched" in log[0]
    assert log[1:] == ["build 000001 is live: 1 passages of 1 documents"]


def test_the_listener_hears_the_steps_and_what_was_scraped(settings, events):
    reindex(settings, Order(), events.listener)

    assert "index" in events.phases
    assert [report.count("fetched") for report in events.sites] == [1]
    assert events.problems == []


def test_a_second_reindex_is_notified_who_runs(settings, store, events):
    start_job(store, "reindex", "schedule")

    with pytest.raises(JobRunningError, match=r"reindex 1 has been .*started by schedule"):
        reindex(settings, Order(), events.listener)

    assert builds(settings) == []


def test_a_site_that_fails_makes_the_job_fail_though_the_rest_is_published(settings, events):
    both = replace(settings, sources=(*settings.sources, SourceSettings(url=DEAD)))

    reindex(both, Order(), events.listener)

    [job] = last_jobs(settings, 10)
    assert (job.state, job.build_id) == ("failed", "000001")
    assert DEAD in job.error


def test_nothing_is_indexed_when_every_site_fails(settings, events):
    done = reindex(settings, Order((DEAD,)), events.listener)

    assert done.indexed is None
    assert builds(settings) == []
    assert last_jobs(settings, 1)[0].state == "failed"


def test_an_error_is_kept_as_the_reason_why_the_job_failed(loopback_settings, events):
    with pytest.raises(SourceError):
        reindex(loopback_settings, Order(), events.listener)

    [job] = last_jobs(loopback_settings, 10)
    assert (job.state, "no site has been scraped yet" in job.error) == ("failed", True)


def test_without_a_database_the_reindex_runs_and_warns_that_it_is_unrecorded(settings, events):
    (settings.home / "instance").write_text("a file in the way")

    done = reindex(settings, Order(), events.listener)

    assert done.indexed.build.id == "000001"
    [problem] = events.problems
    assert problem.startswith("this reindex is not recorded: ")
    assert "faqbot.sqlite3" in problem


def test_a_preview_asks_what_visitors_asked_in_the_last_month(settings, store, events):
    reindex(settings, Order(), events.listener)
    ask(store, "where is the gym", days_ago=29, times=3)
    ask(store, "where was the pool", days_ago=31)
    (settings.home / "desk.csv").write_text(
        "question,answer\nWhere is the gym?,It moved to Oak Road.\n"
    )

    shown = reindex(settings, Order(is_preview=True), events.listener).preview

    assert (shown.asked_count, shown.asked_from) == (1, "1 questions of visitors")
    [change] = shown.changes
    assert (change.question, change.count) == ("where is the gym", 3)
    assert [each.build.id for each in builds(settings) if each.is_published] == ["000001"]


def test_a_preview_without_a_question_log_asks_the_sites_own_questions(settings, events):
    reindex(settings, Order(), events.listener)
    database = settings.database_file
    database.write_bytes(b"not a database" * 100)

    shown = reindex(settings, Order(is_preview=True), events.listener).preview

    assert shown.asked_from == "the site's own questions"


@pytest.mark.parametrize(("is_on", "left"), [(True, 1), (False, 0)], ids=["on", "off"])
def test_old_questions_go_also_after_the_log_was_switched_off(is_on, left, settings, store, events):
    ask(store, "where is the gym", days_ago=40)
    logged = replace(settings, log=LogSettings(questions=is_on, keep_days=30))

    reindex(logged, Order(), events.listener)

    assert len(distinct_questions(store, datetime.now(UTC) - timedelta(days=365))) == left


def test_the_process_takes_the_job_that_was_queued_for_it(settings, events):
    job_id = start_reindex(settings, "webhook", spawn=lambda _: None)

    reindex(settings, Order(job_id=job_id), events.listener)

    [job] = last_jobs(settings, 10)
    assert (job.id, job.state, job.started_by) == (job_id, "done", "webhook")


@pytest.mark.parametrize(("started_by", "is_notified"), [("cron", True), ("terminal", False)])
def test_staff_are_notified_of_an_unwatched_failure(started_by, is_notified, settings, events):
    failing = replace(settings, reindex=UNREACHABLE, sources=(SourceSettings(file="lost.csv"),))

    reindex(failing, Order(started_by=started_by), events.listener)

    tried = [problem for problem in events.problems if "could not be notified" in problem]
    assert bool(tried) is is_notified


def test_a_message_that_cannot_be_sent_is_in_the_log_of_the_job(loopback_settings, events):
    settings = replace(loopback_settings, reindex=UNREACHABLE)

    with pytest.raises(SourceError):
        reindex(settings, Order(started_by="webhook"), events.listener)

    [job] = last_jobs(settings, 1)
    assert (job.state, "no site has been scraped yet" in job.error) == ("failed", True)
    assert "could not be notified" in job_with_log(settings, job.id)[1][-1]
