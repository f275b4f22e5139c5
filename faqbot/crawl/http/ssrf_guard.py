"""Which IP addresses may be contacted: a guard against server-side request forgery (SSRF).

A crawler follows links that strangers wrote. They must not lead into the network it runs in, so
only public addresses are contacted, apart from the host:port pairs in the settings.
"""

import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from faqbot.core.errors import FaqbotError

# IPv4-compatible and IPv4-mapped (RFC 4291), NAT64 (RFC 6052): the last four bytes decide.
_AROUND_IPV4 = (IPv6Network("::/96"), IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
_PUBLIC_IPV6 = IPv6Network("2000::/3")  # all that IANA has allocated as global unicast
_EXAMPLES = IPv6Network("3fff::/20")  # RFC 9637
_RESOLVE_S = 10.0

Resolve = Callable[[str, int], list[str]]


class PrivateAddressError(FaqbotError):
    """A host resolves to an address that is neither public nor allowed by the settings."""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, in the system's order of preference.

    Raises OSError if the host is unknown or takes longer than 10 seconds to resolve.
    """
    executor = ThreadPoolExecutor(1)  # getaddrinfo has no time-out
    try:
        lookup = executor.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        rows = lookup.result(_RESOLVE_S)
    except TimeoutError:
        raise OSError(socket.EAI_AGAIN, "the DNS server does not respond") from None
    finally:
        executor.shutdown(wait=False)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


class SsrfGuard:
    """Checks the addresses that are connected to, since names may resolve differently later."""

    def __init__(self, allow_private: Iterable[str] = (), resolve: Resolve = resolve) -> None:
        self._allowed = frozenset(
            pair.lower().replace("[", "").replace("]", "") for pair in allow_private
        )
        self._resolve = resolve

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of the host if all of them are allowed.

        Raises PrivateAddressError for the first that is not, OSError for unknown hosts.
        """
        addresses = self._resolve(host, port)
        if {f"{host}:{port}".lower(), f"{host}:*".lower()} & self._allowed:
            return addresses
        bracketed = f"[{host}]" if ":" in host else host
        for address in addresses:
            # One private address refuses the host: the next connection might choose it.
            if not _is_public(ip_address(address.partition("%")[0])):
                raise PrivateAddressError(
                    f"{address} is a private address; to allow it, add "
                    f"{bracketed}:{port} to scrape.allow_private"
                )
        return addresses


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        # 6to4 (RFC 3056) and Teredo (RFC 4380) deliver to the IPv4 address inside.
        inner = address.sixtofour or (address.teredo or (None, None))[1]
        if any(address in network for network in _AROUND_IPV4):
            inner = IPv4Address(address.packed[12:])
        if inner is not None:
            return _is_public(inner)
        if address not in _PUBLIC_IPV6 or address in _EXAMPLES:
            return False
    # `is_global` alone accepts multicast addresses.
    return address.is_global and not address.is_multicast
