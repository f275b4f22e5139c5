import ssl
from http.client import BadStatusLine, IncompleteRead, LineTooLong

import pytest
from requests.exceptions import ConnectionError as AskedInVain
from urllib3.exceptions import ProtocolError, ReadTimeoutError

from faqbot.crawl.http.network_errors import may_pass, plain_reason

CASES = [
    pytest.param(TimeoutError(), "no answer in time", False, id="timeout"),
    pytest.param(ReadTimeoutError(None, "/", ""), "no answer in time", False, id="no more bytes"),
    pytest.param(
        ssl.SSLCertVerificationError(1, "self-signed"),
        "its certificate cannot be trusted",
        False,
        id="certificate",
    ),
    pytest.param(
        ssl.SSLError(1, "wrong version number"),
        "no secure connection can be made; does the server know https?",
        False,
        id="no https",
    ),
    pytest.param(IncompleteRead(b""), "breaks off before its end", True, id="cut off"),
    pytest.param(
        ConnectionResetError(104, "reset"), "the server hung up without an answer", True, id="reset"
    ),
    pytest.param(
        LineTooLong("header line"),
        "comes with a longer header than can be read",
        False,
        id="header",
    ),
    pytest.param(
        BadStatusLine("SSH-2.0"), "the answer is not HTTP that can be read", False, id="not HTTP"
    ),
    pytest.param(
        ConnectionRefusedError(111, "Connection refused"),
        "cannot be reached (Connection refused)",
        False,
        id="refused",
    ),
    pytest.param(
        BrokenPipeError(32, "Broken pipe"), "cannot be reached (Broken pipe)", True, id="pipe"
    ),
    pytest.param(ValueError("x"), "cannot be asked for (ValueError)", False, id="anything else"),
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
def test_what_went_wrong_is_told_in_plain_words(cause, words, passes):
    assert plain_reason(raised(cause)) == words


@pytest.mark.parametrize(("cause", "words", "passes"), CASES)
def test_only_what_broke_off_is_worth_another_try(cause, words, passes):
    assert may_pass(raised(cause)) is passes


def test_an_error_that_wraps_itself_is_told():
    error = ValueError()
    error.__context__ = OSError(113, "No route to host")
    error.__context__.__context__ = error

    assert plain_reason(error) == "cannot be reached (No route to host)"
