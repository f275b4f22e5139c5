"""Fixtures of many tests: pages made from text, and the sample site, read and indexed once."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import settings as hypothesis_settings

from faqbot.core.records import Page
from faqbot.core.settings import Settings
from faqbot.core.settings_reader import load_settings
from faqbot.sample_site.server import SampleSite
from faqbot.sample_site.site import WORDINGS
from faqbot.services.crawling import import_file, scrape
from faqbot.services.indexing import build_index

NOW = "2026-11-23T12:00:00+00:00"
TESTS = Path(__file__).parent
# Files and folders that `make check` leaves out: they start processes, servers or browsers, or make
# whole builds. Together they take more than three quarters of the time of all tests.
SLOW = """
    cli evaluation extract/pdf extract/publications/test_lists.py extract/test_extraction_cache.py
    extract/sheets/test_reader.py jobs sample_pdfs search/inverted/test_index.py search/store
    search/test_calibration.py search/test_incremental.py search/test_ranked_engine.py
    services/test_answering.py services/test_crawling.py services/test_indexing.py
    services/test_publishing.py services/test_variants.py staff test_container.py
    test_end_to_end.py test_release.py
    web/api/test_schemathesis.py web/extensions/test_caching.py web/test_browser.py
    web/test_deep_links.py
    web/test_running.py web/test_server.py
""".split()
# Indexing the sample site takes each process five seconds.
SLOW_FIXTURES = {"browser", "serve", "sample_settings"}
# `make check` tries fewer examples of each property.
hypothesis_settings.register_profile("fast", max_examples=10, deadline=None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    slow = tuple(TESTS / name for name in SLOW)
    for item in items:
        is_slow_file = any(item.path.is_relative_to(path) for path in slow)
        if is_slow_file or SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


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


@pytest.fixture
def small_site() -> Callable[[dict[str, str]], AbstractContextManager[str]]:
    """Return what serves HTML bodies by path and gives the URL of the site."""
    return _small_site


@pytest.fixture(scope="session")
def sample_site() -> Iterator[SampleSite]:
    with SampleSite() as site:
        yield site


@pytest.fixture(scope="session")
def sample_settings(sample_site: SampleSite, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings whose home holds the sample site and its wordings, read and indexed."""
    home = tmp_path_factory.mktemp("home")
    settings = _loopback_settings(home)
    list(scrape(settings, [sample_site.url], lambda _: None))
    import_file(settings, WORDINGS)
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


@contextmanager
def _small_site(pages: dict[str, str]):
    """Serve HTML bodies by path; `pages` may change while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path, "").encode()
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
