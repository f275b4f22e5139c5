"""Connections for requests that go to checked addresses only, and that can be broken off."""

import time
from collections.abc import Iterator
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

_MAX_ADDRESSES = 4


class GuardedAdapter(HTTPAdapter):
    """Connects only to addresses that the guard has checked, whatever the name says later.

    For one request at a time.
    """

    def __init__(self, guard: SsrfGuard) -> None:
        self._guard = guard
        self._active: HTTPConnection | None = None
        self._is_late = Event()
        # A second handle on each socket, which works while TLS or a response holds the first.
        self._lifelines: dict[HTTPConnection, socket] = {}
        super().__init__()

    @contextmanager
    def hanging_up_after(self, seconds: float) -> Iterator[None]:
        """Break off the request made meanwhile if it takes longer, wherever it hangs.

        A time-out bounds one read; who trickles in byte by byte needs somebody with a clock.
        Raises TimeoutError.
        """
        is_late = self._is_late = Event()

        def hang_up() -> None:
            is_late.set()
            if lifeline := self._active and self._lifelines.get(self._active):
                with suppress(OSError):
                    lifeline.shutdown(SHUT_RDWR)

        watch = Timer(seconds, hang_up)
        watch.start()
        try:
            yield
        except (requests.RequestException, HTTPError, OSError) as error:
            if is_late.is_set():
                raise TimeoutError from error
            raise
        finally:
            watch.cancel()
            self._let_go()

    def init_poolmanager(self, connections: int, maxsize: int, *_: Any, **__: Any) -> None:
        """Make the pools; requests calls this when the adapter is made."""
        adapter = self

        class Guarded:
            def _new_conn(self: Any) -> socket:
                addresses = adapter._guard.addresses(self.host, self.port)
                made = _connect_first(addresses, self)
                adapter._keep_lifeline(self, made)
                if adapter._is_late.is_set():  # names and addresses took all the time
                    made.close()
                    raise NewConnectionError(self, "too late")
                return made

            def request(self: Any, *arguments: Any, **options: Any) -> None:
                adapter._active = self
                super().request(*arguments, **options)  # type: ignore[misc]

        plain = type("Plain", (Guarded, HTTPConnection), {})
        secure = type("Secure", (Guarded, HTTPSConnection), {})
        manager = PoolManager(num_pools=connections, maxsize=maxsize)
        manager.pool_classes_by_scheme = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        self.poolmanager = manager

    def close(self) -> None:
        """Close all connections."""
        super().close()
        for lifeline in self._lifelines.values():
            lifeline.close()

    def _let_go(self) -> None:
        """Close second handles of closed connections; until then the server goes on sending."""
        for closed in [known for known in self._lifelines if known.sock is None]:
            self._lifelines.pop(closed).close()

    def _keep_lifeline(self, connection: HTTPConnection, made: socket) -> None:
        if connection in self._lifelines:
            self._lifelines.pop(connection).close()
        self._lifelines[connection] = made.dup()
        self._active = connection


def trusted_certificates() -> str | Literal[True]:
    """Return the file or folder of authorities that REQUESTS_CA_BUNDLE names, else True.

    True stands for those that requests brings. Raises SettingsError if there is no such file.
    """
    with requests.Session() as session:
        verify = session.merge_environment_settings("https://host/", {}, None, None, None)["verify"]
    if not isinstance(verify, str):
        return True
    if not Path(verify).exists():
        raise SettingsError(
            f"REQUESTS_CA_BUNDLE: {verify} does not exist; name a file of certificates, or unset it"
        )
    return verify


def _connect_first(addresses: list[str], connection: HTTPConnection) -> socket:
    """Return a connection to the first address that answers; all share the time there is."""
    problem: OSError | None = None
    ends_at = time.monotonic() + (connection.timeout or 0.0)
    tried = addresses[:_MAX_ADDRESSES]
    for number, address in enumerate(tried):
        left_s = max(0.1, ends_at - time.monotonic())
        try:
            made = create_connection(
                (address, connection.port),
                left_s / (len(tried) - number),
                source_address=connection.source_address,
                socket_options=connection.socket_options,
            )
        except OSError as error:
            problem = error
            continue
        made.settimeout(connection.timeout)
        return made
    raise NewConnectionError(connection, str(problem)) from problem
