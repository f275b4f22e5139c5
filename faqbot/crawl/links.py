"""The links of a page; one spelling for each URL; what belongs to a site."""

import re
import warnings
from urllib.parse import urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup
from w3lib.url import canonicalize_url

from faqbot.errors import UrlError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# Files that cannot hold an answer; asking a small server for them would be rude.
_NOT_READ = re.compile(
    r"\.(?:avi|bmp|css|docx?|eot|epub|exe|gif|gz|ico|ics|jpe?g|js|json|mov|mp[34]|pptx?|png|rar|"
    r"rss|svg|tar|tiff?|ttf|wav|webm|webp|woff2?|xlsx?|xml|zip)$",
    re.IGNORECASE,
)


def normalise_url(url: str) -> str:
    """Return the one spelling of an absolute http or https URL.

    Scheme and host in lower case, no default port, no user name, no fragment, dot segments
    resolved, query arguments sorted, escapes in one form. Doing it twice changes nothing.
    Raises UrlError for anything else than http and https, and for a URL without a host.

    >>> normalise_url("HTTPS://Example.org:443/a/../faq?b=2&a=1#top")
    'https://example.org/faq?a=1&b=2'
    """
    try:
        parts = urlsplit(canonicalize_url(url.strip()))
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError as error:
        raise UrlError(f"{url}: not a URL that can be read ({error})") from None
    if scheme not in _DEFAULT_PORTS:
        raise UrlError(f"{url}: not a web address; give one that starts with https:// or http://")
    host = host.rstrip(".")
    if not _HOST.fullmatch(host):
        raise UrlError(
            f"{url}: the host is missing or cannot exist; give one like https://www.example.org/"
        )
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, _DEFAULT_PORTS[scheme]):
        netloc += f":{port}"
    path = urlsplit(urljoin("http://host/", parts.path)).path if "/." in parts.path else parts.path
    return urlunsplit((scheme, netloc, path or "/", parts.query, ""))


def resolve_link(base: str, reference: str) -> str:
    """Return the normalised URL that a reference on a page leads to, or "" if to no other page."""
    if not reference or reference.startswith("#"):
        return ""
    if _SCHEME.match(reference) and not reference.lower().startswith(("http:", "https:")):
        return ""
    try:
        return normalise_url(urljoin(base, reference))
    except (UrlError, ValueError):
        return ""


def page_links(body: bytes, url: str) -> list[str]:
    """Return the URLs that an HTML page links to, normalised, in order, without repeats.

    Links that are no web addresses, and links to files that are never read, are left out.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 suspects file names and XML; a page is a page
        soup = BeautifulSoup(body, "lxml")
    base_tag = soup.find("base", href=True)
    base = (base_tag and resolve_link(url, str(base_tag["href"]).strip())) or url
    found: dict[str, None] = {}
    for tag in soup.find_all(["a", "area", "iframe", "frame"]):
        link = resolve_link(base, str(tag.get("href") or tag.get("src") or "").strip())
        if link and not _NOT_READ.search(urlsplit(link).path):
            found[link] = None
    return list(found)


def is_same_site(url: str, seed: str) -> bool:
    """Return whether both normalised URLs are of one site: host and port, with or without www.

    >>> is_same_site("https://www.example.org/faq", "http://example.org/")
    True
    """
    return _site(url) == _site(seed)


def _site(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    host = (parts.hostname or "").removeprefix("www.")
    # http and https on their default ports are one site.
    return host, 443 if port == 80 else port
