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
    """Return a responder that sends just this."""

    def send(request):
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return send


def then_silence(body, **parts):
    """Return a responder that sends this and keeps the connection open."""

    def send(request):
        reply(body, **parts)(request)
        request.server.closing.wait()

    return send


def test_a_page_comes_with_its_bytes_headers_and_time(server, fetch):
    body = "<p>Niños welcome".encode("latin-1")
    server.respond = reply(
        body, headers={"ETAG": '"7"', "Content-Language": "es", "X-Mood": "good"}
    )

    page = fetch(server.url)

    assert (page.url, page.status, page.body) == (server.url, 200, body)
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
def test_the_user_agent_names_product_and_contact(server, make_fetcher, contact, told):
    make_fetcher(contact=contact).fetch(server.url)

    assert server.requests[0].headers["User-Agent"] == f"faqbot/1.0 (+{told})"


def test_without_a_contact_the_user_agent_names_the_site(server, fetch):
    fetch(server.url)

    site = f"http://127.0.0.1:{server.server_port}/"
    assert server.requests[0].headers["User-Agent"] == f"faqbot/1.0 (+{site})"


def test_a_user_name_in_a_url_is_never_sent(server, fetch):
    fetch(server.url.replace("http://", "http://ana:secret@"))

    sent = server.requests[0].headers
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
def test_a_known_page_is_requested_conditionally(server, fetch, make_page, kept, sent):
    previous = replace(make_page("old"), headers=kept)

    fetch(server.url, previous)

    asked = server.requests[0].headers
    conditions = {name: value for name, value in asked.items() if name.startswith("If-")}
    assert conditions == sent


def test_a_new_page_is_requested_unconditionally(server, fetch):
    fetch(server.url)

    assert not [name for name in server.requests[0].headers if name.startswith("If-")]


@pytest.mark.parametrize("status", [404, 500, 999])
def test_any_other_status_is_returned_without_a_body(server, fetch, status):
    server.respond = reply(b"<h1>Not today</h1>", status)

    page = fetch(server.url)

    assert (page.status, page.body) == (status, b"")


def test_an_unchanged_page_has_status_304(server, fetch, make_page):
    server.respond = reply(status=304)

    assert fetch(server.url, make_page("old")).status == 304


@pytest.mark.parametrize(
    ("status", "words"),
    [(204, "no complete page"), (206, "no complete page"), (304, "not conditional")],
)
def test_a_status_without_a_complete_page_is_a_failure(server, fetch, status, words):
    server.respond = reply(status=status)

    with pytest.raises(FetchError, match=f"HTTP status {status}.*{words}"):
        fetch(server.url)


def test_rules_for_several_robots_stay_on_separate_lines(server, fetch):
    def send(request):
        request.send_response(200)
        request.send_header("X-Robots-Tag", "parrot: noindex")
        request.send_header("X-Robots-Tag", "noarchive, nofollow")
        request.send_header("Link", "</a>; rel=next")
        request.send_header("Link", '</faq>; rel="canonical"')
        request.end_headers()

    server.respond = send

    headers = fetch(server.url).headers

    assert headers["x-robots-tag"] == "parrot: noindex\nnoarchive, nofollow"
    assert headers["link"] == '</a>; rel=next, </faq>; rel="canonical"'


def test_an_overlong_header_is_dropped(server, fetch):
    server.respond = reply(b"open", headers={"ETag": "x" * 9000, "Content-Language": "es"})

    assert fetch(server.url).headers == {"content-language": "es"}


@pytest.mark.parametrize("etag", ["\xa0blank", "caf\xe9"])
def test_an_etag_that_cannot_be_sent_is_left_out(server, fetch, make_page, etag):
    server.respond = reply(b"open")

    assert fetch(server.url, replace(make_page("old"), headers={"etag": etag})).body == b"open"


