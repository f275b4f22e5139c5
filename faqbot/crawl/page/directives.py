"""What a page says to robots, and where it leads: one fast pass over its bytes."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from lxml import etree

from faqbot.core.records import Page
from faqbot.core.text.charset import decode_and_tell
from faqbot.core.urls import can_hold_text, is_same_site, resolve_link

_HTML = ("", "text/html", "application/xhtml+xml")
_MAX_LINKS = 10_000
_MAX_TITLE = 300
_MAX_LINES = 20_000
_MAX_STATEMENTS = 20
_LINKING = {"a": "href", "area": "href", "frame": "src", "iframe": "src"}
_UNSHOWN = frozenset({"script", "style", "template"})
# Rules with a value; whatever else stands before a colon is the name of a robot.
_VALUED = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_SCOPE = re.compile(r"\s*([a-z][\w.-]*)\s*:", re.IGNORECASE)
_HEADER_LINK = re.compile(r"<([^<>]*)>([^<]*)")
# The WHATWG's shared declarative refresh steps: a time, then where to.
_REFRESH = re.compile(r"""\s*[\d.]+[\s;,]+(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(\S.*))""", re.I)
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True)
class PageDirectives:
    """What a crawler needs to know of a page.

    `links` are normalised, in the order of the page, each once, of any site; none if the page asks
    not to follow them. `canonical` is the address of the same site that the page gives itself, and
    `refresh` the one that it sends its readers on to; both are "" if there is none, and among the
    links otherwise. Pages of one `text_hash` show the same text. `lines` are hashes of the pieces
    of the text without digits, good within one process. `title` has at most 300 characters;
    `script_count` counts the scripts that run.
    """

    links: tuple[str, ...]
    is_indexable: bool
    canonical: str
    refresh: str
    text_hash: str
    lines: frozenset[int]
    title: str = ""
    word_count: int = 0
    script_count: int = 0


def read_directives(page: Page, *, product: str, now: datetime) -> PageDirectives:
    """Return what the headers of a page say to the robot called `product` and, if HTML, its text.

    Sources: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag,
    RFC 6596 (canonical).
    """
    handler = _PageHandler(product.lower())
    charset = "utf-8"
    if page.content_type in _HTML:
        charset, text = decode_and_tell(page.body, page.headers.get("content-type", ""))
        _feed(text, handler)
    said = set(_rules(page.headers.get("x-robots-tag", ""), product, now))
    for content in handler.rules:
        said.update(_rules(content, product, now))
    base = resolve_link(page.url, handler.base) or page.url

    def resolve(reference: str) -> str:
        return resolve_link(base, _in_charset(reference, charset))

    canonical = _canonical(page, [*map(resolve, handler.canonicals)])
    refreshes = [page.headers.get("refresh", ""), *handler.refreshes]
    refresh = next(filter(None, (resolve(_refresh_target(each)) for each in refreshes)), "")
    links = dict.fromkeys([canonical, refresh, *map(resolve, handler.links)])
    follows = said.isdisjoint({"nofollow", "none"})
    return PageDirectives(
        links=tuple(link for link in links if link and can_hold_text(link)) if follows else (),
        is_indexable=said.isdisjoint({"noindex", "none"}),
        canonical=canonical,
        refresh=refresh if refresh != page.url else "",
        text_hash=handler.text.hexdigest() if handler.word_count else page.sha256,
        lines=frozenset(handler.lines or {hash(page.sha256)}),
        title=handler.title[:_MAX_TITLE],
        word_count=handler.word_count,
        script_count=handler.script_count,
    )


class _PageHandler:
    """What the parser calls for each tag; keeps what matters and builds no tree.

    A tree would be bounded in depth (the library drops what is nested deeper) and takes the
    square of the number of attributes of an element.
    """

    def __init__(self, product: str) -> None:
        self.base = ""
        self.links: dict[str, None] = {}
        self.canonicals: list[str] = []
        self.refreshes: list[str] = []
        self.rules: list[str] = []
        self.text = hashlib.sha256()
        self.lines: set[int] = set()
        self.title = ""
        self.word_count = 0
        self.script_count = 0
        self._names = ("robots", product)
        self._pieces: list[str] = []
        self._unshown = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._end_piece()
        if tag in _UNSHOWN:
            self._unshown += 1
            is_data = attributes.get("type", "").endswith("json")
            self.script_count += tag == "script" and not is_data
        elif source := _LINKING.get(tag):
            target = attributes.get(source, "").strip()
            if target and len(self.links) < _MAX_LINKS and not _is_unfollowed(attributes):
                self.links[target] = None
        elif tag == "meta":
            self._take_meta(attributes)
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            _keep(self.canonicals, attributes.get("href", ""))
        elif tag == "base":
            self.base = self.base or attributes.get("href", "")

    def end(self, tag: str) -> None:
        line = self._end_piece()
        if tag == "title":
            self.title = self.title or line
        if tag in _UNSHOWN and self._unshown:
            self._unshown -= 1

    def data(self, text: str) -> None:
        if not self._unshown:
            self._pieces.append(text)

    def close(self) -> None:
        self._end_piece()

    def _take_meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").strip().lower() == "refresh":
            _keep(self.refreshes, content)
        elif attributes.get("name", "").strip().lower() in self._names:
            _keep(self.rules, content)

    def _end_piece(self) -> str:
        """Take note of the text since the last tag, and return it."""
        if not self._pieces:
            return ""
        words = "".join(self._pieces).split()
        self._pieces.clear()
        if not words:
            return ""
        line = " ".join(words)
        self.word_count += len(words)
        self.text.update(line.encode("utf-8", "replace") + b"\n")
        bare = line.translate(_WITHOUT_DIGITS)
        if len(self.lines) < _MAX_LINES and any(map(str.isalpha, bare)):
            self.lines.add(hash(bare))
        return line


def _keep(statements: list[str], statement: str) -> None:
    if len(statements) < _MAX_STATEMENTS:
        statements.append(statement)


def _feed(text: str, handler: _PageHandler) -> None:
    parser = etree.HTMLParser(target=handler, encoding="utf-8")
    with suppress(etree.LxmlError):  # what was read before the fault counts
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()


def _is_unfollowed(attributes: Mapping[str, str]) -> bool:
    return "nofollow" in attributes.get("rel", "").lower().split()


def _in_charset(reference: str, charset: str) -> str:
    """Return a reference with its query escaped in the page's charset, as browsers send it."""
    path, mark, query = reference.partition("?")
    if query.isascii() or charset.startswith("utf"):
        return reference
    return path + mark + quote(query, safe="%&=+#;/?:@!$'()*,~", encoding=charset, errors="replace")


