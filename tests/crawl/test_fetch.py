import gzip
import hashlib
import re
import time
import zlib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Event, Thread
from urllib.parse import urljoin, urlsplit

import pytest

from faqbot.crawl.fetch import Fetcher
from faqbot.crawl.guard import Guard
from faqbot.crawl.links import normalise_url
from faqbot.errors import FetchError, RefusedError

LOOPBACK = Guard(["127.0.0.1:*"])
HTML = {"Content-Type": "text/html"}


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


class Office(ThreadingHTTPServer):
    """A web server on loopback; `answer` is called with each request."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = reply()
        self.requests = []
        self.closing = Event()
        self.url = f"http://127.0.0.1:{self.server_port}/faq"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append(self)
        self.server.answer(self)

    def log_message(self, *_):
        """Say nothing."""


def reply(body=b"", status=200, headers=HTML):
    """Return an answer that sends just this."""

    def send(request):
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return send


def then_silence(body, **parts):
    """Return an answer that sends this and keeps the connection open."""

    def send(request):
        reply(body, **parts)(request)
        request.server.closing.wait()

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

    def make(guard=LOOPBACK, **changes):
        options = {
            "user_agent": "faqbot/1.0",
            "contact": "",
            "delay_s": 0,
            "deadline_s": 60,
            "max_bytes": 10_000,
        }
        made.append(Fetcher(guard, **(options | changes), clock=clock, sleep=clock.sleep))
        return made[-1]

    yield make
    for fetcher in made:
        with fetcher:
            pass


@pytest.fixture
def fetch(make_fetcher):
    return make_fetcher().fetch


def test_a_page_comes_with_its_bytes_headers_and_time(office, fetch):
    body = "<p>Niños welcome".encode("latin-1")
    office.answer = reply(body, headers={"ETAG": '"7"', "Content-Language": "es", "X-Mood": "good"})

    page = fetch(office.url)

    assert (page.url, page.status, page.body) == (office.url, 200, body)
    assert page.sha256 == hashlib.sha256(body).hexdigest()
    assert page.headers == {"etag": '"7"', "content-language": "es"}
    assert datetime.fromisoformat(page.fetched_at).tzinfo == UTC


def test_a_request_says_who_asks(office, make_fetcher):
    make_fetcher(user_agent="faqbot/1.0 (site search; +web@oakhill.example)").fetch(office.url)

    sent = office.requests[0].headers
    assert sent["User-Agent"] == "faqbot/1.0 (site search; +web@oakhill.example)"


@pytest.mark.parametrize(
    ("kept", "sent"),
    [
        pytest.param({"etag": '"7"'}, {"If-None-Match": '"7"'}, id="tag"),
        pytest.param(
            {"last-modified": "Mon, 02 Mar 2026 08:00:00 GMT"},
            {"If-Modified-Since": "Mon, 02 Mar 2026 08:00:00 GMT"},
            id="date",
        ),
        pytest.param({"content-type": "text/html"}, {}, id="neither"),
    ],
)
def test_a_known_page_is_asked_for_only_if_it_has_changed(office, fetch, make_page, kept, sent):
    previous = replace(make_page("old"), headers=kept)

    fetch(office.url, previous)

    asked = office.requests[0].headers
    conditions = {name: value for name, value in asked.items() if name.startswith("If-")}
    assert conditions == sent


def test_a_new_page_is_asked_for_without_condition(office, fetch):
    fetch(office.url)

    assert not [name for name in office.requests[0].headers if name.startswith("If-")]


@pytest.mark.parametrize("status", [304, 404, 500])
def test_any_other_status_is_returned_without_a_body(office, fetch, status):
    office.answer = reply(b"" if status == 304 else b"<h1>Not today</h1>", status)

    page = fetch(office.url)

    assert (page.status, page.body) == (status, b"")


def test_a_redirect_is_returned_and_not_followed(office, fetch):
    office.answer = reply(b"<h1>Moved</h1>", 301, {"Location": "/new-faq"})

    page = fetch(office.url)

    assert (page.status, page.headers["location"], page.body) == (301, "/new-faq", b"")
    assert [request.path for request in office.requests] == ["/faq"]


def test_a_redirect_is_returned_before_its_body_has_come(office, make_fetcher):
    office.answer = then_silence(b"", status=302, headers={"Location": "/x", "Content-Length": "9"})

    page = make_fetcher(deadline_s=0.2).fetch(office.url)

    assert page.status == 302


@pytest.mark.parametrize(
    ("raw", "target"),
    [
        pytest.param("/niños".encode(), "/ni%C3%B1os", id="UTF-8"),
        pytest.param("/niños".encode("latin-1"), "/ni%F1os", id="Latin-1"),
    ],
)
def test_a_redirect_to_a_name_with_accents_leads_there(office, fetch, raw, target):
    office.answer = lambda request: request.wfile.write(
        b"HTTP/1.0 302 Found\r\nLocation: " + raw + b"\r\n\r\n"
    )

    page = fetch(office.url)

    assert urlsplit(normalise_url(urljoin(page.url, page.headers["location"]))).path == target


@pytest.mark.parametrize(
    "media_type",
    [
        "text/html; charset=utf-8",
        "TEXT/HTML",
        "text/plain",
        "application/xhtml+xml",
        "application/pdf",
    ],
)
def test_pages_and_pdfs_are_read(office, fetch, media_type):
    office.answer = reply(b"open", headers={"Content-Type": media_type})

    assert fetch(office.url).body == b"open"


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "application/zip"])
def test_other_media_types_are_refused_unread(office, make_fetcher, media_type):
    headers = {"Content-Type": media_type, "Content-Length": "9"}
    office.answer = then_silence(b"", headers=headers)

    with pytest.raises(RefusedError) as raised:
        make_fetcher(deadline_s=0.5).fetch(office.url)

    assert raised.value.reason == f"{media_type} is not a kind of page that is read"


TEXT = b"open from 8 to 4 " * 120
LETTERS = [gzip.compress(TEXT[at : at + 1]) for at in range(len(TEXT))]


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        pytest.param("gzip", gzip.compress(TEXT), id="gzip"),
        pytest.param("gzip", b"".join(LETTERS[:2]) + gzip.compress(TEXT[2:]), id="gzip, in parts"),
        pytest.param("gzip", b"".join(LETTERS), id="gzip, in very many parts"),
        pytest.param("deflate", zlib.compress(TEXT), id="deflate"),
        pytest.param("deflate", zlib.compress(TEXT, wbits=-15), id="deflate as old servers do it"),
    ],
)
def test_a_packed_page_is_unpacked(office, fetch, packing, body):
    office.answer = reply(body, headers={"Content-Encoding": packing})

    assert fetch(office.url).body == TEXT


def test_a_page_of_the_largest_size_is_read(office, make_fetcher):
    office.answer = reply(b"x" * 10_000)

    assert len(make_fetcher(max_bytes=10_000).fetch(office.url).body) == 10_000


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b"x" * 10_001, {}, id="one byte more"),
        pytest.param(gzip.compress(bytes(5_000_000)), {"Content-Encoding": "gzip"}, id="gzip bomb"),
    ],
)
def test_a_page_that_is_too_large_is_given_up(office, make_fetcher, body, headers):
    office.answer = reply(body, headers=headers)

    with pytest.raises(FetchError) as raised:
        make_fetcher(max_bytes=10_000).fetch(office.url)

    assert raised.value.reason == "larger than 10,000 bytes"


def slow_body(request, clock):
    reply(b"slow")(request)
    clock.now += 61
    request.wfile.write(b" page")


def slow_headers(request, clock):
    request.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n")
    for number in range(61):
        clock.now += 1
        request.wfile.write(b"X-Wait-%d: yes\r\n" % number)
    request.wfile.write(b"\r\n")


@pytest.mark.parametrize(
    "answer",
    [pytest.param(slow_body, id="body"), pytest.param(slow_headers, id="headers")],
)
def test_a_page_that_trickles_in_is_given_up_at_the_deadline(office, make_fetcher, clock, answer):
    office.answer = lambda request: answer(request, clock)

    with pytest.raises(FetchError) as raised:
        make_fetcher(deadline_s=60).fetch(office.url)

    assert raised.value.reason == "not complete after 60 seconds"


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        pytest.param(b"HTTP/1.1 ", b"2", id="first line"),
        pytest.param(b"HTTP/1.1 200 OK\r\n", b"X-Wait: yes\r\n", id="headers"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", b"x", id="chunk size"
        ),
    ],
)
def test_a_preamble_without_end_is_left_at_the_deadline(office, start, piece):
    sent = []

    def trickle(request):
        request.wfile.write(start)
        with suppress(OSError):
            while len(sent) < 50 and not request.server.closing.wait(0.02):
                request.wfile.write(piece)
                sent.append(piece)

    office.answer = trickle
    # Only real time passes while a line is read.
    options = {"user_agent": "faqbot/1.0", "contact": "", "delay_s": 0, "max_bytes": 10_000}

    with (
        Fetcher(LOOPBACK, **options, deadline_s=0.2, clock=time.monotonic) as fetcher,
        pytest.raises(FetchError),
    ):
        fetcher.fetch(office.url)

    assert len(sent) < 50


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda request: request.server.closing.wait(), id="from the start"),
        pytest.param(then_silence(b"half", headers={"Content-Length": "8"}), id="in the middle"),
    ],
)
def test_a_server_that_falls_silent_is_reported_in_plain_words(office, make_fetcher, answer):
    office.answer = answer

    with pytest.raises(FetchError) as raised:
        make_fetcher(deadline_s=0.1).fetch(office.url)

    assert raised.value.reason == "no answer in time"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(reply(b"half", headers={"Content-Length": "8"}), "breaks off", id="cut off"),
        pytest.param(
            reply(b"8\r\nhalf", headers={"Transfer-Encoding": "chunked"}),
            "breaks off",
            id="cut off in a chunk",
        ),
        pytest.param(
            reply(gzip.compress(TEXT)[:-9], headers={"Content-Encoding": "gzip"}),
            "breaks off",
            id="cut off, packed",
        ),
        pytest.param(
            reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "unpacked", id="badly packed"
        ),
        pytest.param(
            reply(b"\x0b\x02", headers={"Content-Encoding": "br"}), "packed as br", id="packing"
        ),
        pytest.param(
            lambda request: request.wfile.write(b"what?\r\n\r\n"), "not HTTP", id="not HTTP"
        ),
        pytest.param(lambda request: None, "", id="no answer at all"),
    ],
)
def test_a_broken_answer_is_a_failure_told_in_one_plain_line(office, fetch, answer, words):
    office.answer = answer

    with pytest.raises(FetchError) as raised:
        fetch(office.url)

    assert words in raised.value.reason
    # No line breaks, no calls or tuples: Python's words for an error are not the reader's.
    assert not re.search(r"\n|\w\(|\('", raised.value.reason)


def test_a_page_asked_for_by_https_of_a_server_without_it_blames_no_certificate(office, fetch):
    with pytest.raises(FetchError) as raised:
        fetch(office.url.replace("http:", "https:"))

    assert "certificate" not in raised.value.reason


@pytest.mark.parametrize("allow_private", [[], ["127.0.0.1:1"]], ids=["none", "other port"])
def test_a_private_address_is_refused_before_any_connection(make_fetcher, allow_private):
    with socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"

        with pytest.raises(RefusedError, match=r"127\.0\.0\.1 is a private address"):
            make_fetcher(Guard(allow_private)).fetch(url)

        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_connection_goes_to_the_address_that_was_checked(office, make_fetcher):
    guard = Guard(["oakhill.example:*"], resolve=lambda host, port: ["127.0.0.1"])
    url = office.url.replace("127.0.0.1", "oakhill.example")

    make_fetcher(guard).fetch(url)

    assert office.requests[0].headers["Host"] == f"oakhill.example:{office.server_port}"


def test_the_next_address_is_tried_when_one_does_not_answer(office, make_fetcher):
    office.answer = reply(b"open")
    guard = Guard(["oakhill.example:*"], resolve=lambda host, port: ["::1", "127.0.0.1"])

    page = make_fetcher(guard).fetch(office.url.replace("127.0.0.1", "oakhill.example"))

    assert page.body == b"open"


def test_proxies_of_the_environment_are_not_used(office, make_fetcher, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    office.answer = reply(b"open")

    assert make_fetcher().fetch(office.url).body == b"open"


def test_a_closed_port_is_reported_in_plain_words(fetch):
    with socket() as unheard:
        unheard.bind(("127.0.0.1", 0))

        with pytest.raises(FetchError) as raised:
            fetch(f"http://127.0.0.1:{unheard.getsockname()[1]}/")

    assert raised.value.reason == "cannot be reached (Connection refused)"


def test_an_unknown_host_is_reported_in_plain_words(make_fetcher):
    def resolve(host, port):
        raise OSError(-2, "Name or service not known")

    with pytest.raises(FetchError) as raised:
        make_fetcher(Guard(resolve=resolve)).fetch("http://nowhere.example/")

    assert raised.value.reason == "cannot be reached (Name or service not known)"


@pytest.mark.parametrize("url", ["http://oak hill.example/", "http://oak..example/"])
def test_a_host_that_cannot_exist_is_a_failure(fetch, url):
    with pytest.raises(FetchError):
        fetch(url)


def test_the_first_request_does_not_wait(office, make_fetcher, clock):
    make_fetcher(delay_s=2).fetch(office.url)

    assert clock.slept == 0


@pytest.mark.parametrize(
    ("elapsed_s", "pause_s"),
    [
        pytest.param(0, 2, id="at once"),
        pytest.param(0.5, 1.5, id="a little later"),
        pytest.param(9, 0, id="much later"),
    ],
)
def test_requests_are_apart_by_the_delay(office, make_fetcher, clock, elapsed_s, pause_s):
    fetcher = make_fetcher(delay_s=2)
    fetcher.fetch(office.url)
    clock.now += elapsed_s

    fetcher.fetch(office.url)

    assert clock.slept == pause_s


def test_the_delay_counts_from_the_end_of_a_failed_answer(office, make_fetcher, clock):
    fetcher = make_fetcher(delay_s=2)
    office.answer = lambda request: slow_body(request, clock)
    with pytest.raises(FetchError):
        fetcher.fetch(office.url)
    office.answer = reply()

    fetcher.fetch(office.url)

    assert clock.slept == 2


def test_a_longer_delay_can_be_set_between_requests(office, make_fetcher, clock):
    fetcher = make_fetcher(delay_s=1)
    fetcher.delay_s = 5
    fetcher.fetch(office.url)

    fetcher.fetch(office.url)

    assert clock.slept == 5
