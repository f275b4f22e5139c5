import gzip
import hashlib
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from socket import socket
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from threading import Event
from urllib.parse import urljoin, urlsplit

import pytest

from faqbot.core.errors import FetchError, RefusedError, SettingsError
from faqbot.core.urls import normalise_url
from faqbot.crawl.http.content_types import ROBOTS, SITEMAP
from faqbot.crawl.http.ssrf_guard import SsrfGuard

CERTIFICATE = Path(__file__).with_name("oakhill.pem")
HTML = {"Content-Type": "text/html"}


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


def test_a_page_comes_with_its_bytes_headers_and_time(office, fetch):
    body = "<p>Niños welcome".encode("latin-1")
    office.answer = reply(body, headers={"ETAG": '"7"', "Content-Language": "es", "X-Mood": "good"})

    page = fetch(office.url)

    assert (page.url, page.status, page.body) == (office.url, 200, body)
    assert page.sha256 == hashlib.sha256(body).hexdigest()
    assert page.headers == {"etag": '"7"', "content-language": "es"}
    assert datetime.fromisoformat(page.fetched_at).tzinfo == UTC


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        pytest.param("web@oakhill.example", "web@oakhill.example", id="e-mail"),
        pytest.param("https://oakhill.example/ñ", "https://oakhill.example/%C3%B1", id="URL"),
        pytest.param("web@a.example\r\nCookie: 1", "web@a.example%0D%0ACookie:%201", id="hostile"),
    ],
)
def test_a_request_says_who_asks_and_whom_to_write_to(office, make_fetcher, contact, told):
    make_fetcher(contact=contact).fetch(office.url)

    assert office.requests[0].headers["User-Agent"] == f"faqbot/1.0 (+{told})"


def test_a_request_without_contact_names_the_site_whose_search_it_is_for(office, fetch):
    fetch(office.url)

    site = f"http://127.0.0.1:{office.server_port}/"
    assert office.requests[0].headers["User-Agent"] == f"faqbot/1.0 (+{site})"


def test_a_user_name_in_a_url_is_never_sent(office, fetch):
    fetch(office.url.replace("http://", "http://ana:secret@"))

    sent = office.requests[0].headers
    assert "Authorization" not in sent
    assert "secret" not in str(sent)


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


@pytest.mark.parametrize("status", [404, 500, 999])
def test_any_other_status_is_returned_without_a_body(office, fetch, status):
    office.answer = reply(b"<h1>Not today</h1>", status)

    page = fetch(office.url)

    assert (page.status, page.body) == (status, b"")


def test_a_known_page_that_has_not_changed_says_so(office, fetch, make_page):
    office.answer = reply(status=304)

    assert fetch(office.url, make_page("old")).status == 304


@pytest.mark.parametrize(
    ("status", "words"),
    [(204, "no complete page"), (206, "no complete page"), (304, "not conditional")],
)
def test_an_answer_that_brings_no_page_is_a_failure(office, fetch, status, words):
    office.answer = reply(status=status)

    with pytest.raises(FetchError, match=f"HTTP status {status}.*{words}"):
        fetch(office.url)


def test_what_several_robots_are_told_is_kept_apart(office, fetch):
    def send(request):
        request.send_response(200)
        request.send_header("X-Robots-Tag", "parrot: noindex")
        request.send_header("X-Robots-Tag", "noarchive, nofollow")
        request.send_header("Link", "</a>; rel=next")
        request.send_header("Link", '</faq>; rel="canonical"')
        request.end_headers()

    office.answer = send

    headers = fetch(office.url).headers

    assert headers["x-robots-tag"] == "parrot: noindex\nnoarchive, nofollow"
    assert headers["link"] == '</a>; rel=next, </faq>; rel="canonical"'


def test_a_header_of_absurd_length_is_not_kept(office, fetch):
    office.answer = reply(b"open", headers={"ETag": "x" * 9000, "Content-Language": "es"})

    assert fetch(office.url).headers == {"content-language": "es"}


@pytest.mark.parametrize("etag", ["\xa0blank", "caf\xe9"])
def test_a_tag_that_cannot_be_sent_back_does_not_stop_the_request(office, fetch, make_page, etag):
    office.answer = reply(b"open")

    assert fetch(office.url, replace(make_page("old"), headers={"etag": etag})).body == b"open"


