"""Network errors in plain words, and which of them are worth a retry."""

import ssl
from collections.abc import Iterator
from http.client import HTTPException, IncompleteRead, LineTooLong

from urllib3.exceptions import ReadTimeoutError

_WORDS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((TimeoutError, ReadTimeoutError), "no response in time"),
    ((ssl.SSLCertVerificationError,), "its certificate is not trusted"),
    ((ssl.SSLError,), "the TLS handshake failed; does the server support https?"),
    ((IncompleteRead,), "the response is incomplete"),
    ((ConnectionResetError,), "the server closed the connection"),
    ((LineTooLong,), "a response header is too long"),
    ((HTTPException,), "the response is not valid HTTP"),
)


def plain_reason(error: Exception) -> str:
    """Return the innermost cause in plain words."""
    causes = list(_causes(error))
    for kinds, words in _WORDS:
        if any(isinstance(cause, kinds) for cause in causes):
            return words
    for cause in causes:
        if isinstance(cause, OSError) and cause.strerror:
            return f"cannot be reached ({cause.strerror})"
    return f"the request failed ({type(causes[-1]).__name__})"


def is_transient(error: Exception) -> bool:
    """Return whether the connection broke, so that a retry may help."""
    causes = list(_causes(error))
    # Timeouts and bad certificates repeat.
    if any(isinstance(cause, TimeoutError | ReadTimeoutError | ssl.SSLError) for cause in causes):
        return False
    broken = (IncompleteRead, ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
    return any(isinstance(cause, broken) for cause in causes)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and its causes, innermost last, each once."""
    # Errors that wrap each other may form a circle.
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
