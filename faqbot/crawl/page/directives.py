"""Robots directives and links of a page, read in one fast pass over its bytes."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from faqbot.core.html import parse_html
from faqbot.core.records import Page
from faqbot.core.text.charset import decode_with_charset
from faqbot.core.urls import can_hold_text, is_same_site, resolve_link

_HTML = ("", "text/html", "application/xhtml+xml")
_MAX_LINKS = 10_000
_MAX_TITLE_CHARS = 300
_MAX_LINES = 20_000
_MAX_TAGS = 20  # of each kind; no honest page has more
_LINKING = {"a": "href", "area": "href", "frame": "src", "iframe": "src"}
# Rules with a value; any other name before a colon is that of a robot.
_VALUED = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_SCOPE = re.compile(r"\s*([a-z][\w.-]*)\s*:", re.IGNORECASE)
_HEADER_LINK = re.compile(r"<([^<>]*)>([^<]*)")
# WHATWG, shared declarative refresh steps: a time, then a target.
_REFRESH = re.compile(r"""\s*[\d.]+[\s;,]+(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(\S.*))""", re.I)
_Attributes = Mapping[str, str | None]
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True)
class PageDirectives:
    """What a crawler needs to know about a page.

    `links` are normalised URLs of any site in the order of the page, without repeats, after those
    of `canonical`, the URL of the same site that the page declares or "", and of a meta refresh;
    empty if the page says nofollow. Pages with equal `text_hash` have equal text. `lines` are
    hashes of the pieces of text without digits, valid within one process. `title` has at most 300
    characters; `script_count` counts the scripts that run.
    """

    links: tuple[str, ...]
    is_indexable: bool
    canonical: str
    text_hash: str
    lines: frozenset[int]
    title: str = ""
    word_count: int = 0
    script_count: int = 0


def read_directives(page: Page, *, product: str, now: datetime) -> PageDirectives:
    """Return the directives for the robot called `product`, from headers and, if HTML, the body.

    Sources: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag,
    RFC 6596 (canonical).
    """
    reader = _PageReader(product.lower())
    charset = "utf-8"
    if page.content_type in _HTML:
        charset, text = decode_with_charset(page.body, page.headers.get("content-type", ""))
        reader.read(text)
    values = [page.headers.get("x-robots-tag", ""), *reader.rules[:_MAX_TAGS]]
    rules = {rule for value in values for rule in _rules(value, product, now)}
    base = resolve_link(page.url, reader.base) or page.url

    def resolve(reference: str) -> str:
        return resolve_link(base, _in_charset(reference, charset))

    canonical = _canonical(page, [*map(resolve, reader.canonicals[:_MAX_TAGS])])
    refreshes = [page.headers.get("refresh", ""), *reader.refreshes[:_MAX_TAGS]]
    refresh = next(filter(None, (resolve(_refresh_target(each)) for each in refreshes)), "")
    links = dict.fromkeys([canonical, refresh, *map(resolve, reader.links)])
    follows = rules.isdisjoint({"nofollow", "none"})
    return PageDirectives(
        links=tuple(link for link in links if link and can_hold_text(link)) if follows else (),
        is_indexable=rules.isdisjoint({"noindex", "none"}),
        canonical=canonical,
        # Pages without text (PDFs, empty shells) are not all the same page.
        text_hash=reader.text.hexdigest() if reader.word_count else page.sha256,
        lines=frozenset(reader.lines or {hash(page.sha256)}),
        title=reader.title[:_MAX_TITLE_CHARS],
        word_count=reader.word_count,
        script_count=reader.script_count,
    )


class _PageReader:
    """Collects from the elements of a page what a crawler needs."""

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

    def read(self, html: str) -> None:
        """Read a page."""
        last_tag = ""
        for _, name, attributes, text in parse_html(html):
            if name:
                self._take_element(name, attributes)
                last_tag = name
            else:
                self._take_text(text, last_tag)

    def _take_element(self, tag: str, attributes: _Attributes) -> None:
        if tag == "script":
            # JSON-LD and other data run nothing.
            is_data = _value(attributes, "type").endswith("json")
            self.script_count += not is_data
        elif source := _LINKING.get(tag):
            target = _value(attributes, source).strip()
            if target and len(self.links) < _MAX_LINKS and "nofollow" not in _rel(attributes):
                self.links[target] = None
        elif tag == "meta":
            self._take_meta(attributes)
        elif tag == "link" and "canonical" in _rel(attributes):
            self.canonicals.append(_value(attributes, "href"))
        elif tag == "base":
            # HTML, 4.2.3: the first base element with an href counts.
            self.base = self.base or _value(attributes, "href")

    def _take_meta(self, attributes: _Attributes) -> None:
        content = _value(attributes, "content")
        if _value(attributes, "http-equiv").strip().lower() == "refresh":
            self.refreshes.append(content)
        elif _value(attributes, "name").strip().lower() in self._names:
            self.rules.append(content)

    def _take_text(self, text: str, last_tag: str) -> None:
        words = text.split()
        if not words:
            return
        line = " ".join(words)
        if last_tag == "title":
            self.title = self.title or line
        self.word_count += len(words)
        self.text.update(line.encode("utf-8", "replace") + b"\n")
        bare = line.translate(_WITHOUT_DIGITS)
        if len(self.lines) < _MAX_LINES and any(map(str.isalpha, bare)):
            self.lines.add(hash(bare))


def _value(attributes: _Attributes, name: str) -> str:
    return attributes.get(name) or ""


def _rel(attributes: _Attributes) -> list[str]:
    return _value(attributes, "rel").lower().split()


def _in_charset(reference: str, charset: str) -> str:
    """Return a reference with its query escaped in the page's charset, as browsers do."""
    path, mark, query = reference.partition("?")
    if query.isascii() or charset.startswith("utf"):
        return reference
    return path + mark + quote(query, safe="%&=+#;/?:@!$'()*,~", encoding=charset, errors="replace")


def _rules(value: str, product: str, now: datetime) -> Iterator[str]:
    """Yield the rules for all robots or for this one, in lower case."""
    is_for_us = True
    for item in value.split(","):
        scope = _SCOPE.match(item)
        if scope and scope[1].lower() not in _VALUED:
            # A name holds for the rules after it, up to the next name.
            is_for_us = scope[1].lower() == product.lower()
            item = item[scope.end() :]
        rule, _, _ = item.strip().lower().partition(":")
        if is_for_us and rule == "unavailable_after":
            rule = "noindex" if _is_past(item.partition(":")[2].strip(), now) else ""
        if is_for_us:
            yield rule.strip()


def _is_past(date: str, now: datetime) -> bool:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError):
            moment = parse(date)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) < now
    return False


def _canonical(page: Page, candidates: list[str]) -> str:
    """Return the canonical URL if it is one other URL of the site; "" if several are declared."""
    for target, parameters in _HEADER_LINK.findall(page.headers.get("link", "")):
        if any(map(_is_canonical, parameters.split(";"))):
            candidates.append(resolve_link(page.url, target))
    urls = {url for url in candidates if url and is_same_site(url, page.url)}
    return urls.pop() if len(urls) == 1 and page.url not in urls else ""


def _is_canonical(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip().lower() == "rel" and "canonical" in value.strip(" \t\"',").lower().split()


def _refresh_target(content: str) -> str:
    match = _REFRESH.match(content)
    return next(filter(None, match.groups()), "") if match else ""
