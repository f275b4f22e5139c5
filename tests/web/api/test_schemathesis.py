"""Schemathesis checks the real server against the API's description."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends a process by a signal")

SERVE = "from faqbot.cli.commands import main; main()"
RUN = "--checks all --max-examples 40 --generation-deterministic --warnings off"


@pytest.fixture
def url(sample_settings, tmp_path):
    """Return the URL of a service with the sample site's index and a database of its own."""
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    arguments = ["--home", str(tmp_path), "serve", "--port", "0"]
    service = subprocess.Popen(
        [sys.executable, "-c", SERVE, *arguments], stdout=subprocess.PIPE, text=True
    )
    with service:
        line = service.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http"))
        service.terminate()


def test_the_api_conforms_to_its_description(url, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"{url}openapi.json", *RUN.split()],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-5000:]
    assert "5 selected / 5 total" in done.stdout
