"""What went wrong on the way to a page, in words for people; and whether it may pass."""

import ssl
from collections.abc import Iterator
from http.client import HTTPException, IncompleteRead, LineTooLong

from urllib3.exceptions import ReadTimeoutError

_WORDS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((TimeoutError, ReadTimeoutError), "no answer in time"),
    ((ssl.SSLCertVerificationError,), "its certificate cannot be trusted"),
    ((ssl.SSLError,), "no secure connection can be made; does the server know https?"),
    ((IncompleteRead,), "breaks off before its end"),
    ((ConnectionResetError,), "the server hung up without an answer"),
    ((LineTooLong,), "comes with a longer header than can be read"),
    ((HTTPException,), "the answer is not HTTP that can be read"),
)


def plain_reason(error: Exception) -> str:
    """Return the cause in words for people, without the libraries' wrapping."""
    causes = list(_causes(error))
    for kinds, words in _WORDS:
        if any(isinstance(cause, kinds) for cause in causes):
            return words
    for cause in causes:
        if isinstance(cause, OSError) and cause.strerror:
            return f"cannot be reached ({cause.strerror})"
    return f"cannot be asked for ({type(causes[-1]).__name__})"


def may_pass(error: Exception) -> bool:
    """Return whether an answer that had begun, or should have, broke off: asking again may help."""
    causes = list(_causes(error))
    # What hangs or cannot prove who it is will do so again.
    if any(isinstance(cause, TimeoutError | ReadTimeoutError | ssl.SSLError) for cause in causes):
        return False
    broken = (IncompleteRead, ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
    return any(isinstance(cause, broken) for cause in causes)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what it wraps, innermost last; each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
