from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from faqbot.sample_site.server import SampleSite
from faqbot.sample_site.site import respond


@pytest.fixture
def connection(sample_site):
    client = HTTPConnection(urlsplit(sample_site.url).netloc, timeout=10)
    yield client
    client.close()


def fetch(connection, target, headers=None):
    connection.request("GET", target, headers=headers or {})
    reply = connection.getresponse()
    return reply.status, dict(reply.getheaders()), reply.read()


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/aboutschools/faqs.aspx",
        "/resources/default.aspx?F_All=y",
        "/files/attendance-brief.pdf",
    ],
)
def test_pages_and_files_are_served_unchanged(connection, sample_site, target):
    status, headers, body = fetch(connection, target)

    expected = respond(target, origin=sample_site.url.rstrip("/"))
    assert (status, body) == (200, expected.body)
    assert headers["Content-Length"] == str(len(body))
    assert expected.headers.items() <= headers.items()


def test_an_unknown_page_is_not_found(connection):
    assert fetch(connection, "/nobody.aspx")[0] == 404


def test_an_unchanged_page_gets_status_304(connection):
    _, headers, _ = fetch(connection, "/contact.aspx")

    status, _, body = fetch(connection, "/contact.aspx", {"If-None-Match": headers["ETag"]})

    assert (status, body) == (304, b"")


def test_the_sitemap_uses_the_host_of_the_request(connection, sample_site):
    _, _, body = fetch(connection, "/sitemap.xml")
    assert f"<loc>{sample_site.url}contact.aspx</loc>".encode() in body


def test_one_connection_serves_many_pages(connection):
    fetch(connection, "/")
    kept_open = connection.sock

    fetch(connection, "/nobody.aspx")
    fetch(connection, "/contact.aspx")

    assert kept_open is not None
    assert connection.sock is kept_open


def test_a_port_in_use_is_refused(sample_site):
    with pytest.raises(OSError):
        SampleSite(urlsplit(sample_site.url).port)


def test_the_server_stops_after_its_block():
    with SampleSite() as site:
        address = urlsplit(site.url).netloc
    with pytest.raises(ConnectionRefusedError):
        fetch(HTTPConnection(address, timeout=10), "/")


def test_requests_print_nothing(connection, capfd):
    fetch(connection, "/nobody.aspx")
    assert capfd.readouterr() == ("", "")
