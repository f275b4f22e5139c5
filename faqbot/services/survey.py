"""A first look at a site, and the faqbot.toml that suits it."""

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

_LOOKED_AT_BYTES = 200_000
_MAX_IN_SITEMAPS = 50_000
_SHOWN = 5
_MAX_TITLE_CHARS = 80
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
    """What a first look at a site shows.

    `url` is the home page after redirects. `page_count` counts what `counted_by` names, "sitemaps"
    or "links of the home page"; the URLs in `questions` and `publications` look like such.
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
    """Return what robots.txt, the sitemaps and the home page of a site show.

    Raises UrlError, or SourceError if the home page cannot be read.
    """
    start = normalise_url(url)
    with open_fetcher(settings) as fetcher:
        robots = read_robots(start, lambda url: fetcher.fetch(url, accept=ROBOTS), PRODUCT)

        def checked(url: str, fetch: Callable[[str], Page]) -> Page:
            if not is_same_site(url, start):
                raise RefusedError(url, f"another site, to which {start} leads; give that address")
            if not robots.allows(url):
                raise RefusedError(url, robots.reason or "robots.txt asks not to read it")
            return fetch(url)

        home = _home(start, follow_redirects(lambda url: checked(url, fetcher.fetch)))
        sitemaps = read_sitemaps(
            home.url,
            robots.sitemaps,
            follow_redirects(
                lambda url: checked(url, lambda url: fetcher.fetch(url, accept=SITEMAP))
            ),
            limit=_MAX_IN_SITEMAPS,
        )
    shown = read_directives(home, product=PRODUCT, now=datetime.now(UTC))
    return _described(home, shown, robots, sitemaps.urls)


def ensure_no_settings(settings: Settings) -> None:
    """Raise SettingsError if there is a faqbot.toml, which nobody wants to lose."""
    path = settings.home / FILE_NAME
    if path.exists():
        raise SettingsError(
            f"{path}: exists already and is left as it is; add the site to it, or use another "
            "folder: faqbot --home DIR init URL"
        )


def write_settings(settings: Settings, seen: Survey) -> Path:
    """Write the faqbot.toml of a site and return its path.

    Raises SettingsError if there is one.
    """
    ensure_no_settings(settings)
    path = settings.home / FILE_NAME
    replace_file(path, ("\n".join(_lines(settings, seen)) + "\n").encode())
    return path


def describe(seen: Survey) -> Iterator[str]:
    """Yield in words, a line each, what a first look showed."""
    made_with = f", made with {seen.generator}" if seen.generator else ""
    yield f"The home page is called {seen.title or 'nothing'!r}{made_with}."
    if seen.languages:
        yield f"Languages: {', '.join(seen.languages)}."
    yield f"Pages: about {seen.page_count}, by its {seen.counted_by}."
    for kind, urls in (("questions", seen.questions), ("publications", seen.publications)):
        if urls:
            yield f"Probably {kind}: {' '.join(urls)}"
    if seen.needs_javascript:
        yield "The home page shows nothing without JavaScript, which faqbot does not run. Name a"
        yield "sitemap whose pages hold their text, or import the questions from a file."


def _home(start: str, fetch: Callable[[str], Page]) -> Page:
    try:
        page = fetch(start)
    except FetchError as error:
        raise SourceError(f"{error}; nothing was written") from error
    if page.status != 200:
        raise SourceError(
            f"{start}: the server answers {page.status}; nothing was written. "
            "Check the address, and that the site is up."
        )
    return page


def _described(home: Page, shown: PageDirectives, robots: Robots, listed: Sequence[str]) -> Survey:
    links = [link for link in shown.links if is_same_site(link, home.url)]
    urls = list(dict.fromkeys([*links, *listed]))
    head = home.body[:_LOOKED_AT_BYTES]
    said = [*_LANGUAGE.findall(head), *_OTHER_LANGUAGE.findall(head)]
    languages = dict.fromkeys(code.decode().lower() for code in said)
    return Survey(
        url=home.url,
        title=_plain(shown.title),
        generator=_plain(_generator(head)),
        languages=tuple(languages),
        page_count=len(listed) or len({home.url, *links}),
        counted_by="sitemaps" if listed else "links of the home page",
        questions=tuple(_like(_QUESTIONS, urls)),
        publications=tuple(_like(_PUBLICATIONS, urls)),
        crawl_delay_s=robots.crawl_delay_s,
        needs_javascript=needs_javascript(home, shown),
    )


def _generator(head: bytes) -> str:
    for tag in _META.findall(head):
        if _GENERATOR.search(tag) and (content := _CONTENT.search(tag)):
            return (content[1] or content[2] or b"").decode("utf-8", "replace")
    return ""


def _like(kind: re.Pattern[str], urls: Sequence[str]) -> Iterator[str]:
    """Yield the first few URLs whose path is of this kind, the shortest paths first."""
    found = [url for url in urls if kind.search(unquote(urlsplit(url).path).replace("_", " "))]
    yield from sorted(found, key=len)[:_SHOWN]


def _plain(text: str) -> str:
    """Return a text from the site as one short line that can stand in a comment."""
    line = squeeze("".join(char if char.isprintable() else " " for char in text))
    return line if len(line) <= _MAX_TITLE_CHARS else f"{line[: _MAX_TITLE_CHARS - 1]}…"


def _lines(settings: Settings, seen: Survey) -> Iterator[str]:
    yield f"# faqbot on {seen.url}"
    yield "# Lines with # are remarks and suggestions; without it they count. All settings, with"
    yield "# their meaning, are in docs/settings.md. Next: faqbot reindex"
    yield "#"
    yield from (f"# {line}" for line in describe(seen))
    yield ""
    yield "[scrape]"
    yield "# Whom the site's owner can ask about these visits; it stands in their log."
    yield '# contact = "webmaster@example.org"'
    if seen.crawl_delay_s > settings.scrape.delay_s:
        yield f"# The site asks for {seen.crawl_delay_s:g} seconds between requests; that wins."
    yield f"# delay_s = {settings.scrape.delay_s}"
    yield ""
    yield "[[source]]"
    yield f"url = {json.dumps(seen.url)}"
    if seen.page_count > settings.scrape.max_pages:
        yield f"# More than the {settings.scrape.max_pages} pages that are asked for by default."
        yield f"max_pages = {-(-seen.page_count * 11 // 10000) * 1000}"
    yield "# Only parts of the site, or all but some; a path that ends in / is all below it."
    yield f"# include = {json.dumps(_folders(seen) or ['/faq/'])}"
    yield '# exclude = ["/calendar/", "*?sort=*"]'
    yield ""
    yield "# A single PDF, or questions that staff keep in a file (.csv, .xlsx, .jsonl, .md):"
    yield "# [[source]]"
    yield '# url = "https://www.example.org/files/annual-report.pdf"'
    yield "# [[source]]"
    yield '# file = "questions.csv"'


def _folders(seen: Survey) -> list[str]:
    """Return the paths that look as if they held answers, as patterns."""
    paths = (urlsplit(url).path for url in (*seen.questions, *seen.publications))
    return list(dict.fromkeys(path for path in paths if path != "/"))[:_SHOWN]
