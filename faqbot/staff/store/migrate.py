"""Brings a database of any version up to date, by Alembic's migrations.

A new SQLite file is private to its user. Before an old one is changed, a copy of it is kept beside
it, named after the first migration that it needs: faqbot.sqlite3.before-r0002.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from faqbot.core.errors import StoreError
from faqbot.core.files import exclusive, sync
from faqbot.staff.store.database import WRITES, display_name, sqlite_file

MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = {"version_table": "faqbot_version"}
# An arbitrary number that no other program on the server should use.
_POSTGRES_LOCK = 7_116_207_914


def upgrade(engine: Engine, migrations: Path) -> None:
    """Create the tables, or bring them up to date; writes nothing if they are.

    Raises StoreError if the database is newer than this program, and SQLAlchemyError,
    sqlite3.Error or OSError.
    """
    file = sqlite_file(engine)
    # Looked at first without any lock: nearly always there is nothing to do.
    if (file is None or file.exists()) and not _is_outdated(engine, migrations):
        return
    if file is None:
        _upgrade(engine, migrations)
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with exclusive(file.parent):
        _make_private(file)
        with closing(engine.raw_connection()) as raw:
            # WAL lets readers and one writer work at once; the file remembers the mode.
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        _upgrade(engine, migrations)


def _is_outdated(engine: Engine, migrations: Path) -> bool:
    with engine.connect() as connection, connection.begin():
        return bool(_missing(connection, migrations))


def _upgrade(engine: Engine, migrations: Path) -> None:
    """Run the missing migrations in one transaction, in one process at a time."""
    file = sqlite_file(engine)
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if file:
            # SQLite changes a table by recreating it; meanwhile, deletes must not cascade.
            # Outside of the transaction, in which SQLite ignores this.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if not file:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})"))
            # Again, under the lock: another process may have migrated meanwhile.
            scripts = _missing(connection, migrations)
            context = _context(connection)
            if file and scripts and context.get_current_revision():
                _back_up(file, file.with_name(f"{file.name}.before-{scripts[0].revision}"))
            for script in scripts:
                script.module.upgrade(Operations(context))
                context.stamp(_directory(migrations), script.revision)


def _missing(connection: Connection, migrations: Path) -> Sequence[Script]:
    """Return the migrations that the database needs, oldest first."""
    current = _context(connection).get_current_revision()
    directory = _directory(migrations)
    try:
        directory.get_revisions(current or "base")
    except CommandError as error:
        raise StoreError(
            f"{display_name(connection.engine)}: made by a newer faqbot (schema {current}, here "
            f"{directory.get_current_head()}); update faqbot, or restore the copy from before"
        ) from error
    return list(directory.iterate_revisions("head", current or "base"))[::-1]


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(connection, opts=_VERSION_TABLE)


@cache
def _directory(migrations: Path) -> ScriptDirectory:
    return ScriptDirectory(migrations, version_locations=[migrations])


def _make_private(file: Path) -> None:
    # SQLite would create it with the rights that the umask leaves.
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, mode=0o600))


def _back_up(file: Path, copy: Path) -> None:
    # Renamed when complete: half a copy must not pass for a backup.
    temporary = copy.with_name(f".{copy.name}")
    temporary.unlink(missing_ok=True)
    _make_private(temporary)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(temporary)) as target:
        # SQLite's own backup includes what is still in the WAL file.
        source.backup(target)
    temporary.replace(copy)
    sync(copy.parent)
