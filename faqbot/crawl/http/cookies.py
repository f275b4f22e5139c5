"""Cookies for sites that send a visitor round in a circle until one comes back.

They live as long as the run, go to nobody but who set them, and are taken from such redirects only:
a site that answers without them is read as a stranger sees it.
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
        self._held: dict[tuple[str, str], dict[str, str]] = {}

    def header(self, url: str) -> str:
        """Return what a request for the URL sends as Cookie, or "" if nothing."""
        return "; ".join(self._held.get(_origin(url), {}).values())

    def take(self, url: str, location: str, set_cookies: Iterable[str]) -> bool:
        """Keep the cookies of a redirect that leads to its own URL; return whether any is new."""
        if resolve_link(url, location) != url:
            return False
        held = self._held.setdefault(_origin(url), {})
        before = dict(held)
        for line in set_cookies:
            pair = line.partition(";")[0].strip()
            if _PAIR.fullmatch(pair) and len(held) < _MAX_COOKIES:
                held[pair.partition("=")[0]] = pair
        return held != before


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
