"""A database of any age becomes one of today, by Alembic's migrations.

A new SQLite file is private to its user. Before an old one is changed, a copy of it is kept beside
it, named after the first migration that it lacks: faqbot.sqlite3.before-r0002.
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
from faqbot.core.files import exclusive, sync_folder
from faqbot.staff.store.database import WRITES, shown_name, sqlite_file

MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = {"version_table": "faqbot_version"}
# Any number will do, as long as nothing else that uses the server takes it.
_POSTGRES_LOCK = 7_116_207_914


def upgrade(engine: Engine, migrations: Path) -> None:
    """Make the tables, or bring them up to date; what is up to date is not written to.

    Raises StoreError if the database is newer than this program, besides SQLAlchemy's errors,
    sqlite3.Error and OSError.
    """
    file = sqlite_file(engine)
    if (file is None or file.exists()) and not _is_lacking(engine, migrations):
        return
    if file is None:
        _upgrade(engine, migrations)
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with exclusive(file.parent):
        _make_private(file)
        with closing(engine.raw_connection()) as raw:
            # Readers and a writer at the same time; the file itself remembers it.
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        _upgrade(engine, migrations)


def _is_lacking(engine: Engine, migrations: Path) -> bool:
    with engine.connect() as connection, connection.begin():
        return bool(_lacking(connection, migrations))


def _upgrade(engine: Engine, migrations: Path) -> None:
    """Run what is lacking in one transaction, which no other process runs meanwhile."""
    file = sqlite_file(engine)
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if file:
            # Tables are remade to change them; references must not be followed meanwhile.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if not file:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})"))
            scripts = _lacking(connection, migrations)
            context = _context(connection)
            if file and scripts and context.get_current_revision():
                _keep_copy(file, file.with_name(f"{file.name}.before-{scripts[0].revision}"))
            for script in scripts:
                script.module.upgrade(Operations(context))
                context.stamp(_directory(migrations), script.revision)


def _lacking(connection: Connection, migrations: Path) -> Sequence[Script]:
    """Return the migrations that the database lacks, oldest first."""
    current = _context(connection).get_current_revision()
    directory = _directory(migrations)
    try:
        directory.get_revisions(current or "base")
    except CommandError as error:
        raise StoreError(
            f"{shown_name(connection.engine)}: made by a newer faqbot (at {current}, this one at "
            f"{directory.get_current_head()}); update faqbot, or put back the copy from before"
        ) from error
    return list(directory.iterate_revisions("head", current or "base"))[::-1]


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(connection, opts=_VERSION_TABLE)


@cache
def _directory(migrations: Path) -> ScriptDirectory:
    return ScriptDirectory(migrations, version_locations=[migrations])


def _make_private(file: Path) -> None:
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, mode=0o600))


def _keep_copy(file: Path, copy: Path) -> None:
    aside = copy.with_name(f".{copy.name}")
    aside.unlink(missing_ok=True)
    _make_private(aside)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(aside)) as target:
        source.backup(target)
    aside.replace(copy)
    sync_folder(copy.parent)