def test_a_redirect_is_returned_and_not_followed(office, fetch):
    office.answer = reply(b"<h1>Moved</h1>", 301, {"Location": "/new-faq"})

    page = fetch(office.url)

    assert (page.status, page.headers["location"], page.body) == (301, "/new-faq", b"")
    assert [request.path for request in office.requests] == ["/faq"]


def test_a_redirect_is_returned_before_its_body_has_come(office, fetch):
    office.answer = then_silence(b"", status=302, headers={"Location": "/x", "Content-Length": "9"})

    assert fetch(office.url).status == 302


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
def test_other_media_types_are_refused_unread(office, fetch, media_type):
    headers = {"Content-Type": media_type, "Content-Length": "9"}
    office.answer = then_silence(b"", headers=headers)

    with pytest.raises(RefusedError) as raised:
        fetch(office.url)

    assert raised.value.reason == f"unsupported content type {media_type}"


def test_a_server_is_hung_up_on_as_soon_as_its_answer_is_refused(office, make_fetcher):
    hung_up = Event()

    def send(request):
        headers = {"Content-Type": "video/mp4", "Content-Length": "900000000"}
        reply(b"", headers=headers)(request)
        try:
            while not request.server.closing.is_set():
                request.wfile.write(bytes(65_536))
        except OSError:
            hung_up.set()

    office.answer = send
    fetcher = make_fetcher()
    with pytest.raises(RefusedError):
        fetcher.fetch(office.url)

    assert hung_up.wait(10)


@pytest.mark.parametrize("media_type", ["application/gzip", "application/xml", "text/plain"])
def test_a_sitemap_may_be_packed(office, fetch, media_type):
    body = gzip.compress(b"<urlset/>")
    office.answer = reply(body, headers={"Content-Type": media_type})

    assert fetch(office.url, accept=SITEMAP).body == body


def test_of_robots_txt_the_first_500_kib_are_read_whatever_it_is_called(office, make_fetcher):
    office.answer = reply(b"#" * 600_000, headers={"Content-Type": "image/png"})

    page = make_fetcher(max_bytes=1_000_000).fetch(office.url, accept=ROBOTS)

    assert len(page.body) == 512_000


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\xa5" * 900, id="picture"),
        pytest.param(bytes(range(256)) * 4, id="unknown"),
    ],
)
def test_binary_data_called_a_page_is_refused(office, fetch, body):
    office.answer = reply(body)

    with pytest.raises(RefusedError, match="binary data, sent as text/html"):
        fetch(office.url)


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
def test_a_packed_page_is_unpacked(office, make_fetcher, packing, body):
    office.answer = reply(body, headers={"Content-Encoding": packing})

    assert make_fetcher(max_bytes=100_000).fetch(office.url).body == TEXT


