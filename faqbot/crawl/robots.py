"""robots.txt of one site: what may be asked for, and how fast.

Source: RFC 9309. A missing file (4xx) allows everything; a server that fails (5xx) or does not
answer allows nothing.
"""

from collections.abc import Callable
from urllib.parse import urljoin

from protego import Protego

from faqbot.crawl.links import resolve_link
from faqbot.errors import FetchError
from faqbot.records import Page

_MAX_BYTES = 512_000  # RFC 9309, 2.5: parse at least 500 KiB
_LONGEST_DELAY_S = 60.0
_MAX_HOPS = 5  # RFC 9309, 2.3.1.2


class Robots:
    """The rules that one site has for one product, such as faqbot."""

    def __init__(self, rules: Protego | None, product: str, *, reason: str = "") -> None:
        self._rules = rules
        self._product = product
        self.reason = reason
        """Why nothing may be asked for, or "" if the rules decide."""

    def allows(self, url: str) -> bool:
        """Return whether the site lets us ask for this URL."""
        return self._rules is not None and self._rules.can_fetch(url, self._product)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Return the sitemaps that the file names."""
        return tuple(self._rules.sitemaps) if self._rules else ()

    @property
    def crawl_delay_s(self) -> float:
        """Return the pause that the site asks for between requests, 0 to 60; 0 if it names none."""
        stated = (self._rules and self._rules.crawl_delay(self._product)) or 0.0
        return min(stated, _LONGEST_DELAY_S)


def read_robots(seed: str, fetch: Callable[[str], Page], user_agent: str) -> Robots:
    """Return the rules of the seed's site for this User-Agent header's product."""
    product = user_agent.partition("/")[0]
    try:
        page = _follow(urljoin(seed, "/robots.txt"), fetch)
    except FetchError as error:
        return Robots(None, product, reason=error.reason)
    if page.status >= 500 or page.status == 429:
        reason = f"robots.txt answers {page.status}, which asks robots to stay out for now"
        return Robots(None, product, reason=reason)
    text = page.body[:_MAX_BYTES].decode("utf-8-sig", "replace") if page.status == 200 else ""
    return Robots(Protego.parse(text), product)


def _follow(url: str, fetch: Callable[[str], Page]) -> Page:
    """Return the page after at most `_MAX_HOPS` redirects; a longer chain counts as missing."""
    page = fetch(url)
    for _ in range(_MAX_HOPS):
        target = resolve_link(page.url, page.headers.get("location", ""))
        if not 300 <= page.status < 400 or not target:
            break
        page = fetch(target)
    return page
