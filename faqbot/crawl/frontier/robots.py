"""robots.txt of one site: allowed URLs, crawl delay and sitemaps.

Source: RFC 9309. A missing file (4xx) allows everything; a server that fails (5xx) or does not
respond allows nothing.
"""

import re
import string
from collections.abc import Callable, Iterator
from urllib.parse import quote

from protego import Protego

from faqbot.core.errors import FetchError
from faqbot.core.records import Page
from faqbot.core.urls import resolve_link

# At this delay, a thousand pages take 17 hours.
_MAX_DELAY_S = 60.0
_MAX_HOPS = 5  # RFC 9309, 2.3.1.2

_LINE_END = re.compile(r"\r\n|\r|\n")
# RFC 9309 lets parsers accept misspelled records and those without a colon.
_RECORD = re.compile(
    r"(?:(?P<agent>user[ -]?agent)|(?P<allow>allow)|(?P<disallow>diss?all?ow|diasllow|disallaw)"
    r"|(?P<delay>crawl[ -]delay)|(?P<sitemap>site-?maps?))(?:\s*:|\s)",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\*(?=\s|$)|[\w-]+", re.ASCII)
# Stands for every other robot: its records still begin a group of their own.
_OTHER_ROBOT = "other-robot"
_SLASH = re.compile("%2f", re.IGNORECASE)


class Robots:
    """The rules of one site for one product, such as faqbot.

    `rules` is None if nothing is allowed; `url` is that of robots.txt.
    """

    def __init__(
        self, rules: Protego | None, product: str, *, url: str = "", reason: str = ""
    ) -> None:
        self._rules = rules
        self._product = product
        self._url = url
        self.reason = reason
        """Why nothing is allowed, or "" if the rules decide."""

    def allows(self, url: str) -> bool:
        """Return whether the rules allow this URL."""
        return self._rules is not None and self._rules.can_fetch(_same_slashes(url), self._product)

    @property
    def crawl_delay_s(self) -> float:
        """Return the Crawl-delay, 0 to 60 seconds; 0 if there is none."""
        stated = (self._rules and self._rules.crawl_delay(self._product)) or 0.0
        return min(stated, _MAX_DELAY_S)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Return the normalised URLs of the sitemaps that are named, in order, each once."""
        named = self._rules.sitemaps if self._rules else ()
        links = (resolve_link(self._url, value) for value in named)
        return tuple(dict.fromkeys(link for link in links if link))


def read_robots(seed: str, fetch: Callable[[str], Page], user_agent: str) -> Robots:
    """Return the rules of the seed's site for this User-Agent's product."""
    # RFC 9309, 2.2.1: the product token is matched without its version and without case.
    product = user_agent.partition("/")[0].lower()
    url = resolve_link(seed, "/robots.txt")
    try:
        page = _follow(url, fetch)
    except FetchError as error:
        return Robots(None, product, url=url, reason=f"robots.txt cannot be read: {error.reason}")
    # 429 is a 4xx, but says that the server is busy, not that the file is missing.
    if page.status >= 500 or page.status == 429:
        reason = f"robots.txt: HTTP status {page.status}, so nothing may be crawled for now"
        return Robots(None, product, url=url, reason=reason)
    text = page.body.decode("utf-8-sig", "replace") if page.status == 200 else ""
    return Robots(Protego.parse("\n".join(_plain_records(text, product))), product, url=url)


def _follow(url: str, fetch: Callable[[str], Page]) -> Page:
    """Return the page after at most `_MAX_HOPS` redirects; a longer chain counts as missing."""
    page = fetch(url)
    for _ in range(_MAX_HOPS):
        target = resolve_link(page.url, page.headers.get("location", ""))
        if not 300 <= page.status < 400 or not target:
            break
        page = fetch(target)
    return page


def _plain_records(text: str, product: str) -> Iterator[str]:
    """Yield the records that matter, so that Protego follows RFC 9309 in linear time.

    Protego itself matches parts of the product name, ends a group at an unknown record, breaks
    lines at other characters, and copies each rule for every robot of its group.
    """
    lines = (line.partition("#")[0].strip() for line in _LINE_END.split(text))
    for record in filter(None, map(_RECORD.match, lines)):
        kind, value = record.lastgroup, record.string[record.end() :].strip()
        if kind == "agent":
            yield f"User-agent: {_agent(value, product)}"
        elif kind == "delay":
            yield f"Crawl-delay: {value}"
        elif kind == "sitemap":
            yield f"Sitemap: {_escaped(value)}"
        else:
            yield f"{kind}: {_escaped(_same_slashes(value))}"


def _agent(value: str, product: str) -> str:
    name = _AGENT.match(value)
    return name[0] if name and name[0].lower() in ("*", product) else _OTHER_ROBOT


def _same_slashes(url: str) -> str:
    """Return the URL with the slashes of its query unescaped, as in RFC 9309's table in 2.2.2."""
    path, mark, query = url.partition("?")
    return path + mark + _SLASH.sub("/", query)


def _escaped(value: str) -> str:
    """Return the value as it stands in a URL, also what Python takes for line ends."""
    return quote(value, safe=string.punctuation + " ")
