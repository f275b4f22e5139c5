"""The web service: granian, with worker processes that each listen on the port.

Connections wait outside of Python, so that idle ones keep nobody from an answer; a worker that dies
is replaced. Of the others that were measured with two workers and an empty view, gunicorn (gthread)
answers 2.5 times and waitress 4 times fewer requests a second. On Windows granian runs one worker.
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
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from faqbot.core.errors import ServeError
from faqbot.web.extensions.metrics import enable_multiprocess_mode, multiprocess_folder

_MOST_WORKERS_UNASKED = 8
_THREADS = 2
# Connections of one worker, idle ones too; more wait until one is closed.
_CONNECTIONS = 4096
# A connection that sends nothing, or no whole request head, for so long is closed.
_IDLE_MS = 10_000
# Long enough for any question that gets an explanation instead of an answer.
_MAX_HEAD_BYTES = 131_072
# Requests still running after this time are cut off when the service ends.
_LAST_REQUESTS_S = 5
_POLL_S = 0.02
# What is printed is for people; what goes wrong goes to stderr.
_LOG = {
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "generic"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}


class Address(NamedTuple):
    """Where the service listens: a numeric address and a port."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the URL of the search page, with a slash at its end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


@contextmanager
def reserve(host: str, port: int) -> Iterator[Address]:
    """Find out where the service can listen, and keep others from it; port 0 takes a free one.

    Raises ServeError.
    """
    try:
        # Of a name with addresses of both kinds, such as localhost, the older kind (AF_INET).
        family, _, _, _, found = min(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        with socket.create_server(found, family=family) as free:
            address = Address(*free.getsockname()[:2])
    except socket.gaierror as error:
        raise ServeError(f"cannot listen on {host}: no such address; check --host") from error
    except OSError as error:
        raise ServeError(_reason(host, port, error)) from error
    with socket.socket(family) as kept:
        if sys.platform == "linux":  # there, workers can share a port that is bound already
            kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            kept.bind(address)
        yield address


def run(
    make_app: Callable[[], Flask],
    address: Address,
    *,
    workers: int = 0,
    ready: Callable[[], None],
) -> None:
    """Answer requests until SIGTERM or Ctrl-C; running ones are finished.

    Each worker calls `make_app`, and `extensions["close"]` of the application, if there is one,
    when its last request is done; 0 workers stand for one for each core, 8 at most. `ready` is
    called once, from another thread, when the first worker listens. Raises ServeError if workers
    die as soon as they are started.
    """
    server = Granian(
        "faqbot",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers or min(_core_count(), _MOST_WORKERS_UNASKED),
        blocking_threads=_THREADS,
        backpressure=_CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=_IDLE_MS, max_buffer_size=_MAX_HEAD_BYTES),
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=_LOG,
        respawn_failed_workers=True,
        workers_kill_timeout=_LAST_REQUESTS_S,
    )
    _allow_connections()
    Thread(target=_tell, args=(address, ready), daemon=True).start()
    try:
        with multiprocess_folder() as folder:
            server.serve(target_loader=partial(_load, make_app, folder), wrap_loader=False)
    except SystemExit as end:
        # Ctrl-C reaches the workers too: one that is faster than the server counts as lost.
        if not server.interrupt_signal:
            raise ServeError("the web service cannot start its workers; see above why") from end


def _reason(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRNOTAVAIL:
        return f"cannot listen on {host}: this machine has no such address; check --host"
    reason = os.strerror(error.errno or 0)
    return f"cannot listen on {host}, port {port}: {reason}; choose another --port"


def _core_count() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _allow_connections() -> None:
    """Let processes have as many files open as connections may come, if the system allows it."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 2 * _CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 2 * _CONNECTIONS)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _tell(address: Address, ready: Callable[[], None]) -> None:
    while True:
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            time.sleep(_POLL_S)
        else:
            return ready()


def _load(make_app: Callable[[], Flask], counts: Path) -> Flask:
    """Return the application, in a worker that can be ended while it is made."""
    # A forked worker has the handlers of its parent, which only take note of a signal.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    enable_multiprocess_mode(counts)
    app = make_app()
    if close := app.extensions.get("close"):
        # A forked worker ends without what atexit promises.
        Finalize(None, close, exitpriority=0)
    return app


def _end_with_parent() -> None:
    """End this worker once the server was killed: it would go on alone, holding the port."""
    if parent := parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
