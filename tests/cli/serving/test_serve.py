"""Reindexes that the service starts."""

import json
import sys
import urllib.request

import pytest

DEADLINE_S = 60

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends processes by signals")


@pytest.fixture
def serve(home, slow_site, start):
    """Return a starter of the service with these settings of [reindex] and a slow site."""

    def serve(reindex_settings):
        with (home / "faqbot.toml").open("a") as file:
            file.write(f"[reindex]\n{reindex_settings}\n[[source]]\nurl = '{slow_site.url}'\n")
        service = start("serve", "--port", "0", "--workers", "3")
        url = service.stdout.readline().split()[2]
        return service, url

    return serve


@pytest.fixture
def jobs(run):
    """Return a reader of the jobs; those that still run are ended after the test."""
    yield lambda: json.loads(run("jobs", "--json")[1])
    run("cancel")


def end(service):
    service.terminate()
    return service.wait(DEADLINE_S)


def test_the_schedule_starts_one_reindex_however_many_workers_run(serve, slow_site, jobs):
    service, _ = serve("every = '24h'")

    assert slow_site.was_asked.wait(DEADLINE_S)

    assert [(job["started_by"], job["state"]) for job in jobs()] == [("schedule", "running")]
    assert end(service) == 0


def test_a_reindex_started_by_a_webhook_outlives_the_service(serve, slow_site, jobs):
    service, url = serve("token = 'oakhill'")
    headers = {"Authorization": "Bearer oakhill"}
    call = urllib.request.Request(f"{url}api/v1/reindex", b"", headers)

    with urllib.request.urlopen(call, timeout=DEADLINE_S) as answer:
        assert answer.status == 202
    assert slow_site.was_asked.wait(DEADLINE_S)

    assert end(service) == 0
    assert [(job["started_by"], job["state"]) for job in jobs()] == [("webhook", "running")]
