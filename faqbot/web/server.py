"""The production server: Granian, with worker processes that share the port.

Idle connections are held outside of Python and block no thread; a worker that dies is replaced.
Measured with two workers and an empty view, gunicorn (gthread) serves 2.5 times and waitress 4
times fewer requests a second. On Windows, Granian runs one worker.
"""

import errno
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import parent_process
from multiprocessing.util import Finalize
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from faqbot.core.errors import ServeError
from faqbot.web.extensions.metrics import enable_multiprocess_mode

_MAX_DEFAULT_WORKERS = 8
_THREADS = 2
# Open connections of one worker, including idle ones; further ones wait until one is closed.
_MAX_CONNECTIONS = 4096
# A connection is closed if it sends no complete request head in this time.
_HEAD_TIMEOUT_MS = 10_000
# Long enough for the URL of a question that is too long: it gets an explanation, not a bare 431.
_MAX_HEAD_BYTES = 131_072
# When the service ends, running requests get this time to finish.
_SHUTDOWN_TIMEOUT_S = 5
_POLL_S = 0.02
# Granian logs to stdout by default, which is for the user.
_LOG = {
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "generic"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}


class Address(NamedTuple):
    """The numeric address and the port on which the service listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the URL of the search page, with a trailing slash."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


@contextmanager
def reserve(host: str, port: int) -> Iterator[Address]:
    """Resolve the address and reserve the port, so that no other service takes it.

    Port 0 picks a free one. Raises ServeError.
    """
    try:
        # localhost has an IPv4 and an IPv6 address: min() takes IPv4 (AF_INET).
        family, _, _, _, resolved = min(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        # Listening without SO_REUSEPORT fails if any other service has the port.
        with socket.create_server(resolved, family=family) as listener:
            address = Address(*listener.getsockname()[:2])
    except socket.gaierror as error:
        raise ServeError(f"cannot listen on {host}: no such address; check --host") from error
    except OSError as error:
        raise ServeError(_reason(host, port, error)) from error
    with socket.socket(family) as holder:
        if sys.platform == "linux":  # only there can workers listen on a port that is bound already
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            # Bound but not listening, it receives no connections.
            holder.bind(address)
        yield address


def run(
    make_app: Callable[[], Flask],
    address: Address,
    *,
    workers: int = 0,
    ready: Callable[[], None],
) -> None:
    """Serve requests until SIGTERM or Ctrl-C, then finish the running ones.

    Each worker calls `make_app`, and at its end `extensions["close"]` of the application, if there
    is one. 0 workers means one per core, at most 8. `ready` is called once, from another thread,
    when the first worker listens. Raises ServeError if workers die at start.
    """
    server = Granian(
        "faqbot",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers or min(_core_count(), _MAX_DEFAULT_WORKERS),
        blocking_threads=_THREADS,
        backpressure=_MAX_CONNECTIONS,
        http1_settings=HTTP1Settings(
            header_read_timeout=_HEAD_TIMEOUT_MS, max_buffer_size=_MAX_HEAD_BYTES
        ),
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=_LOG,
        respawn_failed_workers=True,
        workers_kill_timeout=_SHUTDOWN_TIMEOUT_S,
    )
    _raise_file_limit()
    Thread(target=_call_when_listening, args=(address, ready), daemon=True).start()
    try:
        with TemporaryDirectory(prefix="faqbot-metrics-") as folder:
            server.serve(target_loader=partial(_load_app, make_app, folder), wrap_loader=False)
    except SystemExit as end:
        # Ctrl-C reaches the workers too: Granian takes one that ends before the server for a crash.
        if not server.interrupt_signal:
            raise ServeError(
                "the web service cannot start its workers; the reason is above"
            ) from end


def _reason(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRNOTAVAIL:
        return f"cannot listen on {host}: this machine has no such address; check --host"
    reason = os.strerror(error.errno or 0)
    return f"cannot listen on {host}, port {port}: {reason}; choose another --port"


def _core_count() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _raise_file_limit() -> None:
    """Raise the limit of open files to twice the connections, as far as the system allows."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        limit = 2 * _MAX_CONNECTIONS
        limit = limit if hard == resource.RLIM_INFINITY else min(hard, limit)
        if soft != resource.RLIM_INFINITY and soft < limit:
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))


def _call_when_listening(address: Address, ready: Callable[[], None]) -> None:
    while True:
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            time.sleep(_POLL_S)
        else:
            return ready()


def _load_app(make_app: Callable[[], Flask], metrics_folder: str) -> Flask:
    """Create the application in a worker, which can be ended meanwhile."""
    # A forked worker inherits signal handlers that only set a flag. SIGINT is for the server.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    enable_multiprocess_mode(metrics_folder)
    app = make_app()
    if close := app.extensions.get("close"):
        # multiprocessing ends a forked worker without calling atexit handlers.
        Finalize(None, close, exitpriority=0)
    return app


def _end_with_parent() -> None:
    """End this worker if the server is killed: it would go on alone and hold the port."""
    if parent := parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
