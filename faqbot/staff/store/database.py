"""Connections to SQLite or PostgreSQL, and what their errors mean."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from faqbot.core.errors import SettingsError
from faqbot.core.text.unicode import squeeze

WRITES = "faqbot_writes"
_POSTGRES = "postgresql+psycopg"
_DRIVERS = {"postgres": _POSTGRES, "postgresql": _POSTGRES}
_MAX_CONNECTIONS = 4
_MAX_REASON_CHARS = 300

_LOCKED = "is locked by another program; wait until it is done, or end it"
_FULL = "has no room left on its disk; free some"
_READ_ONLY = "is read-only for this user; make it and its folder writable"
_DAMAGED = "is damaged; stop faqbot, set the file aside and put a backup in its place"
# Source of the codes: https://www.sqlite.org/rescode.html
_SQLITE_REASONS = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "cannot be read or written; check whether its disk is full or failing",
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; give this user access to it and its folder",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
# Source of the codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_REASONS = {
    "53100": _FULL,
    "25006": "is read-only; name the primary server in database.url",
    "42501": "denies this to its user; grant the user the rights on its schema",
    "55P03": _LOCKED,
    "40P01": _LOCKED,
}
_UNREACHABLE = "cannot be used; check the server and database.url"


def parse_url(database: Path | str) -> URL:
    """Return the URL of an SQLite file or of a PostgreSQL database; raises SettingsError."""
    if isinstance(database, Path):
        return URL.create("sqlite", database=str(database))
    try:
        url = make_url(database)
    except ArgumentError as error:
        raise SettingsError(
            "database.url: not a URL such as postgresql://user@host/name"
        ) from error
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if url.drivername == _POSTGRES or (
        url.drivername == "sqlite" and url.database not in (None, "", ":memory:")
    ):
        return url
    raise SettingsError(
        f"database.url: {url.drivername} is not supported; "
        "use postgresql://user@host/name, or leave it empty for SQLite"
    )


def open_engine(url: URL, wait_s: float) -> Engine:
    """Return an engine, not connected yet; raises SettingsError.

    A connection waits `wait_s` seconds for locks at most. Transactions of connections with the
    execution option WRITES take SQLite's write lock at once, so that they never fail half-way.
    """
    if url.drivername == "sqlite":
        # Without a pool, a file that was restored from a backup is seen by the next transaction.
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": wait_s})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(
            url,
            pool_size=_MAX_CONNECTIONS,
            max_overflow=0,
            pool_timeout=wait_s,
            # A server that was restarted has closed the connections of the pool.
            pool_pre_ping=True,
            # libpq takes whole seconds, and 1 as 2.
            connect_args={"connect_timeout": max(2, round(wait_s))},
        )
    except (ImportError, NoSuchModuleError) as error:
        raise SettingsError(
            "database.url: PostgreSQL needs a driver: pip install 'faqbot[postgres]'"
        ) from error
    # 0 would mean no limit.
    wait = f"SET LOCAL lock_timeout = {max(1, round(wait_s * 1000))}"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(wait))
    return engine


def sqlite_file(engine: Engine) -> Path | None:
    """Return the file of an SQLite database, or None for a server."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def display_name(engine: Engine) -> str:
    """Return the file, or the URL without its password."""
    return str(sqlite_file(engine) or engine.url)


def explain(error: SQLAlchemyError | sqlite3.Error | OSError) -> str:
    """Return what an error means and what to do, to follow the name of the database."""
    if isinstance(error, OSError):
        return f"cannot be written ({error.strerror}); give this user a folder with room to write"
    cause: Any = getattr(error, "orig", None) or error
    reason = _UNREACHABLE
    if isinstance(cause, sqlite3.Error):
        # The low byte is the primary code; extended ones add detail above it.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        reason = _SQLITE_REASONS.get(code, "cannot be used")
    elif state := getattr(cause, "sqlstate", None):
        reason = _POSTGRES_REASONS.get(state, _UNREACHABLE)
    message = squeeze(str(cause).partition("\n")[0])[:_MAX_REASON_CHARS]
    return f"{reason} ({message})"


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # sqlite3's own transactions neither cover DDL nor take the write lock at their start.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    # A commit must survive a power failure.
    connection.execute("PRAGMA synchronous=FULL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
