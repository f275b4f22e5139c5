"""What many tests share: pages from text, and the sample site read and indexed once."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faqbot.records import Page
from faqbot.reindex import build_index
from faqbot.sample_site.server import SampleSite
from faqbot.scraping import scrape
from faqbot.settings import Settings
from faqbot.settings_reader import load_settings

NOW = "2026-11-23T12:00:00+00:00"


@pytest.fixture
def make_page() -> Callable[..., Page]:
    """Return a maker of pages: make_page("<p>…", url=…, content_type=…)."""

    def make(
        body: str | bytes,
        *,
        url: str = "https://example.org/faq",
        content_type: str = "text/html; charset=utf-8",
        status: int = 200,
    ) -> Page:
        raw = body.encode() if isinstance(body, str) else body
        digest = hashlib.sha256(raw).hexdigest()
        return Page(url, status, NOW, {"content-type": content_type}, digest, raw)

    return make


@pytest.fixture(scope="session")
def sample_site() -> Iterator[SampleSite]:
    with SampleSite() as site:
        yield site


@pytest.fixture(scope="session")
def sample_settings(sample_site: SampleSite, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings whose home holds the sample site, scraped and indexed."""
    home = tmp_path_factory.mktemp("home")
    settings = _loopback_settings(home)
    list(scrape(settings, [sample_site.url], lambda _: None))
    build_index(settings, lambda _: None)
    return settings


@pytest.fixture
def loopback_settings(tmp_path: Path) -> Settings:
    """Return settings with an empty home that let loopback addresses be read at once."""
    return _loopback_settings(tmp_path)


def _loopback_settings(home: Path) -> Settings:
    environ = {
        "FAQBOT_SCRAPE__DELAY_S": "0",
        "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*",
        # Its writer would go on in the background of other tests that copy the home.
        "FAQBOT_LOG__QUESTIONS": "false",
    }
    return load_settings(environ, home)
