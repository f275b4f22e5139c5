"""A web server on loopback whose responses a test chooses, and fetchers for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from protego import Protego

from faqbot.crawl.crawler import crawl
from faqbot.crawl.frontier.plan import Plan
from faqbot.crawl.frontier.robots import Robots
from faqbot.crawl.http.fetch import Fetcher
from faqbot.crawl.http.ssrf_guard import SsrfGuard
from faqbot.crawl.store.snapshots import Snapshot

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

SEED = "https://oakhill.example/"
NOT_CRAWLED = (
    SEED + "faqbot-asks-for-a-page-that-is-not-there",
    SEED + "sitemap.xml",
)


class Clock:
    """A clock that only sleeping or a test moves."""

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


class FiringTimer:
    """A timer that goes off when a test says so, however long that takes."""

    def __init__(self, clock):
        self._clock = clock

    def __call__(self, seconds, action):
        self._seconds, self._action = seconds, action
        return self

    def fire(self):
        """Let its time pass and go off."""
        self._clock.now += self._seconds + 1
        self._action()

    def start(self):
        """Do nothing: no time passes."""

    def cancel(self):
        """Do nothing: it never goes off by itself."""


class LoopbackServer(ThreadingHTTPServer):
    """A web server; `respond` is called with each request."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.respond = sender()
        self.requests = []
        self.closing = Event()
        self.url = f"http://127.0.0.1:{self.server_port}/faq"

    def handle_error(self, *_):
        """Say nothing: clients that hang up are what many tests are about."""

    def respond_in_turn(self, *parts):
        """Respond with each of these (status, headers, body) in turn, then with the last."""

        def send(request):
            sender(*parts[min(len(self.requests), len(parts)) - 1])(request)

        self.respond = send


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append(self)
        self.server.respond(self)

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
def timer(clock):
    return FiringTimer(clock)


@pytest.fixture
def server():
    with LoopbackServer() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


@pytest.fixture
def make_fetcher(clock, timer):
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
            "timer": timer,
        }
        made.append(Fetcher(guard or SsrfGuard(["127.0.0.1:*"]), **(options | changes)))
        return made[-1]

    yield make
    for fetcher in made:
        with fetcher:
            pass


@pytest.fixture
def fetch(make_fetcher):
    return make_fetcher().fetch


class Site:
    """A site in a dict by URL: HTML, a status, an error to raise, or (status, URL) to redirect."""

    def __init__(self, folder, make_page):
        self.pages = {}
        self.requested = []
        self.progress = []
        self.knows_conditions = True
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self._folder = folder
        self._make_page = make_page

    def scrape(self, *, forbidden=(), force=False, seeds=(SEED,), **bounds):
        """Crawl the site and return what happened to each URL."""
        self.requested.clear()
        rules = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in forbidden)
        self.report = crawl(
            Plan(seeds, **bounds),
            self.snapshot,
            fetch=self.fetch,
            fetch_sitemap=self.fetch,
            robots=Robots(Protego.parse(rules), "faqbot"),
            now=self.now,
            report=self.progress.append,
            force=force,
        )
        self.downloaded_bytes = self.report.downloaded_bytes
        return {outcome.url: outcome.result for outcome in self.report.outcomes}

    def reason(self, url):
        """Return why the last scrape did with a URL what it did."""
        return next(one.reason for one in self.report.outcomes if one.url == url)

    def fetch(self, url, previous=None):
        answer = self.pages.get(url, 404)
        if url not in NOT_CRAWLED:
            self.requested.append(url)
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, int):
            return self._make_page("", url=url, status=answer)
        if isinstance(answer, tuple):
            page = self._make_page("", url=url, status=answer[0])
            return replace(page, headers={"location": answer[1]})
        page = self._make_page(answer, url=url)
        if self.knows_conditions and previous and previous.sha256 == page.sha256:
            return self._make_page("", url=url, status=304)
        return page

    @property
    def snapshot(self):
        return Snapshot(self._folder)

    @property
    def stored(self):
        return {page.url: page.body.decode() for page in self.snapshot.pages()}


@pytest.fixture
def site(tmp_path, make_page):
    """Return a site of three pages that was not scraped yet."""
    site = Site(tmp_path / "oakhill.example", make_page)
    home = '<p><a href="/faq">more</a><p><a href="/cost">more</a>'
    site.pages = {SEED: home, SEED + "faq": "answers", SEED + "cost": "prices"}
    return site


@pytest.fixture
def known(site):
    """Return the site after its first scrape."""
    site.scrape()
    site.progress.clear()
    return site