def test_a_page_of_the_largest_size_is_read(office, make_fetcher):
    office.answer = reply(b"x" * 10_000)

    assert len(make_fetcher(max_bytes=10_000).fetch(office.url).body) == 10_000


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b"x" * 10_001, {}, id="one byte more"),
        pytest.param(gzip.compress(bytes(5_000_000)), {"Content-Encoding": "gzip"}, id="gzip bomb"),
        pytest.param(gzip.compress(b"") * 600, {"Content-Encoding": "gzip"}, id="packed nothing"),
        pytest.param(b"", {"Content-Length": "10001"}, id="stated"),
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
    "start",
    [
        pytest.param(b"", id="first line"),
        pytest.param(b"HTTP/1.1 2", id="middle of the first line"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Wait: yes\r\n", id="headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x", id="chunk size"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf", id="body"),
    ],
)
def test_the_connection_is_closed_at_the_deadline_wherever_it_hangs(office, fetch, timer, start):
    received = SimpleQueue()

    def hang(request):
        request.wfile.write(start)
        timer.fire()
        request.connection.settimeout(10)  # less than the client would wait for the next byte
        received.put(request.connection.recv(1))

    office.answer = hang
    with pytest.raises(FetchError, match="no response in time|not complete after 60 seconds"):
        fetch(office.url)

    assert received.get(timeout=10) == b""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(
            reply(b"half", headers={"Content-Length": "8"}), "response is incomplete", id="cut off"
        ),
        pytest.param(
            reply(b"8\r\nhalf", headers={"Transfer-Encoding": "chunked"}),
            "response is incomplete",
            id="cut off in a chunk",
        ),
        pytest.param(
            reply(gzip.compress(TEXT)[:-9], headers={"Content-Encoding": "gzip"}),
            "response is incomplete",
            id="cut off, packed",
        ),
        pytest.param(
            reply(b"no gzip", headers={"Content-Encoding": "gzip"}),
            "its compressed body is damaged",
            id="badly packed",
        ),
        pytest.param(
            reply(b"\x0b\x02", headers={"Content-Encoding": "br"}),
            "Content-Encoding br",
            id="packing",
        ),
        pytest.param(
            reply(gzip.compress(gzip.compress(TEXT)), headers={"Content-Encoding": "gzip, gzip"}),
            "Content-Encoding gzip, gzip",
            id="packed twice",
        ),
        pytest.param(
            reply(headers={"X-Long": "x" * 70_000}), "header is too long", id="long header"
        ),
        pytest.param(
            reply(headers={f"X-{number}": "x" for number in range(200)}), "HTTP", id="200 headers"
        ),
        pytest.param(
            lambda request: request.wfile.write(b"what?\r\n\r\n"), "not valid HTTP", id="not HTTP"
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
            make_fetcher(SsrfGuard(allow_private)).fetch(url)

        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_connection_goes_to_the_address_that_was_checked(office, make_fetcher):
    guard = SsrfGuard(["oakhill.example:*"], resolve=lambda host, port: ["127.0.0.1"])
    url = office.url.replace("127.0.0.1", "oakhill.example")

    make_fetcher(guard).fetch(url)

    assert office.requests[0].headers["Host"] == f"oakhill.example:{office.server_port}"


def test_the_next_address_is_tried_when_one_does_not_answer(office, make_fetcher):
    office.answer = reply(b"open")
    guard = SsrfGuard(["oakhill.example:*"], resolve=lambda host, port: ["::1", "127.0.0.1"])

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
        make_fetcher(SsrfGuard(resolve=resolve)).fetch("http://nowhere.example/")

    assert raised.value.reason == "cannot be reached (Name or service not known)"


@pytest.mark.parametrize("url", ["http://oak hill.example/", "http://oak..example/"])
def test_a_host_that_cannot_exist_is_a_failure(fetch, url):
    with pytest.raises(FetchError):
        fetch(url)


@pytest.fixture
def secure_office(office):
    """Return the office, which speaks TLS with a certificate that nobody vouches for."""
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    office.socket = context.wrap_socket(
        office.socket, server_side=True, do_handshake_on_connect=False
    )
    office.url = office.url.replace("http:", "https:")
    return office


def test_a_server_that_cannot_prove_who_it_is_gets_no_request(secure_office, fetch):
    with pytest.raises(FetchError) as raised:
        fetch(secure_office.url)

    assert raised.value.reason == "its certificate is not trusted"
    assert secure_office.requests == []


def test_authorities_named_in_the_environment_are_trusted(secure_office, make_fetcher, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    secure_office.answer = reply(b"open")

    assert make_fetcher().fetch(secure_office.url).body == b"open"


def test_authorities_that_cannot_be_found_are_a_wrong_setting(make_fetcher, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")

    with pytest.raises(SettingsError, match="REQUESTS_CA_BUNDLE: /nowhere/ca.pem does not exist"):
        make_fetcher()


def test_passwords_kept_for_other_programs_are_not_used(
    office, make_fetcher, monkeypatch, tmp_path
):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ana password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    make_fetcher().fetch(office.url)

    assert "Authorization" not in office.requests[0].headers


def test_a_dns_lookup_beyond_the_deadline_leaves_no_time_for_the_request(
    office, make_fetcher, timer
):
    def resolve(host, port):
        timer.fire()
        return ["127.0.0.1"]

    with pytest.raises(FetchError, match="no response in time"):
        make_fetcher(SsrfGuard(["127.0.0.1:*"], resolve)).fetch(office.url)

    assert office.requests == []
