"""Metrics for Prometheus, added up over all workers; health and readiness probes.

Labels are routes, status codes and levels: few values, none of them chosen by a visitor.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from faqbot.core.errors import BuildError
from faqbot.core.records import Build

_PLAIN_TEXT = "text/plain; charset=utf-8"
# Seconds; most answers take a few milliseconds.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)


def enable_multiprocess_mode(folder: str) -> None:
    """Let this worker count into a folder that all share; call it before creating Metrics."""
    # The library reads the variable when it counts, but chooses the value class on import.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]


class Metrics:
    """Counts the requests and answers of one worker."""

    def __init__(self) -> None:
        self._is_shared = values.ValueClass is not values.MutexValue
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "faqbot_requests",
            "Requests by route and status.",
            ["route", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "faqbot_request_seconds",
            "Seconds to answer a request, by route.",
            ["route"],
            buckets=_BUCKETS,
            registry=registry,
        )
        self._answers = Counter(
            "faqbot_answers",
            "Questions by how they were answered: answer, closest matches, none.",
            ["level"],
            registry=registry,
        )

    def count_request(self, route: str, status: int, took_s: float) -> None:
        """Count one request to a route of the application."""
        self._requests.labels(route, status).inc()
        self._seconds.labels(route).observe(took_s)

    def count_answer(self, level: str) -> None:
        """Count one answered question: "answer", "closest" or "none"."""
        self._answers.labels(level).inc()

    def text(self, current_build: Callable[[], Build]) -> bytes:
        """Return all metrics in the text format of Prometheus."""
        registry = CollectorRegistry()
        if self._is_shared:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._registry)
        with suppress(BuildError):
            registry.register(_BuildCollector(current_build()))
        return generate_latest(registry)


def make_probes(metrics: Metrics, current_build: Callable[[], Build]) -> Blueprint:
    """Return the routes for monitoring: /healthz, /readyz and /metrics."""
    probes = Blueprint("probes", __name__)

    @probes.get("/healthz")
    def healthz() -> Response:
        return _plain("alive\n")

    @probes.get("/readyz")
    def readyz() -> Response:
        try:
            return _plain(f"answering from build {current_build().id}\n")
        except BuildError:
            # The reason may name a path of this machine, which is nothing for strangers.
            return _plain("no build can be opened; `faqbot status` says why\n", 503)

    @probes.get("/metrics")
    def metrics_text() -> Response:
        return _plain(metrics.text(current_build), content_type=CONTENT_TYPE_PLAIN_1_0_0)

    return probes


class _BuildCollector(Collector):
    # A Gauge would be added up over the workers.
    def __init__(self, build: Build) -> None:
        self._build = build

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the id and the age of the build."""
        info = GaugeMetricFamily(
            "faqbot_build_info", "The build that answers questions.", labels=["build"]
        )
        info.add_metric([self._build.id], 1)
        yield info
        age = datetime.now(UTC) - datetime.fromisoformat(self._build.made_at)
        yield GaugeMetricFamily(
            "faqbot_build_age_seconds", "Seconds since that build was made.", age.total_seconds()
        )


def _plain(text: str | bytes, status: int = 200, content_type: str = _PLAIN_TEXT) -> Response:
    response = Response(text, status, content_type=content_type)
    response.headers["Cache-Control"] = "no-store"
    return response
