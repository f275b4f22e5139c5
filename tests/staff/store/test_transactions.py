import os
import resource
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from faqbot.core.errors import SettingsError, StoreError
from faqbot.staff.store.database import explain
from faqbot.staff.store.schema import log_gaps
from faqbot.staff.store.transactions import Store

NOBODY = 65534
GAP = {"began_at": "a", "ended_at": "b", "lost_count": 1, "reason": "test"}
WRITER = """
import sys
from pathlib import Path
from sqlalchemy import insert
from faqbot.staff.store.schema import log_gaps
from faqbot.staff.store.transactions import Store

store = Store(sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1]), wait_s=60)
for number in range(int(sys.argv[2])):
    with store.writing() as connection:
        row = {"began_at": "a", "ended_at": "b", "lost_count": number, "reason": "x" * 2000}
        connection.execute(insert(log_gaps), [row, row])
    print(number, flush=True)
"""


def start_writer(database, count):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(database), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def add_gap(store):
    with store.writing() as connection:
        connection.execute(insert(log_gaps).values(GAP))


def count_gaps(store):
    with store.reading() as connection:
        return len(connection.execute(select(log_gaps.c.id)).all())


def is_sound(database):
    if not isinstance(database, Path):
        return True  # the server itself was not killed
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_was_written_is_there_when_the_database_is_opened_again(store, database, open_store):
    add_gap(store)

    assert count_gaps(open_store(database)) == 1


def test_a_transaction_that_fails_writes_nothing(store):
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(insert(log_gaps), [GAP, {**GAP, "reason": None}])

    assert count_gaps(store) == 0


def test_a_database_that_can_be_written_has_no_problem(store):
    assert store.problem() == ""


def test_two_processes_make_and_write_a_database_at_once(new_database, open_store):
    writers = [start_writer(new_database, 15) for _ in range(2)]
    ends = [(writer.communicate()[1], writer.returncode) for writer in writers]

    assert ends == [(b"", 0)] * 2
    assert count_gaps(open_store(new_database)) == 2 * 15 * 2


def test_a_killed_process_loses_nothing_that_was_committed(database, open_store):
    writer = start_writer(database, 10_000)
    said = [int(writer.stdout.readline()) for _ in range(15)]
    writer.kill()
    said += [int(line) for line in writer.stdout.read().splitlines()]
    writer.communicate()

    with open_store(database).reading() as connection:
        kept = list(connection.scalars(select(log_gaps.c.lost_count)))

    # Each transaction wrote its number twice; the last may have been committed, but not told.
    assert sorted(kept) in (
        sorted(2 * said),
        sorted([*(2 * said), said[-1] + 1, said[-1] + 1]),
    )
    assert is_sound(database)


def test_the_file_and_its_folder_are_private(tmp_path, open_store):
    path = tmp_path / "instance" / "faqbot.sqlite3"

    add_gap(open_store(path))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_making_a_store_touches_nothing(tmp_path, open_store):
    open_store(tmp_path / "instance" / "faqbot.sqlite3")

    assert list(tmp_path.iterdir()) == []


def test_readers_see_the_old_content_while_another_writes(tmp_path, open_store):
    store = open_store(tmp_path / "faqbot.sqlite3", wait_s=0)
    add_gap(store)

    with store.writing() as connection:
        connection.execute(insert(log_gaps).values(GAP))
        assert count_gaps(store) == 1


def test_a_commit_is_on_the_disk_and_references_are_kept(tmp_path, open_store):
    with open_store(tmp_path / "faqbot.sqlite3").reading() as connection:
        shown = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert shown == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_file_put_in_place_of_the_open_one_is_used(tmp_path, open_store):
    store = open_store(tmp_path / "faqbot.sqlite3")
    add_gap(store)
    (tmp_path / "faqbot.sqlite3").rename(tmp_path / "moved.sqlite3")

    assert count_gaps(store) == 0


@contextmanager
def held(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def full(path: Path) -> Iterator[None]:
    """Let no file grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)
        path.parent.chmod(0o700)


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    path.write_bytes(b"no database at all, but long enough to look like one" * 100)
    yield


@contextmanager
def torn(path: Path) -> Iterator[None]:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    yield


@pytest.fixture
def outer_folder() -> Iterator[Path]:
    """Return a folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize(
    ("trouble", "message"),
    [
        pytest.param(held, "is locked by another program; wait", id="locked"),
        pytest.param(full, "check whether its disk is full", id="full"),
        pytest.param(read_only, "is read-only for this user; make it", id="read-only"),
        pytest.param(damaged, "is damaged; stop faqbot, set the file aside", id="no database"),
        pytest.param(torn, "is damaged; stop faqbot, set the file aside", id="torn"),
    ],
)
def test_a_problem_with_the_file_is_named_with_the_way_out(
    trouble, message, outer_folder, open_store
):
    path = outer_folder / "instance" / "faqbot.sqlite3"
    store = open_store(path, wait_s=0)
    add_gap(store)

    with trouble(path):
        problem = store.problem()

    assert problem.startswith(f"{path}: ")
    assert message in problem


@pytest.mark.parametrize("trouble", [held, full, read_only])
def test_once_the_problem_is_fixed_the_store_works_again(trouble, outer_folder, open_store):
    path = outer_folder / "instance" / "faqbot.sqlite3"
    store = open_store(path, wait_s=0)
    add_gap(store)
    with trouble(path):
        assert store.problem()
    path.chmod(0o600)

    assert store.problem() == ""
    assert count_gaps(store) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path, open_store):
    (tmp_path / "instance").write_text("a file in the way")

    with pytest.raises(StoreError, match=r"instance/faqbot\.sqlite3: .*give this user"):
        count_gaps(open_store(tmp_path / "instance" / "faqbot.sqlite3"))


def test_a_server_that_is_down_is_named_without_the_password(open_store):
    store = open_store("postgresql://faqbot:secret@127.0.0.1:1/faqbot")

    problem = store.problem()

    assert problem.startswith("postgresql+psycopg://faqbot:***@127.0.0.1:1/faqbot: cannot be used")
    assert "check the server and database.url" in problem
    assert "secret" not in problem


def test_a_read_only_server_is_named(empty_postgres, open_store):
    count_gaps(open_store(empty_postgres))
    url = f"{empty_postgres}?options=-c%20default_transaction_read_only%3Don"

    assert "is read-only; name the primary server" in open_store(url).problem()


def test_a_locked_table_of_a_server_is_named(empty_postgres, open_store):
    holder, waiter = open_store(empty_postgres), open_store(empty_postgres, wait_s=0)
    with holder.writing() as connection:
        connection.execute(text("LOCK TABLE checks"))
        assert "is locked by another program" in waiter.problem()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("mysql://root@localhost/faq", "mysql is not supported", id="another kind"),
        pytest.param("sqlite://", "leave it empty for SQLite", id="in memory"),
        pytest.param("somewhere", "not a URL such as postgresql://", id="no URL"),
    ],
)
def test_a_url_that_cannot_be_used_is_a_mistake_in_the_settings(url, message):
    with pytest.raises(SettingsError, match=message):
        Store(url)


def test_a_full_disk_is_explained():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count=1")
        with pytest.raises(sqlite3.OperationalError) as raised:
            connection.execute("CREATE TABLE notes (note TEXT)")

    assert explain(raised.value).startswith("has no room left on its disk; free some")


def test_without_its_driver_postgresql_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(SettingsError, match=r"pip install 'faqbot\[postgres\]'"):
        Store("postgresql://faqbot@localhost/faqbot")
