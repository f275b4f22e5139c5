"""Seconds that each phase of a reindex takes on a large site of which one page changed.

    python bench/incremental.py [--pages 5000]

The sample site is multiplied as in crawl.py; a separate process serves it from memory on a
loopback port, with ETags and without delays. Each reindex runs in its own process: the first; one
without changes; one after one page changed; and, as the peer, one without the extraction cache.
Fails if, with one page changed, all phases after the scrape take longer than the scrape itself.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

from crawl import ENVIRON, multiplied, site

from faqbot.core.records import Progress
from faqbot.core.settings_reader import load_settings
from faqbot.services.crawling import scrape
from faqbot.services.indexing import build_index

_PHASES = ("scrape", "extract", "index", "verify, publish")
_CHANGED = 1000  # the number of the page: any in the middle


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--reindex", nargs=2, metavar=("HOME", "URL"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.pages)
    elif arguments.reindex:
        print(json.dumps(reindex(Path(arguments.reindex[0]), arguments.reindex[1])))
    else:
        sys.exit(measure(arguments.pages))


def measure(page_count: int) -> int:
    with site(page_count, __file__) as url, tempfile.TemporaryDirectory() as home:
        runs = {"first": in_own_process(home, url), "nothing changed": in_own_process(home, url)}
        urllib.request.urlopen(url + "change").close()  # noqa: S310
        runs["one page changed"] = changed = in_own_process(home, url)
        for folder in Path(home).glob("scraped/*/extracted"):
            shutil.rmtree(folder)
        runs["without cache"] = in_own_process(home, url)
    print(f"{page_count:,} pages; seconds")
    print(f"{'':18}" + "".join(f"{phase:>17}" for phase in _PHASES) + f"{'all':>9}")
    for name, took in runs.items():
        print(f"{name:18}" + "".join(f"{each:17.1f}" for each in took) + f"{sum(took):9.1f}")
    scraping, after = changed[0], sum(changed[1:])
    print(f"one page changed: the other phases take {after / scraping:.2f} of the scrape (goal 1)")
    print(f"and it is extracted in {changed[1] / runs['without cache'][1]:.3f} of the time")
    return int(after > scraping)


def in_own_process(home: str, url: str) -> list[float]:
    command = [sys.executable, __file__, "--reindex", home, url]
    done = subprocess.run(command, env=ENVIRON, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return json.loads(done.stdout)


def reindex(home: Path, url: str) -> list[float]:
    """Reindex the site and return the seconds of each phase."""
    settings = load_settings(os.environ, home)
    marks = [time.perf_counter()]
    scrape(settings, [url], lambda _: None)
    marks.append(time.perf_counter())

    def report(step: Progress) -> None:
        if step.phase == "index" and step.done in (0, step.total):
            marks.append(time.perf_counter())

    build_index(settings, report)
    marks.append(time.perf_counter())
    return [after - before for before, after in pairwise(marks)]


def serve(page_count: int) -> None:
    pages = multiplied(page_count)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            if self.path == "/change":
                path = list(pages)[_CHANGED % len(pages)]
                pages[path] = pages[path].replace(b"</p>", b" This was changed.</p>", 1)
            body = pages.get(self.path, b"")
            tag = f'"{sha256(body).hexdigest()[:16]}"'
            if body and self.headers.get("If-None-Match") == tag:
                body, status = b"", 304
            else:
                status = 200 if body or self.path == "/change" else 404
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
