import ssl
from http.client import BadStatusLine, IncompleteRead, LineTooLong

import pytest
from requests.exceptions import ConnectionError as AskedInVain
from urllib3.exceptions import ProtocolError, ReadTimeoutError

from faqbot.crawl.http.network_errors import is_transient, plain_reason

CASES = [
    pytest.param(TimeoutError(), "no response in time", False, id="timeout"),
    pytest.param(ReadTimeoutError(None, "/", ""), "no response in time", False, id="no more bytes"),
    pytest.param(
        ssl.SSLCertVerificationError(1, "self-signed"),
        "its certificate is not trusted",
        False,
        id="certificate",
    ),
    pytest.param(
        ssl.SSLError(1, "wrong version number"),
        "the TLS handshake failed; does the server support https?",
        False,
        id="no https",
    ),
    pytest.param(IncompleteRead(b""), "the response is incomplete", True, id="cut off"),
    pytest.param(
        ConnectionResetError(104, "reset"), "the server closed the connection", True, id="reset"
    ),
    pytest.param(
        LineTooLong("header line"),
        "a response header is too long",
        False,
        id="header",
    ),
    pytest.param(BadStatusLine("SSH-2.0"), "the response is not valid HTTP", False, id="not HTTP"),
    pytest.param(
        ConnectionRefusedError(111, "Connection refused"),
        "cannot be reached (Connection refused)",
        False,
        id="refused",
    ),
    pytest.param(
        BrokenPipeError(32, "Broken pipe"), "cannot be reached (Broken pipe)", True, id="pipe"
    ),
    pytest.param(ValueError("x"), "the request failed (ValueError)", False, id="anything else"),
]


def raised(cause):
    """Return an error as the libraries hand it on: wrapped, and wrapped again."""
    try:
        try:
            raise cause
        except Exception as error:
            raise ProtocolError("Connection broken", error) from error
    except ProtocolError as error:
        outer = AskedInVain(error)
        outer.__context__ = error
        return outer


@pytest.mark.parametrize(("cause", "words", "passes"), CASES)
def test_errors_have_plain_words(cause, words, passes):
    assert plain_reason(raised(cause)) == words


@pytest.mark.parametrize(("cause", "words", "passes"), CASES)
def test_only_broken_connections_are_worth_a_retry(cause, words, passes):
    assert is_transient(raised(cause)) is passes


def test_an_error_that_wraps_itself_has_a_reason():
    error = ValueError()
    error.__context__ = OSError(113, "No route to host")
    error.__context__.__context__ = error

    assert plain_reason(error) == "cannot be reached (No route to host)"
