"""The staff database: transactions on SQLite or PostgreSQL, opened when first used.

Every problem with it becomes a StoreError that names it and the way out, so that callers can go
on answering; the next transaction tries again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from faqbot.core.errors import StoreError
from faqbot.staff.store.database import (
    WRITES,
    display_name,
    explain,
    open_engine,
    parse_url,
    sqlite_file,
)
from faqbot.staff.store.migrate import MIGRATIONS, upgrade
from faqbot.staff.store.schema import checks, iso_time, utc_now

# A server has no file that could be replaced.
_SERVER = (0, 0)


class Store:
    """One staff database; safe to share between threads.

    `database` is the path of an SQLite file or a URL. Making a Store touches nothing, but raises
    SettingsError for a URL that cannot be used. A transaction waits `wait_s` seconds for others.
    Running jobs hold locks in `lock_folder`, by default beside an SQLite file.
    """

    def __init__(
        self,
        database: Path | str,
        *,
        wait_s: float = 5.0,
        lock_folder: Path | None = None,
        migrations: Path = MIGRATIONS,
    ) -> None:
        self._engine = open_engine(parse_url(database), wait_s)
        self._file = sqlite_file(self._engine)
        self.lock_folder = lock_folder or (self._file.parent if self._file else None)
        self._migrations = migrations
        self._lock = Lock()
        self._ready: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """Return the file, or the URL without its password."""
        return display_name(self._engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection in a transaction that only reads; raises StoreError."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection in a transaction, committed at the end.

        Raises StoreError, and SQLAlchemy's IntegrityError if a constraint is violated.
        """
        with self._transaction(writes=True) as connection:
            yield connection

    def problem(self) -> str:
        """Try to write; return "" or why nothing can be written and what to do."""
        try:
            with self.writing() as connection:
                connection.execute(delete(checks))
                connection.execute(insert(checks).values(checked_at=iso_time(utc_now())))
        except StoreError as error:
            return str(error)
        return ""

    def close(self) -> None:
        """Close all connections; the store can be used again."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with self._explained():
            self._get_ready()
            with self._engine.connect() as connection:
                options = connection.execution_options(**{WRITES: writes})
                with options.begin():
                    yield connection

    def _get_ready(self) -> None:
        """Migrate the database when it is first used, and again if its file was replaced."""
        with self._lock:
            if self._ready is None or self._ready != self._identity():
                upgrade(self._engine, self._migrations)
                self._ready = self._identity()

    def _identity(self) -> tuple[int, int] | None:
        if self._file is None:
            return _SERVER
        try:
            stat = self._file.stat()
        except FileNotFoundError:
            return None
        # Not the path: a file put in its place needs its migrations too.
        return stat.st_dev, stat.st_ino

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        # A violated constraint is an answer, not a problem with the database.
        except IntegrityError:
            raise
        except (DBAPIError, PoolTimeout, sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.name}: {explain(error)}") from error
