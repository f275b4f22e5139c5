"""Limit the requests of one client in a minute, counted per worker or by all of them in Redis.

Flask-Limiter takes as long for a request as an empty view does, and the in-memory storage of
`limits`, which it uses, scans all clients every hundredth of a second: so `limits` is used for
Redis only.
"""

import logging
import time
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock
from typing import cast

from flask import Flask, request
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from werkzeug.exceptions import TooManyRequests

from faqbot.core.errors import SettingsError
from faqbot.core.settings import Settings

_WINDOW_S = 60
# Bounds the memory: further clients in the same minute share one count.
_MAX_CLIENTS = 100_000
_OTHERS = "others"
# A household or an office gets a /64 network of IPv6 addresses and can use any of them.
_NETWORK_BITS = 64
# Each request waits for Redis; while it is down, only one in 5 s per worker does.
_REDIS_TIMEOUT_S = 0.2
_REDIS_RETRY_S = 5.0
_EXEMPT = frozenset(("static", "probes.healthz", "probes.readyz", "probes.metrics_text"))

_log = logging.getLogger(__name__)


class MemoryCounter:
    """Counts requests in this process; counts of earlier minutes are dropped."""

    def __init__(self, max_clients: int = _MAX_CLIENTS) -> None:
        self._max_clients = max_clients
        self._lock = Lock()
        self._window = 0
        self._counts: dict[str, int] = {}

    def count(self, client: str, window: int) -> int:
        """Count one more request; return how many there were in this minute."""
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, {}
            if client not in self._counts and len(self._counts) >= self._max_clients:
                client = _OTHERS
            self._counts[client] = total = self._counts.get(client, 0) + 1
            return total


class RedisCounter:
    """Counts requests of all workers in Redis, and in memory while Redis does not answer.

    Raises SettingsError for a URL that cannot be used.
    """

    def __init__(self, url: str) -> None:
        self._memory = MemoryCounter()
        self._retry_at = 0.0
        options = {"socket_timeout": _REDIS_TIMEOUT_S, "socket_connect_timeout": _REDIS_TIMEOUT_S}
        try:
            self._storage = storage_from_string(url, wrap_exceptions=True, **options)
        except (ConfigurationError, ValueError) as error:
            raise SettingsError(
                f"serve.redis: {error}; set it to redis://HOST:PORT/NUMBER and run "
                "`pip install 'faqbot[redis]'`"
            ) from error

    def count(self, client: str, window: int) -> int:
        """Count one more request; return how many there were in this minute."""
        if time.monotonic() >= self._retry_at:
            try:
                return cast(int, self._storage.incr(f"faqbot/{window}/{client}", _WINDOW_S))
            except StorageError as error:
                self._retry_at = time.monotonic() + _REDIS_RETRY_S
                _log.error("serve.redis does not answer, so each worker counts alone: %s", error)
        return self._memory.count(client, window)


def init_rate_limit(app: Flask, settings: Settings) -> None:
    """Refuse a client's requests beyond the limit until the minute is over.

    Requests from this machine are never refused: a local proxy that `serve.proxies` does not count
    would make all visitors one client.
    """
    limit = settings.serve.requests_per_minute
    if not limit:
        return
    counter = RedisCounter(settings.serve.redis) if settings.serve.redis else MemoryCounter()

    @app.before_request
    def check_limit() -> None:
        client = _client_key(request.remote_addr or "")
        if not client or request.endpoint in _EXEMPT:
            return
        window, elapsed_s = divmod(time.time(), _WINDOW_S)
        if counter.count(client, int(window)) > limit:
            raise TooManyRequests(
                f"More than {limit:,} requests a minute came from your address; wait a moment.",
                retry_after=int(_WINDOW_S - elapsed_s) + 1,
            )


# Parsing an address takes 9 of 160 microseconds of a repeated question.
@lru_cache(10_000)
def _client_key(address: str) -> str:
    """Return what counts as one client: an IPv4 address, an IPv6 network; "" for this machine."""
    try:
        parsed = ip_address(address)
    except ValueError:  # such as "unix:", from a proxy on the same machine
        return address
    if isinstance(parsed, IPv6Address):
        if not parsed.ipv4_mapped and not parsed.is_loopback:
            return str(IPv6Network((parsed.packed, _NETWORK_BITS), strict=False))
        # ::ffff:192.0.2.1 is an IPv4 client of a socket that serves both versions.
        parsed = parsed.ipv4_mapped or parsed
    return "" if parsed.is_loopback else str(parsed)
