"""A store on SQLite and one on PostgreSQL, whose server the tests start themselves."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from faqbot.staff.store.schema import metadata
from faqbot.staff.store.transactions import Store

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
END_TIME_S = 30


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def find_program(name: str) -> str:
    """Return where a program of PostgreSQL is: Debian keeps them off the PATH."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(kept[-1]) if kept else "")


def server_user() -> dict[str, str]:
    """Return whom the server runs as: it refuses root."""
    return {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    initdb, postgres = find_program("initdb"), find_program("postgres")
    if not (initdb and postgres):
        pytest.skip("these tests need PostgreSQL: sudo apt-get install postgresql, then make test")
    folder = Path(tempfile.mkdtemp(prefix="faqbot-postgres-"))
    user = server_user()
    if user:
        shutil.chown(folder, **user)
    data = folder / "data"
    make = [initdb, "-D", data, "-U", "faqbot", "-A", "trust", "-E", "UTF8", "-N", "--no-locale"]
    subprocess.run(make, check=True, capture_output=True, cwd=folder, **user)
    port = free_port()
    quick = ["-c", "fsync=off", "-c", "max_connections=20", "-c", "shared_buffers=8MB"]
    place = ["-c", "listen_addresses=127.0.0.1", "-p", str(port), "-k", folder]
    server = subprocess.Popen(
        [postgres, "-D", data, *place, *quick], cwd=folder, stderr=subprocess.PIPE, **user
    )
    try:
        said = next((line for line in server.stderr if b"ready to accept" in line), b"")
        assert said, "PostgreSQL has not started"
        yield f"postgresql://faqbot@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # which asks for a fast end
        server.communicate(timeout=END_TIME_S)
        shutil.rmtree(folder)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture
def empty_postgres(postgres_url: str) -> str:
    """Return the URL of a PostgreSQL database without tables."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Return what a store on each of the two databases is opened with, before there is any."""
    if request.param == "postgresql":
        return request.getfixturevalue("empty_postgres")
    return tmp_path / "instance" / "faqbot.sqlite3"


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("ready") / "faqbot.sqlite3"
    assert Store(path).problem() == ""
    return path


@pytest.fixture(scope="session")
def ready_postgres(postgres_url: str) -> str:
    """Return the URL of a PostgreSQL database with all tables."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE ready")
    url = postgres_url.replace("/postgres", "/ready")
    store = Store(url)
    assert store.problem() == ""
    store.close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Return what a store with empty tables is opened with, on each of the two databases.

    Making the tables anew for each test would take most of the time of all.
    """
    if request.param == "sqlite":
        ready = request.getfixturevalue("ready_file")
        return Path(shutil.copy(ready, tmp_path / "faqbot.sqlite3"))
    url: str = request.getfixturevalue("ready_postgres")
    tables = ", ".join(metadata.tables)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY")
    return url


@pytest.fixture
def open_store() -> Iterator[Callable[..., Store]]:
    """Return a maker of stores, which are closed after the test."""
    opened: list[Store] = []

    def make(*args: Any, **options: Any) -> Store:
        opened.append(Store(*args, **options))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def lock_folder(tmp_path: Path) -> Path:
    """Return where running jobs hold their locks, on both databases."""
    return tmp_path


@pytest.fixture
def store(database: Path | str, open_store: Callable[..., Store], lock_folder: Path) -> Store:
    return open_store(database, lock_folder=lock_folder)
