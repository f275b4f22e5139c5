"""What a fetcher does when a server is busy, breaks off or wants a cookie."""

import gzip
import struct
from contextlib import suppress
from socket import SO_LINGER, SOL_SOCKET

import pytest

from faqbot.core.errors import FetchError

OPEN = (200, {}, b"open")


def hang_up(request):
    """Break the connection so that the client sees it reset."""
    request.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_request_to_a_busy_server_is_retried(server, fetch, status):
    server.respond_in_turn((status,), (status,), OPEN)

    assert fetch(server.url).body == b"open"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        pytest.param({"Content-Length": "9"}, b"half", id="cut off"),
        pytest.param({"Content-Encoding": "gzip"}, gzip.compress(b"open")[:-9], id="packed"),
    ],
)
def test_a_truncated_response_is_retried(server, fetch, headers, body):
    server.respond_in_turn((200, headers, body), OPEN)

    assert fetch(server.url).body == b"open"


def test_a_reset_connection_is_retried(server, fetch):
    def answer(request):
        hang_up(request) if len(server.requests) < 3 else request.wfile.write(
            b"HTTP/1.0 200 OK\r\n\r\nopen"
        )

    server.respond = answer

    assert fetch(server.url).body == b"open"


def test_a_server_that_stays_busy_is_tried_three_times(server, fetch, clock):
    server.respond_in_turn((500,))

    page = fetch(server.url)

    assert (page.status, len(server.requests), clock.slept) == (500, 3, 3)


def test_a_server_that_always_truncates_is_tried_three_times(server, fetch):
    server.respond = hang_up

    with pytest.raises(FetchError, match="closed the connection"):
        fetch(server.url)

    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((404,), id="not found"),
        pytest.param((403,), id="forbidden"),
        pytest.param((999,), id="no status at all"),
        pytest.param((501,), id="not implemented"),
        pytest.param((204,), id="no content"),
        pytest.param((200, {"Content-Type": "video/mp4"}), id="never read"),
        pytest.param((200, {"Content-Encoding": "gzip"}, b"no gzip"), id="damaged packing"),
        pytest.param((200, {}, b"x" * 10_001), id="too large"),
    ],
)
def test_a_permanent_failure_is_not_retried(server, fetch, answer):
    server.respond_in_turn(answer)

    with suppress(FetchError):
        fetch(server.url)

    assert len(server.requests) == 1


def test_a_timeout_is_not_retried(server, fetch, timer):
    def hang(request):
        timer.fire()
        request.server.closing.wait()

    server.respond = hang

    with pytest.raises(FetchError):
        fetch(server.url)

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("asked", "waited_s"),
    [
        pytest.param("7", 7, id="seconds"),
        pytest.param("Mon, 23 Nov 2026 12:00:09 GMT", 9, id="date"),
        pytest.param("Mon, 23 Nov 2026 11:00:00 GMT", 1, id="date that is past"),
        pytest.param("soon -5", 1, id="unreadable"),
        pytest.param("0", 1, id="at once"),
    ],
)
def test_retry_after_is_respected(server, fetch, clock, asked, waited_s):
    server.respond_in_turn((503, {"Retry-After": asked}), OPEN)

    fetch(server.url)

    assert clock.slept == waited_s


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        pytest.param("86400", "2026-11-24 12:00 UTC", id="a day"),
        pytest.param("Tue, 24 Nov 2026 08:30:00 GMT", "2026-11-24 08:30 UTC", id="date"),
        pytest.param("9" * 5000, "2030-01-23 21:46 UTC", id="for ever"),
    ],
)
def test_a_long_retry_after_ends_the_tries_and_is_quoted(server, fetch, asked, until):
    server.respond_in_turn((429, {"Retry-After": asked}))

    with pytest.raises(FetchError) as raised:
        fetch(server.url)

    assert raised.value.reason == f"HTTP status 429, retry after {until}"
    assert len(server.requests) == 1


def test_retry_after_holds_for_the_other_pages_of_the_site(server, fetch, clock):
    server.respond_in_turn((429, {"Retry-After": "86400"}), OPEN)
    with pytest.raises(FetchError):
        fetch(server.url)

    fetch(server.url + "/more")

    assert clock.slept == 30


def test_all_tries_of_a_page_take_less_than_40_seconds(server, fetch, clock):
    server.respond_in_turn((503, {"Retry-After": "30"}))

    fetch(server.url)

    assert len(server.requests) == 2
    assert clock.slept < 40


def test_a_page_is_not_retried_when_the_delay_is_long(server, make_fetcher):
    server.respond_in_turn((500,))

    make_fetcher(delay_s=60).fetch(server.url)

    assert len(server.requests) == 1


def test_a_cookie_that_a_redirect_to_the_same_page_sets_is_sent_back(server, fetch):
    wall = (302, {"Location": "/faq", "Set-Cookie": "seen=1; Path=/; Secure"})
    server.respond_in_turn(wall, OPEN)

    page = fetch(server.url)
    fetch(server.url + "/more")

    assert page.body == b"open"
    sent = [request.headers["Cookie"] for request in server.requests]
    assert sent == [None, "seen=1", "seen=1"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((200, {"Set-Cookie": "seen=1"}), id="page"),
        pytest.param((302, {"Location": "/other", "Set-Cookie": "seen=1"}), id="elsewhere"),
        pytest.param((302, {"Location": "/faq", "Set-Cookie": "no pair"}), id="unreadable"),
    ],
)
def test_other_cookies_are_not_taken(server, fetch, answer):
    server.respond_in_turn(answer)

    fetch(server.url)
    fetch(server.url)

    assert [request.headers["Cookie"] for request in server.requests] == [None, None]


def test_a_page_that_always_sets_a_new_cookie_is_tried_three_times(server, fetch):
    def answer(request):
        number = len(server.requests)
        request.wfile.write(
            b"HTTP/1.0 302 Found\r\nLocation: /faq\r\nSet-Cookie: a%d=1\r\n\r\n" % number
        )

    server.respond = answer

    assert fetch(server.url).status == 302
    assert len(server.requests) == 3
