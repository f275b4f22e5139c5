"""A web server on loopback that answers as a test tells it, and fetchers for it."""

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from faqbot.crawl.fetch import Fetcher
from faqbot.crawl.guard import Guard

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """Time that passes only when somebody sleeps or says so."""

    def __init__(self):
        self.now = 1000.0
        self.slept = 0.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept += seconds
        self.now += seconds

    def date(self):
        return NOON + timedelta(seconds=self.now - 1000.0)


class Office(ThreadingHTTPServer):
    """A web server; `answer` is called with each request."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = sender()
        self.requests = []
        self.closing = Event()
        self.url = f"http://127.0.0.1:{self.server_port}/faq"

    def handle_error(self, *_):
        """Say nothing: clients that hang up are what many tests are about."""

    def answer_in_turn(self, *parts):
        """Answer each request with the next of these (status, headers, body), the last for ever."""

        def send(request):
            sender(*parts[min(len(self.requests), len(parts)) - 1])(request)

        self.answer = send


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append(self)
        self.server.answer(self)

    def log_message(self, *_):
        """Say nothing."""


def sender(status=200, headers=None, body=b""):
    def send(request):
        request.send_response(status)
        for name, value in ({"Content-Type": "text/html"} | (headers or {})).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return send


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def office():
    with Office() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


@pytest.fixture
def make_fetcher(clock):
    """Return a maker of fetchers, which are closed at the end."""
    made = []

    def make(guard=None, **changes):
        options = {
            "user_agent": "faqbot/1.0",
            "contact": "",
            "delay_s": 0,
            "deadline_s": 60,
            "max_bytes": 10_000,
            "clock": clock,
            "sleep": clock.sleep,
            "now": clock.date,
        }
        made.append(Fetcher(guard or Guard(["127.0.0.1:*"]), **(options | changes)))
        return made[-1]

    yield make
    for fetcher in made:
        with fetcher:
            pass


@pytest.fixture
def fetch(make_fetcher):
    return make_fetcher().fetch
