import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from faqbot.core.settings import ReindexSettings, SourceSettings
from faqbot.jobs.control import open_store
from faqbot.jobs.reindex import Listener, Order, reindex
from faqbot.jobs.status import status
from faqbot.search.builds.folders import read_build, seal
from faqbot.staff.jobs import queue_job
from faqbot.staff.running_job import start_job
from faqbot.staff.store.schema import iso_time, log_gaps
from faqbot.web.app import create_app

DEAD = "http://127.0.0.1:1/"
PLENTY = 10**12


def ignore(_):
    pass


def look(settings, *, after=timedelta(), free=PLENTY):
    return status(settings, datetime.now(UTC) + after, free=lambda _: free)


@pytest.fixture
def settings(loopback_settings):
    """Return settings whose only source is a file of one question, which has been indexed."""
    (loopback_settings.home / "desk.csv").write_text(
        "question,answer\nWhere is the gym?,On Elm Street.\n"
    )
    configured = replace(loopback_settings, sources=(SourceSettings(file="desk.csv"),))
    run(configured)
    return configured


def run(settings):
    return reindex(settings, Order(), Listener(ignore, ignore, ignore))


@pytest.fixture
def store(settings):
    with closing(open_store(settings)) as opened:
        yield opened


def test_after_a_reindex_there_is_no_problem(settings):
    current = look(settings)

    assert current.problems == ()
    assert [(source.name, source.page_count) for source in current.sources] == [("desk.csv", 1)]
    assert (current.published.id, current.build_count) == ("000001", 1)
    assert (current.running, current.last_reindex.state) == (None, "done")
    assert current.disk.index_bytes > current.disk.scraped_bytes > 0
    assert current.disk.free_bytes == PLENTY


def test_before_the_first_reindex_it_says_how_to_begin(loopback_settings):
    current = look(loopback_settings)

    assert (current.sources, current.published, current.last_reindex) == ((), None, None)
    [problem] = current.problems
    assert "nothing has been indexed yet; run `faqbot reindex URL`" in problem


def test_what_happened_to_a_site_is_counted(sample_settings, sample_site):
    sources = {source.name: source for source in look(sample_settings).sources}

    source = sources[sample_site.url]
    assert source.read_at.startswith("20")
    assert (source.page_count, source.counts["refused"], source.failure) == (60, 1, "")


def test_a_damaged_build_is_listed(settings):
    (path,) = (settings.index_dir / "builds" / "000001").glob("build.json")
    path.write_text("{")

    current = look(settings)

    assert current.published is None
    assert "the build is damaged" in current.problems[0]
    assert "run `faqbot index`" in current.problems[0]


def test_a_build_of_another_format_stops_the_service_and_status_says_so(settings):
    folder = settings.index_dir / "builds" / "000001"
    for path in folder.rglob("*.json"):
        stated = json.loads(path.read_bytes())
        if path.name != "build.json" and "version" in stated:
            path.write_text(json.dumps(stated | {"version": 1000}))
    seal(folder, read_build(folder))

    response = create_app(settings).test_client().get("/readyz")
    [problem] = look(settings).problems

    assert response.status_code == 503
    assert "faqbot status" in response.text
    assert str(settings.home) not in response.text
    assert problem.startswith("cannot answer until this is fixed: ")
    assert problem.endswith("; run `faqbot index`")


def test_a_site_that_failed_is_listed_once_with_the_reason(settings):
    both = replace(settings, sources=(*settings.sources, SourceSettings(url=DEAD)))
    run(both)

    current = look(both)

    assert (current.last_reindex.state, current.last_reindex.build_id) == ("failed", "000002")
    [problem] = current.problems
    assert problem.startswith(f"{DEAD}: nothing could be read")


def test_a_source_that_was_never_read_is_listed(settings):
    more = replace(settings, sources=(*settings.sources, SourceSettings(url="https://oak.example")))

    assert look(more).problems == ("https://oak.example/: not read yet; run `faqbot reindex`",)


def test_a_damaged_report_of_a_scrape_is_no_trouble(settings):
    [folder] = [path for path in settings.scraped_dir.iterdir() if path.is_dir()]
    (folder / "report.json").write_text('{"outcomes": [{"url": 3}]}')

    current = look(settings)

    assert (current.problems, current.sources[0].counts) == ((), {})


def test_a_damaged_snapshot_is_listed_with_the_way_out(settings):
    [folder] = [path for path in settings.scraped_dir.iterdir() if path.is_dir()]
    (folder / "manifest.json").write_text("{")

    assert f"delete the folder {folder} and scrape again" in look(settings).problems[0]


def test_a_reindex_that_failed_is_listed_with_what_to_do(settings, store):
    start_job(store, "reindex", "cron").fail("the build was refused")

    [problem] = look(settings).problems

    assert problem == (
        "reindex 2 failed: the build was refused; `faqbot jobs 2` shows its log, "
        "`faqbot reindex` tries again"
    )


def test_a_reindex_whose_process_never_came_is_listed(settings, store):
    queue_job(store, "reindex", "webhook")

    [problem] = look(settings, after=timedelta(minutes=3)).problems

    assert problem.startswith("reindex 2 died: its process never started")


def test_a_running_job_is_shown_beside_the_last_one(settings, store):
    start_job(store, "preview", "terminal")

    current = look(settings)

    assert (current.running.kind, current.last_reindex.id) == ("preview", 1)


def test_a_database_that_cannot_be_written_is_listed(settings):
    settings.database_file.write_bytes(b"not a database" * 100)

    current = look(settings)

    assert (current.running, current.last_reindex) == (None, None)
    [problem] = current.problems
    assert "is damaged; stop faqbot" in problem
    assert "Visitors still get answers" in problem


@pytest.mark.parametrize(("days_ago", "is_listed"), [(6, True), (8, False)], ids=["new", "old"])
def test_questions_that_were_not_logged_are_listed_for_a_week(days_ago, is_listed, settings, store):
    at = iso_time(datetime.now(UTC) - timedelta(days=days_ago))
    with store.writing() as connection:
        gap = {"began_at": at, "ended_at": at, "lost_count": 1200, "reason": "locked"}
        connection.execute(insert(log_gaps).values(gap))

    problems = look(settings).problems

    assert any("1,200 questions of the last 7 days" in each for each in problems) is is_listed


@pytest.mark.parametrize(
    ("hours", "is_late"), [(23, False), (24.1, False), (24.2, True)], ids=["soon", "due", "late"]
)
def test_a_schedule_that_nobody_keeps_is_listed(hours, is_late, settings):
    scheduled = replace(settings, reindex=ReindexSettings(every="24h"))

    current = look(scheduled, after=timedelta(hours=hours))

    assert (current.schedule, bool(current.next_run)) == ("24h", True)
    assert any("keeps the schedule" in each for each in current.problems) is is_late


def test_a_disk_without_room_for_a_reindex_is_listed(settings):
    [problem] = look(settings, free=50_000_000).problems

    assert "only 50 MB are free, but a reindex may need 1" in problem
