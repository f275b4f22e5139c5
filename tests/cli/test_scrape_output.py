"""The report of a scrape on a terminal."""

import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from faqbot.cli.output import show_scrape
from faqbot.core.records import Outcome, ScrapeReport

SITE = "https://oakhill.example/"


@pytest.fixture
def printed(capsys):
    def print_report(*outcomes, **fields):
        show_scrape(ScrapeReport(SITE, tuple(outcomes), 0, **fields))
        return capsys.readouterr().out

    return print_report


def test_failed_urls_are_listed_before_refused_ones(printed):
    refused = [Outcome(f"{SITE}{n}", "refused", "disallowed by robots.txt") for n in range(20)]
    text = printed(*refused, Outcome(SITE + "faq", "failed", "no response in time"))

    assert text.splitlines()[1] == f"  failed: {SITE}faq: no response in time"
    assert "and 11 more; see report.json in the site's folder of scraped/" in text


def test_responses_from_an_interrupted_scrape_are_counted(printed):
    assert "  7 responses were taken from the interrupted scrape" in printed(resumed_count=7)
    assert "interrupted" not in printed()


@pytest.fixture
def endless_site():
    """Serve pages without end, the first as soon as `goes_on` is set; yield URL and two events."""
    asked, goes_on = Event(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.set()
            goes_on.wait(60)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<p>{self.path}</p><a href='{self.path}a'>next</a>".encode())

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked, goes_on
        goes_on.set()
        server.shutdown()


def test_ctrl_c_says_that_the_next_scrape_resumes(tmp_path, endless_site):
    url, asked, goes_on = endless_site
    # In a background job SIGINT may be ignored, and a child process would inherit that.
    handle_sigint = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = f"{handle_sigint}; from faqbot.cli.commands import main; main()"
    rules = {"FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*", "FAQBOT_SCRAPE__DELAY_S": "0"}
    with subprocess.Popen(
        [sys.executable, "-c", command, "--home", str(tmp_path), "scrape", url],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | rules,
    ) as process:
        assert asked.wait(60)
        process.send_signal(signal.SIGINT)
        goes_on.set()
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "faqbot: interrupted; run it again within a day to resume" in errors
