"""Reindexes that run, seen and ended from another terminal."""

import json
import re

import pytest

DEADLINE_S = 60


@pytest.fixture
def running(start, slow_site):
    """Return a reindex that waits for its site."""
    process = start("reindex", slow_site.url)
    assert slow_site.was_asked.wait(DEADLINE_S)
    return process


def test_a_running_reindex_is_listed_and_keeps_others_out(running, run, slow_site):
    status, _, err = run("reindex", slow_site.url)
    [job] = json.loads(run("jobs", "--json")[1])

    assert status == 1
    refusal = r"faqbot: reindex 1 has been running since \S+ \(started by cron, process \d+\)"
    assert re.match(refusal, err)
    assert (job["id"], job["state"], job["pid"]) == (1, "running", running.pid)


def test_a_reindex_that_is_cancelled_ends_while_its_site_is_silent(running, run):
    status, out, _ = run("cancel")

    assert (status, out.startswith("Reindex 1 will end within seconds")) == (0, True)
    assert running.wait(DEADLINE_S) == 1
    assert "job 1 was cancelled" in running.stderr.read()
    assert "reindex 1: cancelled" in run("jobs", "1")[1]


def test_a_reindex_that_was_killed_is_listed_as_died(running, run):
    running.kill()
    running.wait()

    assert re.search(r"died .* its process ended unexpectedly", run("jobs")[1])


def test_there_is_nothing_to_cancel_when_nothing_runs(run):
    status, out, err = run("cancel")

    assert (status, out) == (1, "")
    assert err == "faqbot: no reindex is running; `faqbot jobs` lists the latest\n"


def test_before_the_first_reindex_jobs_says_how_to_run_one(run):
    assert run("jobs")[1] == "No reindex has been recorded yet; `faqbot reindex` runs one.\n"
    assert run("jobs", "--json")[1] == "[]\n"


def test_an_unknown_job_is_one_plain_line(run):
    status, _, err = run("jobs", "7")

    assert (status, err) == (1, "faqbot: there is no job 7; `faqbot jobs` lists the latest\n")


def test_a_database_that_cannot_be_used_does_not_stop_a_reindex(home, run):
    (home / "instance").write_text("a file in the way")
    (home / "desk.csv").write_text("question,answer\nWhere is the gym?,On Elm Street.\n")
    run("import", str(home / "desk.csv"))
    with (home / "faqbot.toml").open("a") as file:
        file.write('[[source]]\nfile = "desk.csv"\n')

    status, out, err = run("reindex")

    assert (status, "Published build 000001" in out) == (0, True)
    # Progress is written too if it takes long.
    [warning] = [line for line in err.splitlines() if line.startswith("faqbot: ")]
    assert warning.startswith("faqbot: this reindex is not recorded: ")


def test_status_shows_a_running_reindex_and_all_problems(running, run):
    status, out, err = run("status")

    assert (status, err) == (1, "")
    assert re.search(r"^Running   reindex 1 \(cron\): scrape", out, re.MULTILINE)
    assert "Problems:\n" in out
    assert "nothing has been indexed yet" in out


def test_status_as_json_names_the_job_without_internals(running, run):
    current = json.loads(run("status", "--json")[1])

    assert (current["running"]["id"], current["last_reindex"], current["published"]) == (
        1,
        None,
        None,
    )
    assert "process" not in current["running"]
    assert len(current["problems"]) == 1


def test_status_is_well_after_a_reindex(home, run):
    (home / "desk.csv").write_text("question,answer\nWhere is the gym?,On Elm Street.\n")
    with (home / "faqbot.toml").open("a") as file:
        file.write('[reindex]\nevery = "24h"\n[[source]]\nfile = "desk.csv"\n')
    run("reindex")

    status, out, _ = run("status")

    assert (status, out.endswith("\nAll is well.\n")) == (0, True)
    assert re.search(r"^Schedule  every 24h, next 20", out, re.MULTILINE)
    assert re.search(r"^Build     000001 is live", out, re.MULTILINE)
