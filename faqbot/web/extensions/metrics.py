"""What Prometheus is told: requests, answers and the build; the workers' counts added up.

Labels are routes, status codes and levels: few, and none that a visitor could choose.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from faqbot.core.errors import BuildError
from faqbot.core.records import Build

# Seconds; most answers take a few milliseconds.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
_MOST_ROUTES = 1000


@contextmanager
def multiprocess_folder() -> Iterator[Path]:
    """Hand out a folder through which the workers of one service can add up their counts."""
    with TemporaryDirectory(prefix="faqbot-metrics-") as name:
        yield Path(name)


def enable_multiprocess_mode(folder: Path) -> None:
    """Let this process, a worker, count into this folder; to be called before Metrics is made."""
    # The library looks at the environment for itself, but chooses its way when it is imported.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]


class Metrics:
    """Counts what one worker does."""

    def __init__(self) -> None:
        self._is_shared = values.ValueClass is not values.MutexValue
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "faqbot_requests",
            "Requests by route and status.",
            ["route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "faqbot_request_seconds",
            "Time to answer a request, by route.",
            ["route"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._answers = Counter(
            "faqbot_answers",
            "Questions by how they were answered: answer, closest matches, none.",
            ["level"],
            registry=self._registry,
        )
        self._children = lru_cache(_MOST_ROUTES)(self._children_of)
        self._levels = lru_cache(_MOST_ROUTES)(self._answers.labels)

    def count_request(self, route: str, status: int, took_s: float) -> None:
        """Count one request to a route of the application."""
        counter, histogram = self._children(route, status)
        counter.inc()
        histogram.observe(took_s)

    def count_answer(self, level: str) -> None:
        """Count one answered question: "answer", "closest" or "none"."""
        self._levels(level).inc()

    def text(self, current_build: Callable[[], Build]) -> bytes:
        """Return all that is known in the text format of Prometheus."""
        registry = self._registry
        if self._is_shared:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        build = CollectorRegistry()
        build.register(_BuildCollector(current_build))
        return generate_latest(registry) + generate_latest(build)

    def _children_of(self, route: str, status: int) -> tuple[Counter, Histogram]:
        return self._requests.labels(route, status), self._seconds.labels(route)


def make_probes(metrics: Metrics, current_build: Callable[[], Build]) -> Blueprint:
    """Return the routes for machines that watch the service."""
    probes = Blueprint("probes", __name__)

    @probes.get("/healthz")
    def healthz() -> Response:
        return _plain("alive\n")

    @probes.get("/readyz")
    def readyz() -> Response:
        try:
            return _plain(f"answering from build {current_build().id}\n")
        except BuildError:
            return _plain("not ready: no build can be opened\n", 503)

    @probes.get("/metrics")
    def metrics_text() -> Response:
        response = _plain(metrics.text(current_build))
        response.headers["Content-Type"] = CONTENT_TYPE_PLAIN_1_0_0
        return response

    return probes


class _BuildCollector(Collector):
    def __init__(self, current_build: Callable[[], Build]) -> None:
        self._current_build = current_build

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Tell of the build that answers at this moment, if one does."""
        info = GaugeMetricFamily("faqbot_build_info", "The build that answers.", labels=["build"])
        age = GaugeMetricFamily("faqbot_build_age_seconds", "Time since that build was made.")
        try:
            build = self._current_build()
        except BuildError:
            return
        info.add_metric([build.id], 1)
        made_at = datetime.fromisoformat(build.made_at)
        age.add_metric([], (datetime.now(UTC) - made_at).total_seconds())
        yield info
        yield age


def _plain(text: str | bytes, status: int = 200) -> Response:
    response = Response(text, status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
