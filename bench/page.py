"""Weight, first paint, blocking time and layout shift of the search page.

    python bench/page.py

Serves the sample site's index on a loopback port and visits it with Chromium, with an empty cache
each time and, in the last rows, a processor slowed down four times to that of a phone. The peer is
a bare page of one heading on the same server: the lower bound. Medians of seven visits. Fails if
page, style and script together exceed 12 kB gzip, if the layout shifts, or if the main thread is
blocked for more than 50 ms.
"""

import gzip
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from threading import Thread

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from faqbot.core.settings_reader import load_settings
from faqbot.sample_site.server import SampleSite
from faqbot.services.crawling import scrape
from faqbot.services.indexing import build_index
from faqbot.web.app import create_app

ANSWER = "/?q=How+much+does+a+community+school+cost+and+how+is+it+funded?"
BARE = "/bare"
VISITS = 7
MAX_KB = 12.0
MAX_BLOCKED_MS = 50.0
WATCH = """
  window.seen = { shift: 0, blocked: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take))
      .observe({ type, buffered: true });
  watch("layout-shift", (entry) => { seen.shift += entry.value; });
  watch("longtask", (entry) => { seen.blocked += entry.duration - 50; });
  window.painted = new Promise((done) => watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") done({ paint: entry.startTime });
  }));
"""
READ = "async () => ({ ...(await window.painted), ...window.seen })"


class Silent(WSGIRequestHandler):
    """Logs no requests, which would take time."""

    def log_request(self, *_: object) -> None:
        """Log nothing."""


def sample_app(home: Path) -> Flask:
    """Return the application with the sample site indexed, and a bare page beside it."""
    quick = {"FAQBOT_SCRAPE__DELAY_S": "0", "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*"}
    settings = load_settings(quick | {"FAQBOT_SERVE__REQUESTS_PER_MINUTE": "0"}, home)
    with SampleSite() as site:
        list(scrape(settings, [site.url], lambda _: None))
        build_index(settings, lambda _: None)
    app = create_app(settings)
    app.add_url_rule(BARE, "bare", lambda: "<!doctype html><title>Bare</title><h1>Bare</h1>")
    return app


def sizes_kb(app: Flask) -> dict[str, float]:
    """Return the gzip sizes of the files that one visit loads."""
    client = app.test_client()
    paths = {
        "page, empty": "/",
        "page, answer": ANSWER,
        "style": "/static/faqbot.css",
        "script": "/static/completions.js",
    }
    return {name: len(gzip.compress(client.get(path).data)) / 1000 for name, path in paths.items()}


def visit(browser: Browser, url: str, slowdown: int) -> dict[str, float]:
    """Return first paint and blocking time in milliseconds, and the layout shift, of one visit."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(url)
    metrics = page.evaluate(READ)
    context.close()
    return dict(metrics)


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is missing: sudo apt-get install chromium")
        return 1
    with tempfile.TemporaryDirectory() as home:
        app = sample_app(Path(home))
        sizes = sizes_kb(app)
        for name, size in sizes.items():
            print(f"{name:<14}{size:6.2f} kB gzip")
        total = sum(sizes.values()) - sizes["page, empty"]
        print(f"{'one answer':<14}{total:6.2f} kB gzip, of at most {MAX_KB:g}")
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
        Thread(target=server.serve_forever, daemon=True).start()
        is_good = measure(chromium, f"http://127.0.0.1:{server.server_port}") and total <= MAX_KB
        server.shutdown()
        server.server_close()
        app.extensions["close"]()
    return 0 if is_good else 1


def measure(chromium: str, origin: str) -> bool:
    """Print a table of visits; return whether layout shift and blocking time are within bounds."""
    print(f"\n{'':<22}{'first paint':>12}{'blocked':>10}{'shift':>8}{'bare page':>12}{'ratio':>7}")
    is_good = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        visit(browser, origin + BARE, 1)
        for name, slowdown in (("this machine", 1), ("4 times slower", 4)):
            for kind, path in (("empty", "/"), ("answer", ANSWER)):
                ours, bare = [], []
                for _ in range(VISITS):  # in turn, so that a busy moment hits both
                    ours.append(visit(browser, origin + path, slowdown))
                    bare.append(visit(browser, origin + BARE, slowdown)["paint"])
                paint = median(each["paint"] for each in ours)
                blocked = median(each["blocked"] for each in ours)
                shift = max(each["shift"] for each in ours)
                print(
                    f"{name + ', ' + kind:<22}{paint:9.0f} ms{blocked:7.0f} ms{shift:8.3f}"
                    f"{median(bare):9.0f} ms{paint / median(bare):7.2f}"
                )
                is_good = is_good and not shift and blocked <= MAX_BLOCKED_MS
        browser.close()
    return is_good


if __name__ == "__main__":
    sys.exit(main())