def test_a_redirect_is_returned_and_not_followed(server, fetch):
    server.respond = reply(b"<h1>Moved</h1>", 301, {"Location": "/new-faq"})

    page = fetch(server.url)

    assert (page.status, page.headers["location"], page.body) == (301, "/new-faq", b"")
    assert [request.path for request in server.requests] == ["/faq"]


def test_a_redirect_is_returned_before_its_body_has_come(server, fetch):
    server.respond = then_silence(
        b"", status=302, headers={"Location": "/x", "Content-Length": "9"}
    )

    assert fetch(server.url).status == 302


@pytest.mark.parametrize(
    ("raw", "target"),
    [
        pytest.param("/niños".encode(), "/ni%C3%B1os", id="UTF-8"),
        pytest.param("/niños".encode("latin-1"), "/ni%F1os", id="Latin-1"),
    ],
)
def test_a_redirect_to_a_path_with_accents_is_escaped(server, fetch, raw, target):
    server.respond = lambda request: request.wfile.write(
        b"HTTP/1.0 302 Found\r\nLocation: " + raw + b"\r\n\r\n"
    )

    page = fetch(server.url)

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
def test_pages_and_pdfs_are_read(server, fetch, media_type):
    server.respond = reply(b"open", headers={"Content-Type": media_type})

    assert fetch(server.url).body == b"open"


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "application/zip"])
def test_other_media_types_are_refused_unread(server, fetch, media_type):
    headers = {"Content-Type": media_type, "Content-Length": "9"}
    server.respond = then_silence(b"", headers=headers)

    with pytest.raises(RefusedError) as raised:
        fetch(server.url)

    assert raised.value.reason == f"unsupported content type {media_type}"


def test_the_connection_is_closed_as_soon_as_a_response_is_refused(server, make_fetcher):
    hung_up = Event()

    def send(request):
        headers = {"Content-Type": "video/mp4", "Content-Length": "900000000"}
        reply(b"", headers=headers)(request)
        try:
            while not request.server.closing.is_set():
                request.wfile.write(bytes(65_536))
        except OSError:
            hung_up.set()

    server.respond = send
    fetcher = make_fetcher()
    with pytest.raises(RefusedError):
        fetcher.fetch(server.url)

    assert hung_up.wait(10)


@pytest.mark.parametrize("media_type", ["application/gzip", "application/xml", "text/plain"])
def test_a_sitemap_may_be_compressed(server, fetch, media_type):
    body = gzip.compress(b"<urlset/>")
    server.respond = reply(body, headers={"Content-Type": media_type})

    assert fetch(server.url, accept=SITEMAP).body == body


def test_the_first_500_kib_of_robots_txt_are_read_whatever_its_type(server, make_fetcher):
    server.respond = reply(b"#" * 600_000, headers={"Content-Type": "image/png"})

    page = make_fetcher(max_bytes=1_000_000).fetch(server.url, accept=ROBOTS)

    assert len(page.body) == 512_000


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\xa5" * 900, id="picture"),
        pytest.param(bytes(range(256)) * 4, id="unknown"),
    ],
)
def test_binary_data_sent_as_html_is_refused(server, fetch, body):
    server.respond = reply(body)

    with pytest.raises(RefusedError, match="binary data, sent as text/html"):
        fetch(server.url)


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
def test_a_compressed_page_is_decompressed(server, make_fetcher, packing, body):
    server.respond = reply(body, headers={"Content-Encoding": packing})

    assert make_fetcher(max_bytes=100_000).fetch(server.url).body == TEXT


