"""Requests a second, latency and memory of the web service, beside an empty Flask view.

    python bench/service.py DATA [--passages 10000] [--workers 2] [--seconds 5] [--rounds 3]

DATA is the folder that holds `collections/large`. The same server with the same workers serves both
on loopback, and wrk (`apt-get install wrk`) loads them in turn over 8 open connections. faqbot gets
all questions of the collection, with question log, request log, rate limit and Prometheus metrics
switched on. The share of a core that wrk uses is printed, to show that wrk is not the bottleneck.

Fails if faqbot answers fewer than half as many requests as the empty view. The questions repeat, as
most of visitors' do. The cost of new questions is printed too: that is searching, not serving.
"""

import argparse
import json
import lzma
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from flask import Flask, jsonify

from faqbot.core.settings import LogSettings, ServeSettings, Settings
from faqbot.evaluation.collections import read_collection
from faqbot.services.indexing import publish_documents
from faqbot.web.app import create_app
from faqbot.web.server import reserve, run

GOAL = 0.5
CONNECTIONS = 8
PATH = "/api/v1/ask"


def index(data: Path, count: int, home: Path) -> None:
    """Index the first passages of the collection."""
    part = home / "part"
    part.mkdir()
    with lzma.open(data / "corpus.jsonl.xz", "rt", encoding="utf-8") as lines:
        first = "".join(line for _, line in zip(range(count), lines, strict=False))
    (part / "corpus.jsonl").write_text(first, encoding="utf-8")
    shutil.copy(data / "queries.jsonl", part)
    (part / "qrels.tsv").touch()
    publish_documents(Settings(home), read_collection(part).documents)


def settings(home: Path) -> Settings:
    """Return settings with every costly feature on, as behind a proxy, and a high rate limit."""
    serve = ServeSettings(proxies=1, requests_per_minute=1_000_000_000)
    return Settings(home, serve=serve, log=LogSettings(questions=True, requests=True))


def empty_app() -> Flask:
    app = Flask("empty")
    app.add_url_rule(PATH, view_func=lambda: jsonify({}))
    return app


def serve(home: Path, workers: int, *, is_empty: bool) -> None:
    """Run one of the two services until it is stopped."""
    make = empty_app if is_empty else partial(create_app, settings(home))
    with reserve("127.0.0.1", 0) as address:
        run(make, address, workers=workers, ready=lambda: print(address.url, flush=True))


class Service:
    """A service in a separate process; `first_s` is the time to its first answer."""

    def __init__(self, kind: str, home: Path, workers: int, path: str) -> None:
        started = time.perf_counter()
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, __file__, str(home), "--serve", kind, "--workers", str(workers)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip().rstrip("/")
        with urlopen(self.url + path) as response:  # noqa: S310
            self.size = len(response.read())
        self.first_s = time.perf_counter() - started

    def workers(self) -> list[str]:
        """Return the process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return children.read_text().split()

    def busy_s(self) -> float:
        """Return the CPU time of all workers so far."""
        stats = [Path(f"/proc/{worker}/stat").read_text() for worker in self.workers()]
        ticks = sum(sum(map(int, stat.rpartition(")")[2].split()[11:13])) for stat in stats)
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> str:
        """Return megabytes of each worker: resident, and with shared pages divided."""
        sizes = []
        for worker in self.workers():
            rollup = Path(f"/proc/{worker}/smaps_rollup").read_text()
            rss, pss = (
                int(match[1]) / 1024
                for kind in ("Rss", "Pss")
                if (match := re.search(rf"^{kind}: +(\d+)", rollup, re.MULTILINE))
            )
            sizes.append(f"{rss:.0f} RSS, {pss:.0f} PSS")
        return "; ".join(sizes)


def write_script(script: Path, paths: list[str], *, ending: str) -> Path:
    """Write a wrk script that requests the paths in turn, each with this ending (Lua)."""
    listed = ",".join(f'"{path}"' for path in paths)
    script.write_text(
        f"local paths = {{{listed}}}\nlocal n = 0\n"
        "local headers = {['X-Forwarded-For'] = '203.0.113.7'}\n"
        "function request() n = n + 1\n"
        f"return wrk.format('GET', paths[(n - 1) % #paths + 1] .. {ending}, headers) end\n"
    )
    return script


def measure(service: Service, script: Path, seconds: int) -> tuple[float, str]:
    """Return requests a second, and a note on latency and CPU time."""
    busy_before = service.busy_s()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}",
        "--latency",
        "-s",
        str(script),
        service.url,
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / seconds
    failed = re.search(r"Non-2xx[^\n]*|Socket errors[^\n]*", output)
    waits = dict(re.findall(r"^ +(50%|99%) +(\S+)$", output, re.MULTILINE))
    rate = float(re.search(r"Requests/sec:\s+(\S+)", output)[1])
    each_us = (service.busy_s() - busy_before) / (rate * seconds) * 1e6
    note = f"p50 {waits['50%']}, p99 {waits['99%']}, {each_us:.0f} us of a core each, "
    note += f"wrk took {busy:.2f}"
    return rate, note + (f"; {failed[0]}" if failed else "")


def main(data: Path, passages: int, workers: int, seconds: int, rounds: int) -> int:
    """Print the figures; return 1 below the goal."""
    if shutil.which("wrk") is None:
        sys.exit("bench/service.py needs wrk: sudo apt-get install wrk")
    collection = data / "collections" / "large"
    lines = (collection / "queries.jsonl").read_text().splitlines()
    paths = [f"{PATH}?q={quote(json.loads(line)['text'])}" for line in lines]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        index(collection, passages, home)
        again = write_script(home / "again.lua", paths, ending='""')
        new = write_script(home / "new.lua", paths, ending="'+' .. os.time() .. n")
        kinds = ("empty", "faqbot")
        services = {kind: Service(kind, home, workers, paths[0]) for kind in kinds}
        rates: dict[str, list[float]] = {kind: [] for kind in kinds}
        print(f"{passages:,} passages, {workers} workers, {os.cpu_count()} cores")
        for service in services.values():
            measure(service, again, seconds)
        for _ in range(rounds):
            for kind, service in services.items():
                rate, note = measure(service, again, seconds)
                rates[kind].append(rate)
                print(f"  {kind:<7} {rate:8.0f} requests/s, {note}")
        rate, note = measure(services["faqbot"], new, seconds)
        print(f"  faqbot  {rate:8.0f} requests/s, {note}; new questions")
        for kind, service in services.items():
            print(
                f"  {kind:<7} first answer ({service.size} bytes) {service.first_s:.2f} s after "
                f"start; MB of each worker: {service.memory()}"
            )
            service.process.terminate()
            service.process.wait()
    ratio = statistics.median(rates["faqbot"]) / statistics.median(rates["empty"])
    print(f"{'failed' if ratio < GOAL else 'goal held'}: {ratio:.2f} of the empty view")
    return 1 if ratio < GOAL else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", choices=("empty", "faqbot"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.data, arguments.workers, is_empty=arguments.serve == "empty")
        sys.exit()
    sys.exit(
        main(
            arguments.data,
            arguments.passages,
            arguments.workers,
            arguments.seconds,
            arguments.rounds,
        )
    )
