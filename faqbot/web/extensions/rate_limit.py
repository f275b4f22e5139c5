"""How often one client may ask in a minute, counted by each worker or by all of them in Redis.

Flask-Limiter takes as long for a request as an empty view does, and the memory storage of `limits`,
below it, looks through all clients every hundredth of a second: so `limits` counts in Redis only.
"""

import logging
import time
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock
from typing import Protocol, cast

from flask import Flask, request
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from werkzeug.exceptions import TooManyRequests

from faqbot.core.errors import SettingsError
from faqbot.core.settings import Settings

_WINDOW_S = 60
# Beyond so many clients in a minute, all others count as one.
_MOST_CLIENTS = 100_000
_OTHERS = "others"
_NETWORK_BITS = 64
_REDIS_WAIT_S = 0.2
_RETRY_S = 5.0
_EXEMPT = frozenset(("static", "probes.healthz", "probes.readyz", "probes.metrics_text"))

_log = logging.getLogger(__name__)


class Counts(Protocol):
    """Counts requests of clients, minute by minute."""

    def count(self, client: str, window: int) -> int:
        """Count one more; return how many there were in this minute."""
        ...


class MemoryCounter:
    """Counts of one process; those of earlier minutes are forgotten."""

    def __init__(self, most_clients: int = _MOST_CLIENTS) -> None:
        self._most_clients = most_clients
        self._lock = Lock()
        self._window = 0
        self._counts: dict[str, int] = {}

    def count(self, client: str, window: int) -> int:
        """Count one more; return how many there were in this minute."""
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, {}
            if client not in self._counts and len(self._counts) >= self._most_clients:
                client = _OTHERS
            self._counts[client] = counted = self._counts.get(client, 0) + 1
            return counted


class RedisCounter:
    """Counts of all workers in Redis; in memory while it does not answer.

    Raises SettingsError for a URL that cannot be used.
    """

    def __init__(self, url: str) -> None:
        self._memory = MemoryCounter()
        self._left_until = 0.0
        options = {"socket_timeout": _REDIS_WAIT_S, "socket_connect_timeout": _REDIS_WAIT_S}
        try:
            self._storage = storage_from_string(url, wrap_exceptions=True, **options)
        except (ConfigurationError, ValueError) as error:
            raise SettingsError(
                f"serve.redis: {error}; it takes redis://HOST:PORT/NUMBER and needs "
                "`pip install 'faqbot[redis]'`"
            ) from error

    def count(self, client: str, window: int) -> int:
        """Count one more; return how many there were in this minute."""
        if time.monotonic() >= self._left_until:
            try:
                return cast(int, self._storage.incr(f"faqbot/{window}/{client}", _WINDOW_S))
            except StorageError as error:
                self._left_until = time.monotonic() + _RETRY_S
                _log.error("serve.redis does not answer, so each worker counts alone: %s", error)
        return self._memory.count(client, window)


def init_rate_limit(app: Flask, settings: Settings) -> None:
    """Refuse what a client asks beyond the limit of the settings, until the minute is over.

    What comes from this machine itself is never refused: a proxy here that `serve.proxies` does
    not count would make all visitors one client.
    """
    most = settings.serve.requests_per_minute
    if not most:
        return
    counts = RedisCounter(settings.serve.redis) if settings.serve.redis else MemoryCounter()

    @app.before_request
    def refuse_beyond_limit() -> None:
        client = _client(request.remote_addr or "")
        if not client or request.endpoint in _EXEMPT:
            return
        window, passed_s = divmod(time.time(), _WINDOW_S)
        if counts.count(client, int(window)) > most:
            raise TooManyRequests(
                f"More than {most:,} requests a minute came from your address; wait a moment.",
                retry_after=int(_WINDOW_S - passed_s) + 1,
            )


@lru_cache(10_000)
def _client(address: str) -> str:
    """Return what counts as one client: an IPv4 address, an IPv6 network; "" for this machine."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if not parsed.ipv4_mapped and not parsed.is_loopback:
            return str(IPv6Network((parsed.packed, _NETWORK_BITS), strict=False))
        parsed = parsed.ipv4_mapped or parsed
    return "" if parsed.is_loopback else str(parsed)