def _rules(stated: str, product: str, now: datetime) -> Iterator[str]:
    """Yield the rules in lower case that are for every robot or for this one."""
    is_for_us = True
    for item in stated.split(","):
        scope = _SCOPE.match(item)
        if scope and scope[1].lower() not in _VALUED:
            is_for_us = scope[1].lower() == product.lower()
            item = item[scope.end() :]
        rule, _, _ = item.strip().lower().partition(":")
        if is_for_us and rule == "unavailable_after":
            rule = "noindex" if _is_past(item.partition(":")[2].strip(), now) else ""
        if is_for_us:
            yield rule.strip()


def _is_past(stated: str, now: datetime) -> bool:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError):
            moment = parse(stated)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) < now
    return False


def _canonical(page: Page, stated: list[str]) -> str:
    """Return the one other address on the site that a page gives itself; "" if they disagree."""
    for target, parameters in _HEADER_LINK.findall(page.headers.get("link", "")):
        if any(map(_is_canonical, parameters.split(";"))):
            stated.append(resolve_link(page.url, target))
    found = {url for url in stated if url and is_same_site(url, page.url)}
    return found.pop() if len(found) == 1 and page.url not in found else ""


def _is_canonical(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip().lower() == "rel" and "canonical" in value.strip(" \t\"',").lower().split()


def _refresh_target(content: str) -> str:
    found = _REFRESH.match(content)
    return next(filter(None, found.groups()), "") if found else ""
