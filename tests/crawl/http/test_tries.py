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
def test_a_busy_server_is_asked_again(office, fetch, status):
    office.answer_in_turn((status,), (status,), OPEN)

    assert fetch(office.url).body == b"open"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        pytest.param({"Content-Length": "9"}, b"half", id="cut off"),
        pytest.param({"Content-Encoding": "gzip"}, gzip.compress(b"open")[:-9], id="packed"),
    ],
)
def test_a_page_that_broke_off_is_asked_for_again(office, fetch, headers, body):
    office.answer_in_turn((200, headers, body), OPEN)

    assert fetch(office.url).body == b"open"


def test_a_page_whose_connection_was_reset_is_asked_for_again(office, fetch):
    def answer(request):
        hang_up(request) if len(office.requests) < 3 else request.wfile.write(
            b"HTTP/1.0 200 OK\r\n\r\nopen"
        )

    office.answer = answer

    assert fetch(office.url).body == b"open"


def test_a_server_that_stays_busy_is_asked_three_times(office, fetch, clock):
    office.answer_in_turn((500,))

    page = fetch(office.url)

    assert (page.status, len(office.requests), clock.slept) == (500, 3, 3)


def test_a_server_that_always_breaks_off_is_asked_three_times(office, fetch):
    office.answer = hang_up

    with pytest.raises(FetchError, match="closed the connection"):
        fetch(office.url)

    assert len(office.requests) == 3


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
def test_an_answer_that_would_come_again_is_not_asked_for_again(office, fetch, answer):
    office.answer_in_turn(answer)

    with suppress(FetchError):
        fetch(office.url)

    assert len(office.requests) == 1


def test_a_server_that_hangs_is_not_asked_again(office, fetch, timer):
    def hang(request):
        timer.fire()
        request.server.closing.wait()

    office.answer = hang

    with pytest.raises(FetchError):
        fetch(office.url)

    assert len(office.requests) == 1


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
def test_the_pause_that_a_busy_server_asks_for_is_kept(office, fetch, clock, asked, waited_s):
    office.answer_in_turn((503, {"Retry-After": asked}), OPEN)

    fetch(office.url)

    assert clock.slept == waited_s


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        pytest.param("86400", "2026-11-24 12:00 UTC", id="a day"),
        pytest.param("Tue, 24 Nov 2026 08:30:00 GMT", "2026-11-24 08:30 UTC", id="date"),
        pytest.param("9" * 5000, "2030-01-23 21:46 UTC", id="for ever"),
    ],
)
def test_a_server_that_asks_for_a_long_pause_is_left_alone_and_quoted(office, fetch, asked, until):
    office.answer_in_turn((429, {"Retry-After": asked}))

    with pytest.raises(FetchError) as raised:
        fetch(office.url)

    assert raised.value.reason == f"HTTP status 429, retry after {until}"
    assert len(office.requests) == 1


def test_the_pause_holds_for_the_other_pages_of_the_site_too(office, fetch, clock):
    office.answer_in_turn((429, {"Retry-After": "86400"}), OPEN)
    with pytest.raises(FetchError):
        fetch(office.url)

    fetch(office.url + "/more")

    assert clock.slept == 30


def test_all_tries_of_a_page_take_less_than_40_seconds(office, fetch, clock):
    office.answer_in_turn((503, {"Retry-After": "30"}))

    fetch(office.url)

    assert len(office.requests) == 2
    assert clock.slept < 40


def test_a_site_that_wants_long_pauses_is_not_asked_again_for_one_page(office, make_fetcher):
    office.answer_in_turn((500,))

    make_fetcher(delay_s=60).fetch(office.url)

    assert len(office.requests) == 1


def test_a_cookie_that_a_redirect_to_the_same_page_sets_is_sent_back(office, fetch):
    wall = (302, {"Location": "/faq", "Set-Cookie": "seen=1; Path=/; Secure"})
    office.answer_in_turn(wall, OPEN)

    page = fetch(office.url)
    fetch(office.url + "/more")

    assert page.body == b"open"
    sent = [request.headers["Cookie"] for request in office.requests]
    assert sent == [None, "seen=1", "seen=1"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((200, {"Set-Cookie": "seen=1"}), id="page"),
        pytest.param((302, {"Location": "/other", "Set-Cookie": "seen=1"}), id="elsewhere"),
        pytest.param((302, {"Location": "/faq", "Set-Cookie": "no pair"}), id="unreadable"),
    ],
)
def test_other_cookies_are_not_taken(office, fetch, answer):
    office.answer_in_turn(answer)

    fetch(office.url)
    fetch(office.url)

    assert [request.headers["Cookie"] for request in office.requests] == [None, None]


def test_a_page_that_always_sets_another_cookie_is_given_up(office, fetch):
    def answer(request):
        number = len(office.requests)
        request.wfile.write(
            b"HTTP/1.0 302 Found\r\nLocation: /faq\r\nSet-Cookie: a%d=1\r\n\r\n" % number
        )

    office.answer = answer

    assert fetch(office.url).status == 302
    assert len(office.requests) == 3
