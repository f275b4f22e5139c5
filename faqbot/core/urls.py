"""URLs: one spelling for each, where a reference leads, and what belongs to a site.

Sources: RFC 3986, section 6.2.2, for what is equal; the WHATWG URL standard for what browsers make
of hosts, backslashes and white space.
"""

import re
import socket
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import urljoin, urlsplit, urlunsplit

import idna

from faqbot.core.errors import UrlError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_CHARS = 2_000  # what every browser and server takes
_EDGES = "".join(map(chr, range(0x21)))
_BREAKS = re.compile(r"[\t\r\n]")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.ASCII)
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# An escape, or a character that must become one: RFC 3986, 3.3 and 3.4.
_IN_PATH = re.compile(r"%([0-9A-Fa-f]{2})|[^\w.~!$&'()*+,;=:@/-]", re.ASCII)
_IN_QUERY = re.compile(r"%([0-9A-Fa-f]{2})|[^\w.~!$&'()*+,;=:@/?-]", re.ASCII)
# What no URL may hold anywhere; a "%" is left alone, for an author may have escaped already.
_UNSAFE = re.compile(r"[^\w.~!$&'()*+,;=:@/?#%\[\]-]", re.ASCII)
_ORIGIN = re.compile(r"^https?://[^/?#@]*(?=[/?#]|$)", re.IGNORECASE)
# Files without text to answer with; requesting them would only burden the server.
_NOT_READ = re.compile(
    r"\.(?:avi|bmp|css|docx?|eot|epub|exe|gif|gz|ico|ics|jpe?g|js|json|mov|mp[34]|pptx?|png|rar|"
    r"rss|svg|tar|tiff?|ttf|wav|webm|webp|woff2?|xlsx?|xml|zip)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)  # every page of a site repeats the links of its menu
def normalise_url(url: str) -> str:
    """Return the one spelling of an absolute http or https URL.

    Scheme and host in lower case, the host as its DNS name or plain address, no default port, no
    user name, no fragment, dot segments resolved, query arguments sorted, escapes in one form.
    Doing it twice changes nothing. Raises UrlError for anything else than http and https, for a
    URL without a host, and for one of more than 2,000 characters.

    >>> normalise_url("HTTPS://Example.org:443/a/../faq?b=2&a=1#top")
    'https://example.org/faq?a=1&b=2'
    """
    label = url if len(url) <= _MAX_CHARS else f"{url[:80]}…"
    try:
        # Cut first: a page may hold a URL of megabytes, which is refused unparsed.
        scheme, host, port, path, query = _parts(url[: _MAX_CHARS + 1])
    except (ValueError, OSError) as error:
        raise UrlError(f"{label}: invalid URL ({error})") from None
    if scheme not in _DEFAULT_PORTS:
        raise UrlError(f"{label}: not a web address; give one that starts with https:// or http://")
    if not host:
        raise UrlError(
            f"{label}: the host is missing or cannot exist; give one like https://www.example.org/"
        )
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    normalised = urlunsplit((scheme, netloc, path, query, ""))
    if len(url) > _MAX_CHARS or len(normalised) > _MAX_CHARS:
        raise UrlError(f"{label}: longer than {_MAX_CHARS:,} characters")
    return normalised


def resolve_link(base: str, reference: str, *, keep_fragment: bool = False) -> str:
    """Return the normalised URL that a reference on a page leads to, or "" if to no other page.

    Only a file on disk, whose own URL starts with file:, may link to files on disk.
    """
    if not reference.strip(_EDGES) or reference.lstrip(_EDGES).startswith("#"):
        return ""
    target, _, fragment = _join(base, reference).partition("#")
    try:
        is_local = base.startswith("file:") and target.startswith("file:")
        url = _normalise_file(target) if is_local else normalise_url(target)
    except UrlError:
        return ""
    return f"{url}#{_IN_QUERY.sub(_escape, fragment)}" if keep_fragment and fragment else url


def absolute_url(base: str, reference: str) -> str:
    """Return the URL that a reference leads to as its author spelled it, or "" if unreadable.

    For links to show rather than to compare: of any scheme, with arguments in their order and
    the fragment. Characters that no URL may hold are escaped.

    >>> absolute_url("https://example.org/faq/", "../fees?b=2&a=<1>#due")
    'https://example.org/fees?b=2&a=%3C1%3E#due'
    """
    url = _UNSAFE.sub(lambda match: _percent_encode(match[0]), _join(base, reference))
    return _ORIGIN.sub(lambda match: match[0].lower(), url)


def is_same_site(url: str, seed: str) -> bool:
    """Return whether both normalised URLs are of one site: host and port, with or without www.

    >>> is_same_site("https://www.example.org/faq", "http://example.org/")
    True
    """
    return _site(url) == _site(seed)


def can_hold_text(url: str) -> bool:
    """Return whether the path of a normalised URL could be that of a page or a PDF.

    >>> can_hold_text("https://example.org/faq"), can_hold_text("https://example.org/crest.png")
    (True, False)
    """
    return not _NOT_READ.search(urlsplit(url).path)


def _join(base: str, reference: str) -> str:
    """Return the URL that a reference leads to, as browsers join them, or "" if unreadable."""
    reference = _BREAKS.sub("", reference.strip(_EDGES))
    if len(reference) > _MAX_CHARS:
        return ""
    try:
        return urljoin(base, _with_slashes(reference))
    except ValueError:
        return ""


def _normalise_file(url: str) -> str:
    return "file://" + _without_dots(_IN_PATH.sub(_escape, urlsplit(url).path))


def _parts(url: str) -> tuple[str, str, int | None, str, str]:
    parts = urlsplit(_with_slashes(_BREAKS.sub("", url.strip(_EDGES))))
    path = _IN_PATH.sub(_escape, parts.path)
    arguments = filter(None, _IN_QUERY.sub(_escape, parts.query).split("&"))
    host = _host(parts.hostname or "")
    return parts.scheme, host, parts.port, _without_dots(path), "&".join(sorted(arguments))


def _with_slashes(url: str) -> str:
    r"""Return the URL with backslashes before the query turned, as browsers do.

    Who reads "http://one\@two/" otherwise than a browser is led to another host than it.
    """
    end = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    return url[:end].replace("\\", "/") + url[end:]


def _host(host: str) -> str:
    """Return the one spelling of a host, or "" if there can be none like it."""
    if ":" in host:
        # A zone ("%eth0") means something on one machine only (RFC 4007).
        return "" if "%" in host else f"[{IPv6Address(host)}]"
    # The full stop of a fully qualified name: the host is the same.
    host = host.removesuffix(".")
    # No DNS name is longer, and encoding takes more than linear time.
    if not host.isascii() and len(host) <= 253:
        host = idna.encode(host, uts46=True).decode()
    if not _HOST.fullmatch(host):
        return ""
    # "127.1" and "0x7f000001" are addresses to whoever connects.
    return socket.inet_ntoa(socket.inet_aton(host)) if _ENDS_IN_NUMBER.search(host) else host


def _escape(match: re.Match[str]) -> str:
    if not match[1]:
        return _percent_encode(match[0])
    char = chr(int(match[1], 16))
    # RFC 3986, 6.2.2: these need no escape, and the case of an escape means nothing.
    return char if char in _UNRESERVED else match[0].upper()


def _percent_encode(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def _without_dots(path: str) -> str:
    """Return a path from the root without "." and ".." in it."""
    segments = path.split("/")[1:] or [""]
    if "/." not in path:
        return "/" + "/".join(segments)
    path_segments: list[str] = []
    for segment in segments:
        if segment == "..":
            del path_segments[-1:]
        elif segment != ".":
            path_segments.append(segment)
    if segments[-1] in (".", ".."):
        path_segments.append("")
    return "/" + "/".join(path_segments)


def _site(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    host = (parts.hostname or "").removeprefix("www.")
    # http and https on their default ports are one site.
    return host, 443 if port == 80 else port
