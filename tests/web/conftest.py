"""A running service, Chromium and axe for the browser tests; what is missing skips them."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from faqbot.core.settings import EmbedSettings, PageSettings, Settings
from faqbot.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
AXE = Path(sys.prefix, "node_modules", "axe-core", "axe.min.js")
HELP = "Write to help@example.org, or see https://example.org/contact."


class Hosts(NamedTuple):
    """The URLs of a site that may embed the service, of one that may not, and of the service."""

    allowed: str
    refused: str
    service: str


class _Silent(WSGIRequestHandler):
    def log_request(self, *_) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Flask], str]]:
    """Return a function that serves an application on a loopback port and returns its URL."""
    running = []

    def start(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
        Thread(target=server.serve_forever, daemon=True).start()
        running.append((server, app))
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server, app in running:
        server.shutdown()
        server.server_close()
        if close := app.extensions.get("close"):
            close()


@pytest.fixture(scope="session")
def service(serve, sample_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of a service with the sample site's index and a database of its own."""
    home = tmp_path_factory.mktemp("service")
    (home / "index").symlink_to(sample_settings.index_dir)
    words = PageSettings("Alliance for Community Schools", help=HELP)
    return serve(create_app(Settings(home, page=words)))


@pytest.fixture(scope="session")
def serve_hosts(serve, sample_settings: Settings, tmp_path_factory) -> Callable[..., Hosts]:
    """Return a function that serves two sites, made with the service's URL, and the service."""

    def start(host_app: Callable[[dict[str, str]], Flask]) -> Hosts:
        service: dict[str, str] = {}
        allowed, refused = serve(host_app(service)), serve(host_app(service))
        home = tmp_path_factory.mktemp("hosts")
        (home / "index").symlink_to(sample_settings.index_dir)
        embed = EmbedSettings((allowed.rstrip("/"), "https://oakhill.example"))
        service["url"] = serve(create_app(Settings(home, embed=embed)))
        return Hosts(allowed, refused, service["url"])

    return start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("browser tests need Chromium: sudo apt-get install chromium, then make test")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, service: str) -> Iterator[Callable[..., Page]]:
    """Return a maker of pages, each with a context of its own: open_page(360, locale="es-ES")."""
    contexts = []

    def make(width: int = 1100, **options) -> Page:
        view = {"width": width, "height": 800}
        context = browser.new_context(**{"viewport": view, "base_url": service} | options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return a function that names the axe rules that a page violates, and where."""
    if not AXE.exists():
        pytest.skip("axe-core is missing: install npm, remove .venv/.installed-test, make test")
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        rules = page.evaluate("axe.run()")["violations"]
        return [f"{each['id']}: {node['html']}" for each in rules for node in each["nodes"]]

    return violations
