"""Surveys a site and writes a faqbot.toml for it."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from faqbot.core.errors import FetchError, RefusedError, SettingsError, SourceError
from faqbot.core.files import replace_file
from faqbot.core.records import Page
from faqbot.core.settings import FILE_NAME, Settings
from faqbot.core.text.unicode import squeeze
from faqbot.core.urls import is_same_site, normalise_url
from faqbot.crawl.crawler import PRODUCT
from faqbot.crawl.frontier.robots import Robots, read_robots
from faqbot.crawl.frontier.sitemaps import read_sitemaps
from faqbot.crawl.http.content_types import ROBOTS, SITEMAP
from faqbot.crawl.page.directives import PageDirectives, read_directives
from faqbot.crawl.page.soft_404 import needs_javascript
from faqbot.crawl.redirects import follow_redirects
from faqbot.services.crawling import open_fetcher

_MAX_HEAD_BYTES = 200_000
_MAX_URLS = 5
_MAX_TITLE_CHARS = 80
# Lengths are bounded, so that hostile markup takes linear time.
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,500}?\slang\s*=\s*["']?([a-z]{2,3})\b""", re.IGNORECASE)
_OTHER_LANGUAGE = re.compile(rb"""\shreflang\s*=\s*["']?([a-z]{2,3})\b""", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)
_GENERATOR = re.compile(rb"""\bname\s*=\s*["']?generator\b""", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_QUESTIONS = re.compile(
    r"\b(?:faqs?|questions?|q-?and-?a|help|hilfe|fragen|aide|ayuda|preguntas|perguntas|domande)\b",
    re.IGNORECASE,
)
_PUBLICATIONS = re.compile(
    r"\b(?:publications?|publicaciones|resources?|library|reports?|briefs?|documents?|downloads?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Survey:
    """The findings about a site.

    `url` is the home page after redirects. `page_count` counts the pages in what `counted_by`
    names, "sitemaps" or "links of the home page". The paths of the URLs in `questions` and
    `publications` suggest such pages.
    """

    url: str
    title: str
    generator: str
    languages: tuple[str, ...]
    page_count: int
    counted_by: str
    questions: tuple[str, ...]
    publications: tuple[str, ...]
    crawl_delay_s: float
    needs_javascript: bool


def survey(settings: Settings, url: str) -> Survey:
    """Survey robots.txt, the sitemaps and the home page of a site.

    Raises UrlError, or SourceError if the home page cannot be read.
    """
    start = normalise_url(url)
    with open_fetcher(settings) as fetcher:
        robots = read_robots(start, lambda url: fetcher.fetch(url, accept=ROBOTS), PRODUCT)

        def checked(url: str, fetch: Callable[[str], Page]) -> Page:
            if not is_same_site(url, start):
                raise RefusedError(
                    url, f"{start} redirects to this other site; use its URL instead"
                )
            if not robots.allows(url):
                raise RefusedError(url, robots.reason or "disallowed by robots.txt")
            return fetch(url)

        home = _home(start, follow_redirects(lambda url: checked(url, fetcher.fetch)))
        fetch_sitemap = follow_redirects(
            lambda url: checked(url, lambda url: fetcher.fetch(url, accept=SITEMAP))
        )
        sitemaps = read_sitemaps(home.url, robots.sitemaps, fetch_sitemap)
    directives = read_directives(home, product=PRODUCT, now=datetime.now(UTC))
    return _describe_site(home, directives, robots, sitemaps.urls)


def ensure_no_settings(settings: Settings) -> None:
    """Raise SettingsError if there is a faqbot.toml, so that it is never overwritten."""
    path = settings.home / FILE_NAME
    if path.exists():
        raise SettingsError(
            f"{path}: already exists; add the site to it, or use another folder: "
            "faqbot --home DIR init URL"
        )


def write_settings(settings: Settings, site: Survey) -> Path:
    """Write the faqbot.toml of a site and return its path.

    Raises SettingsError if there is one.
    """
    ensure_no_settings(settings)
    path = settings.home / FILE_NAME
    replace_file(path, ("\n".join(_lines(settings, site)) + "\n").encode())
    return path


def describe(site: Survey) -> Iterator[str]:
    """Yield the findings in words, line by line."""
    made_with = f", made with {site.generator}" if site.generator else ""
    yield f"Title of the home page: {site.title or '(none)'}{made_with}."
    if site.languages:
        yield f"Languages: {', '.join(site.languages)}."
    yield f"Pages: about {site.page_count}, counted from the {site.counted_by}."
    for kind, urls in (("questions", site.questions), ("publications", site.publications)):
        if urls:
            yield f"Probably {kind}: {' '.join(urls)}"
    if site.needs_javascript:
        yield "The home page is empty without JavaScript, which faqbot does not run. Configure a"
        yield "sitemap of pages that hold their text, or import the questions from a file."


def _home(start: str, fetch: Callable[[str], Page]) -> Page:
    try:
        page = fetch(start)
    except FetchError as error:
        raise SourceError(f"{error}; nothing was written") from error
    if page.status != 200:
        raise SourceError(
            f"{start}: HTTP status {page.status}; nothing was written. "
            "Check the URL and that the site is up."
        )
    return page


def _describe_site(
    home: Page, directives: PageDirectives, robots: Robots, listed: Sequence[str]
) -> Survey:
    links = [link for link in directives.links if is_same_site(link, home.url)]
    urls = list(dict.fromkeys([*links, *listed]))
    head = home.body[:_MAX_HEAD_BYTES]
    codes = [*_LANGUAGE.findall(head), *_OTHER_LANGUAGE.findall(head)]
    languages = dict.fromkeys(code.decode().lower() for code in codes)
    return Survey(
        url=home.url,
        title=_plain(directives.title),
        generator=_plain(_generator(head)),
        languages=tuple(languages),
        page_count=len(listed) or len({home.url, *links}),
        counted_by="sitemaps" if listed else "links of the home page",
        questions=tuple(_like(_QUESTIONS, urls)),
        publications=tuple(_like(_PUBLICATIONS, urls)),
        crawl_delay_s=robots.crawl_delay_s,
        needs_javascript=needs_javascript(home, directives),
    )


def _generator(head: bytes) -> str:
    for tag in _META.findall(head):
        if _GENERATOR.search(tag) and (content := _CONTENT.search(tag)):
            return (content[1] or content[2] or b"").decode("utf-8", "replace")
    return ""


def _like(kind: re.Pattern[str], urls: Sequence[str]) -> Iterator[str]:
    """Yield a few URLs whose path matches, the shortest first."""
    matches = [url for url in urls if kind.search(unquote(urlsplit(url).path).replace("_", " "))]
    yield from sorted(matches, key=len)[:_MAX_URLS]


def _plain(text: str) -> str:
    """Return text from the site as one short line that is safe in a comment."""
    line = squeeze("".join(char if char.isprintable() else " " for char in text))
    return line if len(line) <= _MAX_TITLE_CHARS else f"{line[: _MAX_TITLE_CHARS - 1]}…"


def _lines(settings: Settings, site: Survey) -> Iterator[str]:
    yield f"# faqbot on {site.url}"
    yield "# Lines that start with # are comments and suggestions. docs/settings.md describes all"
    yield "# settings. Next step: faqbot reindex"
    yield "#"
    yield from (f"# {line}" for line in describe(site))
    yield ""
    yield "[scrape]"
    yield "# Contact for the owner of the site, sent in the User-Agent of every request."
    yield '# contact = "webmaster@example.org"'
    if site.crawl_delay_s > settings.scrape.delay_s:
        yield f"# robots.txt asks for {site.crawl_delay_s:g} s between requests, which wins."
    yield f"# delay_s = {settings.scrape.delay_s}"
    yield ""
    yield "[[source]]"
    # A JSON string is a TOML string too.
    yield f"url = {json.dumps(site.url)}"
    if site.page_count > settings.scrape.max_pages:
        yield f"# More than the default limit of {settings.scrape.max_pages} pages."
        # A tenth more than there are now, rounded up to thousands.
        yield f"max_pages = {-(-site.page_count * 11 // 10000) * 1000}"
    yield "# Restrict the crawl to parts of the site; a path that ends in / covers all below it."
    yield f"# include = {json.dumps(_folders(site) or ['/faq/'])}"
    yield '# exclude = ["/calendar/", "*?sort=*"]'
    yield ""
    yield "# More sources: a single PDF, or questions in a file (.csv, .xlsx, .jsonl, .md):"
    yield "# [[source]]"
    yield '# url = "https://www.example.org/files/annual-report.pdf"'
    yield "# [[source]]"
    yield '# file = "questions.csv"'


def _folders(site: Survey) -> list[str]:
    """Return the paths of likely questions and publications, as patterns."""
    paths = (urlsplit(url).path for url in (*site.questions, *site.publications))
    return list(dict.fromkeys(path for path in paths if path != "/"))[:_MAX_URLS]
