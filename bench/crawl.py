"""Pages per second of a scrape, beside a bare loop of requests and BeautifulSoup, and Scrapy.

    python bench/crawl.py [--pages 5000] [--runs 3]

The sample site is multiplied, each copy with its own words, so that no page repeats another. A
separate process serves it from memory on a loopback port, without delays between requests. The
bare loop requests each page once over one connection, parses it, follows its links and stores
nothing. Scrapy takes part if it is installed (`pip install scrapy`), with its defaults but no log.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup

from faqbot.sample_site.site import paths, respond

_MIN_RATIO = 0.7
ENVIRON = os.environ | {
    "FAQBOT_SCRAPE__DELAY_S": "0",
    "FAQBOT_SCRAPE__ALLOW_PRIVATE": "127.0.0.1:*",
    "FAQBOT_SCRAPE__MAX_PAGES": "1000000",
}
_LINK = re.compile(rb"((?:href|src)=)([\"'])(/[^\"'#?]*)[^\"']*[\"']", re.IGNORECASE)
_WORD = re.compile(
    rb"<[^>]*>|\b(?:community|school|schools|family|families|alliance)\b", re.IGNORECASE
)
_LETTERS = b"bdfgklmnprstvz"
_SPIDER = """
import scrapy
from scrapy.linkextractors import LinkExtractor

class Spider(scrapy.Spider):
    name = "bench"
    start_urls = ["{url}"]
    links = LinkExtractor()

    def parse(self, response):
        for link in self.links.extract_links(response):
            yield response.follow(link)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=3, help="runs of each; the median counts")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.pages)
        return
    peers = {"bare loop": bare_loop, "faqbot": faqbot}
    if find_spec("scrapy"):
        peers["scrapy"] = scrapy
    rates: dict[str, list[float]] = {name: [] for name in peers}
    with site(arguments.pages) as url:
        for _ in range(arguments.runs):
            for name, peer in peers.items():
                began = time.perf_counter()
                count = peer(url)
                rates[name].append(count / (time.perf_counter() - began))
                print(f"{name}: {count} pages, {rates[name][-1]:.0f} a second", flush=True)
    medians = {name: median(values) for name, values in rates.items()}
    ratio = medians["faqbot"] / medians["bare loop"]
    peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rates_text = ", ".join(f"{name} {value:.0f}" for name, value in medians.items())
    print(
        f"pages a second: {rates_text}; faqbot is {ratio:.2f} of the bare loop (goal {_MIN_RATIO})"
    )
    print(f"peak memory of the largest process: {peak_mib:.0f} MiB")
    sys.exit(ratio < _MIN_RATIO)


def bare_loop(url: str) -> int:
    session, waiting, seen, count = requests.Session(), deque([url]), {url}, 0
    while waiting:
        response = session.get(waiting.popleft(), timeout=30)
        count += 1
        for tag in BeautifulSoup(response.content, "lxml").find_all("a", href=True):
            link = urljoin(response.url, tag["href"]).partition("#")[0]
            if link not in seen and urlsplit(link).netloc == urlsplit(url).netloc:
                seen.add(link)
                waiting.append(link)
    return count


def faqbot(url: str) -> int:
    with tempfile.TemporaryDirectory() as home:
        command = ["-c", "from faqbot.cli.commands import main; main()", "--home", home]
        done = subprocess.run(  # noqa: S603
            [sys.executable, *command, "scrape", "--json", url],
            env=ENVIRON,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        )
    report = json.loads(done.stdout)[0]
    return sum(outcome["result"] in ("fetched", "same") for outcome in report["outcomes"])


def scrapy(url: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        spider, stats = f"{folder}/spider.py", f"{folder}/stats"
        Path(spider).write_text(_SPIDER.format(url=url), encoding="utf-8")
        options = ["-s", "DOWNLOAD_DELAY=0", "-s", "STATS_DUMP=True", "-s", "LOG_LEVEL=INFO"]
        options += ["--logfile", stats]
        runs = [sys.executable, "-m", "scrapy", "runspider", spider, *options]
        subprocess.run(runs, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        text = Path(stats).read_text(encoding="utf-8")
        match = re.search(r"response_received_count': (\d+)", text)
    return int(match[1]) if match else 0


@contextmanager
def site(page_count: int, script: str = __file__) -> Iterator[str]:
    """Serve the multiplied site from a separate process, which runs `script` with --serve."""
    command = [sys.executable, script, "--serve", "--pages", str(page_count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def serve(page_count: int) -> None:
    pages = multiplied(page_count)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


def multiplied(page_count: int) -> dict[str, bytes]:
    """Return bodies by path: a home page that links to copies of the sample site's HTML pages."""
    originals = {
        f"/{path}": respond(f"/{path}", origin="").body
        for path in paths()
        if path.endswith((".aspx", ".html")) and path != "search.aspx"
    }
    pages: dict[str, bytes] = {}
    for number in range(-(-page_count // len(originals))):
        for path, body in originals.items():
            if len(pages) < page_count - 1:
                pages[f"/{word(number)}{path}"] = copy_of(body, word(number).encode(), originals)
    homes = [path for path in pages if path.endswith("/index.html")]
    links = "".join(f'<li><a href="{path}">{path}</a>' for path in homes)
    pages["/"] = f"<title>Copies</title><ul>{links}</ul>".encode()
    return pages


def copy_of(body: bytes, own: bytes, originals: Collection[str]) -> bytes:
    """Return a page whose links stay in its copy, with words that no other copy has."""

    def local(match: re.Match[bytes]) -> bytes:
        # A broken link would cost each peer a request that counts for no page.
        path = match[3] + b"index.html" if match[3] == b"/" else match[3]
        return match[1] + b'"' + (b"/" + own + path if path.decode() in originals else b"#") + b'"'

    def marked(match: re.Match[bytes]) -> bytes:
        return match[0] if match[0].startswith(b"<") else match[0] + own

    return _WORD.sub(marked, _LINK.sub(local, body))


def word(number: int) -> str:
    digits = [number // len(_LETTERS) ** place % len(_LETTERS) for place in range(3)]
    return "".join(chr(_LETTERS[digit]) for digit in digits)


if __name__ == "__main__":
    main()
