"""The web service: waitress, one process with a few threads."""

import os
import signal
import socket
import sys

import waitress
from flask import Flask

from faqbot.errors import ServeError

_THREADS = 8
_BACKLOG = 1024
# Long enough for any question that gets an explanation instead of an answer.
_MAX_HEADER_BYTES = 131_072
_MAX_BODY_BYTES = 65_536


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one. Raises ServeError."""
    try:
        return socket.create_server((host, port), backlog=_BACKLOG)
    except socket.gaierror as error:
        raise ServeError(f"cannot listen on {host}: no such address; check --host") from error
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise ServeError(
            f"cannot listen on {host}, port {port}: {reason}; choose another --port"
        ) from error


def run(app: Flask, listener: socket.socket) -> None:
    """Answer requests on the socket until Ctrl-C or SIGTERM; running ones are finished."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    waitress.serve(
        app,
        sockets=[listener],
        threads=_THREADS,
        ident=None,
        max_request_header_size=_MAX_HEADER_BYTES,
        max_request_body_size=_MAX_BODY_BYTES,
        _quiet=True,
    )
