"""Reindexes that run, seen and ended from another terminal."""

import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

FAQBOT = [sys.executable, "-m", "faqbot.cli", "--home"]
DEADLINE_S = 60


class SlowSite:
    """A site on loopback that answers nothing before it is let go."""

    def __init__(self) -> None:
        self.was_asked = Event()
        self.may_answer = Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.was_asked.set()
                site.may_answer.wait(DEADLINE_S)
                self.send_error(404)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    @contextmanager
    def running(self):
        Thread(target=self.server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.may_answer.set()
            self.server.shutdown()
            self.server.server_close()


@pytest.fixture
def slow_site():
    with SlowSite().running() as site:
        yield site


@pytest.fixture
def home(tmp_path):
    (tmp_path / "faqbot.toml").write_text('[scrape]\nallow_private = ["127.0.0.1:*"]\n')
    return tmp_path


@pytest.fixture
def start(home):
    """Return a maker of processes that run a command of faqbot in the home folder."""
    started = []

    def start(*arguments):
        clean = {name: value for name, value in os.environ.items() if "FAQBOT" not in name}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen([*FAQBOT, home, *arguments], env=clean, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def run(start):
    def run(*arguments):
        process = start(*arguments)
        out, err = process.communicate(timeout=DEADLINE_S)
        return process.returncode, out, err

    return run


@pytest.fixture
def running(start, slow_site):
    """Return a reindex that waits for its site."""
    process = start("reindex", slow_site.url)
    assert slow_site.was_asked.wait(DEADLINE_S)
    return process


def test_a_running_reindex_is_listed_and_keeps_others_out(running, run, slow_site):
    status, _, err = run("reindex", slow_site.url)
    listed = json.loads(run("jobs", "--json")[1])

    assert status == 1
    assert re.match(r"faqbot: reindex 1 is running since \S+ \(started by cron, process \d+\)", err)
    [job] = listed
    assert (job["id"], job["state"], job["pid"]) == (1, "running", running.pid)


def test_a_reindex_that_is_cancelled_ends_while_its_site_is_silent(running, run):
    status, out, _ = run("cancel")

    assert (status, out.startswith("Reindex 1 ends within seconds")) == (0, True)
    assert running.wait(DEADLINE_S) == 1
    assert "job 1 was cancelled" in running.stderr.read()
    assert "reindex 1: cancelled" in run("jobs", "1")[1]


def test_a_reindex_that_was_killed_is_told_to_have_died(running, run):
    running.kill()
    running.wait()

    assert re.search(r"died .* its process ended without saying so", run("jobs")[1])


def test_there_is_nothing_to_cancel_when_nothing_runs(run):
    status, out, err = run("cancel")

    assert (status, out) == (1, "")
    assert err == "faqbot: no reindex is running; `faqbot jobs` lists the last ones\n"


def test_before_the_first_reindex_jobs_says_how_to_run_one(run):
    assert run("jobs")[1] == "No reindex has been recorded yet; `faqbot reindex` runs one.\n"
    assert run("jobs", "--json")[1] == "[]\n"


def test_a_job_that_is_not_kept_is_one_plain_line(run):
    status, _, err = run("jobs", "7")

    assert (status, err) == (1, "faqbot: there is no job 7; `faqbot jobs` lists the last ones\n")


def test_a_database_that_cannot_be_used_does_not_stop_a_reindex(home, run):
    (home / "instance").write_text("a file in the way")
    (home / "desk.csv").write_text("question,answer\nWhere is the gym?,On Elm Street.\n")
    run("import", str(home / "desk.csv"))
    with (home / "faqbot.toml").open("a") as file:
        file.write('[[source]]\nfile = "desk.csv"\n')

    status, out, err = run("reindex")

    assert (status, "Published build 000001" in out) == (0, True)
    assert err.startswith("faqbot: this reindex is not recorded: ")
    assert err.count("\n") == 1
