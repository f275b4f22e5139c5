"""Commands in their own processes, and a site that makes them wait."""

import os
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

FAQBOT = [sys.executable, "-m", "faqbot.cli", "--home"]
DEADLINE_S = 60


class SlowSite:
    """A site on loopback that answers only after `may_answer` is set."""

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
