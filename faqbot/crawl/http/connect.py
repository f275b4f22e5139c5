"""Connections that go to checked addresses only and can be aborted at a deadline."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import SHUT_RDWR, socket
from threading import Event, Timer
from typing import Any, Literal

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.util.connection import create_connection

from faqbot.core.errors import SettingsError
from faqbot.crawl.http.ssrf_guard import SsrfGuard

# All share one time-out: with more, each would get too little of it.
_MAX_ADDRESSES = 4
MakeTimer = Callable[[float, Callable[[], None]], Timer]


class GuardedAdapter(HTTPAdapter):
    """Connects only to addresses that the guard has checked, against DNS rebinding.

    Makes one request at a time. `timer` makes the timers of deadlines.
    """

    def __init__(self, guard: SsrfGuard, timer: MakeTimer = Timer) -> None:
        self._guard = guard
        self._timer = timer
        self._active: HTTPConnection | None = None
        self._is_late = Event()
        # A duplicate of each socket: it can be shut down while TLS or a response holds the first.
        self._duplicates: dict[HTTPConnection, socket] = {}
        super().__init__()

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Abort a request in this block when the time is up, wherever it hangs.

        The time-outs of requests bound a single read; a server that sends byte after byte never
        reaches them. Raises TimeoutError.
        """
        is_late = self._is_late = Event()

        def abort() -> None:
            is_late.set()
            if duplicate := self._active and self._duplicates.get(self._active):
                with suppress(OSError):
                    # Wakes a thread that waits in a read, which closing would not.
                    duplicate.shutdown(SHUT_RDWR)

        timer = self._timer(seconds, abort)
        timer.start()
        try:
            yield
        # A connection that was shut down fails in many ways, by what it was doing.
        except (requests.RequestException, HTTPError, OSError) as error:
            if is_late.is_set():
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()
            # Until the duplicate of a closed connection is closed too, the server keeps sending.
            for closed in [each for each in self._duplicates if each.sock is None]:
                self._duplicates.pop(closed).close()

    def init_poolmanager(self, connections: int, maxsize: int, *_: Any, **__: Any) -> None:
        """Make the pools; requests calls this when the adapter is connected."""
        adapter = self

        class Guarded:
            def _new_conn(self: Any) -> socket:
                addresses = adapter._guard.addresses(self.host, self.port)
                connected = _connect_first(addresses, self)
                adapter._duplicate(self, connected)
                if adapter._is_late.is_set():  # the DNS lookup took all the time
                    connected.close()
                    raise NewConnectionError(self, "too late")
                return connected

            def request(self: Any, *arguments: Any, **options: Any) -> None:
                adapter._active = self
                super().request(*arguments, **options)  # type: ignore[misc]

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = type("Plain", (Guarded, HTTPConnection), {})

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = type("Secure", (Guarded, HTTPSConnection), {})

        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize)
        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    def close(self) -> None:
        """Close all connections."""
        super().close()
        for duplicate in self._duplicates.values():
            duplicate.close()

    def _duplicate(self, connection: HTTPConnection, connected: socket) -> None:
        if connection in self._duplicates:
            self._duplicates.pop(connection).close()
        self._duplicates[connection] = connected.dup()
        self._active = connection


def trusted_certificates() -> str | Literal[True]:
    """Return the CA file or folder that REQUESTS_CA_BUNDLE names, else True: those of requests.

    Raises SettingsError if it does not exist.
    """
    with requests.Session() as session:
        verify = session.merge_environment_settings("https://host/", {}, None, None, None)["verify"]
    if not isinstance(verify, str):
        return True
    if not Path(verify).exists():
        raise SettingsError(
            f"REQUESTS_CA_BUNDLE: {verify} does not exist; set it to a CA file or unset it"
        )
    return verify


def _connect_first(addresses: list[str], connection: HTTPConnection) -> socket:
    """Return a connection to the first address that accepts it; all share one time-out."""
    problem: OSError | None = None
    ends_at = time.monotonic() + (connection.timeout or 0.0)
    addresses = addresses[:_MAX_ADDRESSES]
    for number, address in enumerate(addresses):
        left_s = max(0.1, ends_at - time.monotonic())
        try:
            connected = create_connection(
                (address, connection.port),
                # An equal share of what is left: a dead first address leaves time for others.
                left_s / (len(addresses) - number),
                source_address=connection.source_address,
                socket_options=connection.socket_options,
            )
        except OSError as error:
            problem = error
            continue
        connected.settimeout(connection.timeout)
        return connected
    raise NewConnectionError(connection, str(problem)) from problem
