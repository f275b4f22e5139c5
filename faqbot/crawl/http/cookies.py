"""Cookies for sites that redirect to the same URL until a cookie comes back.

They live as long as the run, are sent to their own origin only, and are taken from such redirects
only: any other site is read as a first-time visitor sees it.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from faqbot.core.urls import resolve_link

_MAX_COOKIES = 20
_PAIR = re.compile(r"[!#-+\-.0-:<>-~]{1,200}=[!-+\--:<-~]{0,2000}")


class Cookies:
    """The cookies of each origin: scheme, host and port."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str], dict[str, str]] = {}

    def header(self, url: str) -> str:
        """Return the Cookie header of a request for the URL, or ""."""
        return "; ".join(self._cookies.get(_origin(url), {}).values())

    def take(self, url: str, location: str, set_cookies: Iterable[str]) -> bool:
        """Store the cookies of a redirect to its own URL; return whether any is new."""
        if resolve_link(url, location) != url:
            return False
        cookies = self._cookies.setdefault(_origin(url), {})
        previous = dict(cookies)
        for line in set_cookies:
            pair = line.partition(";")[0].strip()
            if _PAIR.fullmatch(pair) and len(cookies) < _MAX_COOKIES:
                cookies[pair.partition("=")[0]] = pair
        return cookies != previous


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