def test_a_page_of_the_maximum_size_is_read(server, make_fetcher):
    server.respond = reply(b"x" * 10_000)

    assert len(make_fetcher(max_bytes=10_000).fetch(server.url).body) == 10_000


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b"x" * 10_001, {}, id="one byte more"),
        pytest.param(gzip.compress(bytes(5_000_000)), {"Content-Encoding": "gzip"}, id="gzip bomb"),
        pytest.param(gzip.compress(b"") * 600, {"Content-Encoding": "gzip"}, id="packed nothing"),
        pytest.param(b"", {"Content-Length": "10001"}, id="stated"),
    ],
)
def test_a_page_beyond_the_maximum_size_is_a_failure(server, make_fetcher, body, headers):
    server.respond = reply(body, headers=headers)

    with pytest.raises(FetchError) as raised:
        make_fetcher(max_bytes=10_000).fetch(server.url)

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
def test_a_page_that_trickles_in_fails_at_the_deadline(server, make_fetcher, clock, answer):
    server.respond = lambda request: answer(request, clock)

    with pytest.raises(FetchError) as raised:
        make_fetcher(deadline_s=60).fetch(server.url)

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
def test_the_connection_is_closed_at_the_deadline_wherever_it_hangs(server, fetch, timer, start):
    received = SimpleQueue()

    def hang(request):
        request.wfile.write(start)
        timer.fire()
        request.connection.settimeout(10)  # less than the client would wait for the next byte
        received.put(request.connection.recv(1))

    server.respond = hang
    with pytest.raises(FetchError, match="no response in time|not complete after 60 seconds"):
        fetch(server.url)

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
def test_a_broken_response_is_a_failure_with_one_plain_line(server, fetch, answer, words):
    server.respond = answer

    with pytest.raises(FetchError) as raised:
        fetch(server.url)

    assert words in raised.value.reason
    # No line breaks, no calls or tuples: Python's words for an error are not the reader's.
    assert not re.search(r"\n|\w\(|\('", raised.value.reason)


def test_https_to_a_plain_http_server_does_not_blame_the_certificate(server, fetch):
    with pytest.raises(FetchError) as raised:
        fetch(server.url.replace("http:", "https:"))

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


def test_the_connection_goes_to_the_address_that_was_checked(server, make_fetcher):
    guard = SsrfGuard(["oakhill.example:*"], resolve=lambda host, port: ["127.0.0.1"])
    url = server.url.replace("127.0.0.1", "oakhill.example")

    make_fetcher(guard).fetch(url)

    assert server.requests[0].headers["Host"] == f"oakhill.example:{server.server_port}"


def test_the_next_address_is_tried_when_one_refuses(server, make_fetcher):
    server.respond = reply(b"open")
    guard = SsrfGuard(["oakhill.example:*"], resolve=lambda host, port: ["::1", "127.0.0.1"])

    page = make_fetcher(guard).fetch(server.url.replace("127.0.0.1", "oakhill.example"))

    assert page.body == b"open"


def test_proxies_of_the_environment_are_not_used(server, make_fetcher, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    server.respond = reply(b"open")

    assert make_fetcher().fetch(server.url).body == b"open"


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
def secure_server(server):
    """Return the server, speaking TLS with a self-signed certificate."""
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    server.url = server.url.replace("http:", "https:")
    return server


def test_a_server_with_an_untrusted_certificate_gets_no_request(secure_server, fetch):
    with pytest.raises(FetchError) as raised:
        fetch(secure_server.url)

    assert raised.value.reason == "its certificate is not trusted"
    assert secure_server.requests == []


def test_a_ca_bundle_in_the_environment_is_trusted(secure_server, make_fetcher, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    secure_server.respond = reply(b"open")

    assert make_fetcher().fetch(secure_server.url).body == b"open"


def test_a_missing_ca_bundle_is_a_settings_error(make_fetcher, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")

    with pytest.raises(SettingsError, match="REQUESTS_CA_BUNDLE: /nowhere/ca.pem does not exist"):
        make_fetcher()


def test_passwords_in_netrc_are_not_used(server, make_fetcher, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ana password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    make_fetcher().fetch(server.url)

    assert "Authorization" not in server.requests[0].headers


def test_a_dns_lookup_beyond_the_deadline_leaves_no_time_for_the_request(
    server, make_fetcher, timer
):
    def resolve(host, port):
        timer.fire()
        return ["127.0.0.1"]

    with pytest.raises(FetchError, match="no response in time"):
        make_fetcher(SsrfGuard(["127.0.0.1:*"], resolve)).fetch(server.url)

    assert server.requests == []
