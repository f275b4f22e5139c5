"""The URLs that a site lists in its sitemaps.

Sources: https://www.sitemaps.org/protocol.html; RFC 9309, 2.2.4, for the lines of robots.txt.
"""

import codecs
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lxml import etree

from faqbot.core.errors import FetchError, RefusedError
from faqbot.core.records import Outcome, Page
from faqbot.core.text.iso import iso_date
from faqbot.core.urls import can_hold_text, is_same_site, resolve_link

# Of all files together; the protocol allows as many in a single one.
_MAX_URLS = 50_000
_MAX_BYTES = 50 * 2**20  # of one file, decompressed: the protocol's own limits
_MAX_ENTRIES = 50_000
_MAX_FILES = 100
_MAX_DEPTH = 3  # an index of indexes is against the protocol, and common
_ENTRY_TAGS = ("url", "sitemap")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^[ \t]*(https?://\S+)", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(r"(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,10};)")  # the most common error, in queries
_CHUNK = 2**16


@dataclass(frozen=True)
class Sitemaps:
    """The URLs in the sitemaps of a site, and the sitemaps that could not be read.

    `urls` are normalised and of the site, the last modified first, otherwise in file order.
    """

    urls: tuple[str, ...]
    problems: tuple[Outcome, ...]


class _SitemapEntry(NamedTuple):
    location: str
    modified: str
    is_sitemap: bool


def read_sitemaps(
    seed: str, stated: Iterable[str], fetch: Callable[[str], Page], *, limit: int = _MAX_URLS
) -> Sitemaps:
    """Return at most `limit` URLs from the sitemaps of the seed's site.

    `stated` are the sitemaps in robots.txt; without any, /sitemap.xml is tried. `fetch` follows
    redirects and raises FetchError. Sitemaps on other sites are not read.
    """
    reader = _SitemapReader(seed, fetch)
    named = [url for each in stated if (url := resolve_link(seed, each))]
    for url in named or [resolve_link(seed, "/sitemap.xml")]:
        reader.add(url, depth=0)
    reader.run(may_be_missing=not named)
    # ISO dates sort as text; "" comes last.
    newest_first = sorted(reader.modified, key=lambda url: reader.modified[url], reverse=True)
    return Sitemaps(tuple(newest_first[:limit]), tuple(reader.problems))


class _SitemapReader:
    """Reads the sitemaps of one site, one after another."""

    def __init__(self, seed: str, fetch: Callable[[str], Page]) -> None:
        self.modified: dict[str, str] = {}
        """The date of the last change by URL, or ""."""
        self.problems: list[Outcome] = []
        self._seed = seed
        self._fetch = fetch
        self._waiting: deque[tuple[str, int]] = deque()
        self._known: set[str] = set()

    def add(self, url: str, depth: int) -> None:
        """Queue a file unless it is known; record why if it will not be read."""
        # One more than the limit is known, so that the excess is reported once.
        if url in self._known or len(self._known) > _MAX_FILES:
            return
        self._known.add(url)
        if not is_same_site(url, self._seed):
            self._refuse(url, "the sitemap belongs to another site")
        elif depth > _MAX_DEPTH:
            self._refuse(url, f"sitemaps more than {_MAX_DEPTH} deep are not read")
        elif len(self._known) > _MAX_FILES:
            self._refuse(url, f"more than {_MAX_FILES} sitemaps; this and the rest are not read")
        else:
            self._waiting.append((url, depth))

    def run(self, *, may_be_missing: bool) -> None:
        """Read the files one after another."""
        while self._waiting:
            url, depth = self._waiting.popleft()
            try:
                page = self._fetch(url)
            except RefusedError as error:
                self._refuse(url, error.reason)
                continue
            except FetchError as error:
                self._fail(url, error.reason)
                continue
            if page.status == 200:
                self._read(page, depth)
            # Nobody promised /sitemap.xml; a file that robots.txt names ought to exist.
            elif not may_be_missing or page.status not in (404, 410):
                self._fail(url, f"HTTP status {page.status} for the sitemap")

    def _read(self, page: Page, depth: int) -> None:
        entries, fault = _entries(page.body)
        if fault:
            self._fail(page.url, fault)
        foreign_count = 0
        for entry in entries:
            url = resolve_link(page.url, entry.location)
            if entry.is_sitemap:
                self.add(url or entry.location, depth + 1)
            elif not url or not is_same_site(url, self._seed):
                foreign_count += 1
            elif can_hold_text(url):
                self.modified[url] = max(entry.modified, self.modified.get(url, ""))
        if foreign_count:
            self._refuse(page.url, f"lists {foreign_count:,} URLs of other sites")

    def _refuse(self, url: str, reason: str) -> None:
        self.problems.append(Outcome(url, "refused", reason))

    def _fail(self, url: str, reason: str) -> None:
        self.problems.append(Outcome(url, "failed", reason))


def _entries(body: bytes) -> tuple[list[_SitemapEntry], str]:
    """Return the entries of a file, and what is wrong with it, or ""."""
    text, fault = _text(body)
    text = text.lstrip()
    if not text.startswith("<"):
        matches = islice(_ADDRESS.finditer(text), _MAX_ENTRIES + 1)
        entries = [_SitemapEntry(match[1], "", is_sitemap=False) for match in matches]
        if text and not entries:
            fault = "the sitemap is neither XML nor a list of URLs"
    elif _HTML.match(text):
        return [], "the sitemap is a web page"
    # A DOCTYPE can declare entities that expand without end.
    elif _DOCTYPE.search(text):
        return [], "the sitemap has a DOCTYPE, which no sitemap needs"
    else:
        entries, broken_line = _parse(text)
        if broken_line:
            fault = fault or f"the sitemap is broken in line {broken_line}"
    if len(entries) > _MAX_ENTRIES:
        fault = f"the sitemap has more than {_MAX_ENTRIES:,} entries; the rest is not read"
    return entries[:_MAX_ENTRIES], fault


def _parse(text: str) -> tuple[list[_SitemapEntry], int]:
    """Return the entries of an XML file, and the number of its first broken line, or 0."""
    handler = _SitemapHandler()
    # A target builds no tree, so memory grows with the entries only.
    parser = etree.XMLParser(target=handler, recover=True, resolve_entities=False, no_network=True)
    if declaration := _DECLARATION.match(text):  # its encoding is not that of our text
        text = text[declaration.end() :]
    # Within CDATA, a bare ampersand is right.
    if "<![CDATA[" not in text:
        text = _BARE_AMPERSAND.sub("&amp;", text)
    content = text.encode("utf-8", "replace")
    with suppress(etree.LxmlError):
        # In pieces, so that parsing ends soon after the last entry that is read.
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
            if len(handler.entries) > _MAX_ENTRIES:
                return handler.entries, 0
        parser.close()
    return handler.entries, parser.feed_error_log[0].line if parser.feed_error_log else 0


def _text(body: bytes) -> tuple[str, str]:
    """Return the text of a file, and what is wrong with its compression, or ""."""
    fault = ""
    if body.startswith(b"\x1f\x8b"):
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            # The second argument bounds memory: a gzip bomb stops here.
            body = inflater.decompress(body, _MAX_BYTES)
        except zlib.error:
            return "", "the gzip data of the sitemap is damaged"
        if not inflater.eof:
            fault = "the sitemap is truncated, or too large when decompressed"
    # By the byte order mark alone: the XML declaration cannot be read before decoding.
    is_wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return body[:_MAX_BYTES].decode("utf-16" if is_wide else "utf-8-sig", "replace"), fault


class _SitemapHandler:
    """The parser's target; <loc> counts in <url> and <sitemap>, not in <image>."""

    def __init__(self) -> None:
        self.entries: list[_SitemapEntry] = []
        self._path: list[str] = []
        self._location: list[str] = []
        self._modified: list[str] = []

    def start(self, tag: str, _: object) -> None:
        # Without the namespace: files with a wrong one, or none, are read too.
        self._path.append(tag.rpartition("}")[2])
        if self._path[-1] in _ENTRY_TAGS:
            self._end_entry("url")  # of one that was never closed

    def data(self, text: str) -> None:
        # The parser may hand over a text in several pieces.
        if self._path[-1:] == ["loc"] and self._path[-2:-1] and self._path[-2] in _ENTRY_TAGS:
            self._location.append(text)
        elif self._path[-1:] == ["lastmod"]:
            self._modified.append(text)

    def end(self, _: str) -> None:
        name = self._path.pop() if self._path else ""
        if name in _ENTRY_TAGS:
            self._end_entry(name)

    def close(self) -> None:
        """Do nothing; lxml requires this method."""

    def _end_entry(self, name: str) -> None:
        if location := "".join(self._location).strip():
            modified = iso_date("".join(self._modified))
            self.entries.append(_SitemapEntry(location, modified, is_sitemap=name == "sitemap"))
        self._location.clear()
        self._modified.clear()
