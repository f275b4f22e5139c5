import stat

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from faqbot.core.errors import StoreError
from faqbot.staff.store.schema import metadata


def test_a_new_database_has_all_tables_as_the_code_describes_them(new_database, open_store):
    with open_store(new_database).reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "faqbot_version"})
        differences = compare_metadata(context, metadata)

    assert differences == []


def write_migrations(folder, *bodies):
    folder.mkdir()
    for number, body in enumerate(bodies, start=1):
        before = f"'r{number - 1}'" if number > 1 else None
        code = f"revision = 'r{number}'\ndown_revision = {before}\ndef upgrade(op):\n    {body}\n"
        (folder / f"r{number}_step.py").write_text(code)
    return folder


MAKE = "op.execute('CREATE TABLE notes (note TEXT)')"
FILL = "op.execute(\"INSERT INTO notes VALUES ('old')\")"
WIDEN = "op.execute('ALTER TABLE notes ADD COLUMN author TEXT')"
BREAK = "op.execute('DROP TABLE notes'); op.execute('no SQL')"


def notes(store):
    with store.reading() as connection:
        return connection.execute(text("SELECT * FROM notes")).all()


@pytest.fixture
def old_and_new(tmp_path):
    """Return the migrations of two ages of a program."""
    old = write_migrations(tmp_path / "old", f"{MAKE}; {FILL}")
    new = write_migrations(tmp_path / "new", f"{MAKE}; {FILL}", WIDEN)
    return old, new


def test_an_old_database_is_brought_up_to_date(new_database, old_and_new, open_store):
    old, new = old_and_new
    notes(open_store(new_database, migrations=old))

    assert notes(open_store(new_database, migrations=new)) == [("old", None)]


def test_a_copy_of_an_old_file_is_kept_before_it_is_changed(tmp_path, old_and_new, open_store):
    old, new = old_and_new
    path = tmp_path / "faqbot.sqlite3"
    notes(open_store(path, migrations=old))
    notes(open_store(path, migrations=new))
    copy = tmp_path / "faqbot.sqlite3.before-r2"

    assert notes(open_store(copy, migrations=old)) == [("old",)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_migration_that_fails_changes_nothing(new_database, old_and_new, tmp_path, open_store):
    old, _ = old_and_new
    broken = write_migrations(tmp_path / "broken", MAKE, BREAK)
    notes(open_store(new_database, migrations=old))

    with pytest.raises(StoreError):
        notes(open_store(new_database, migrations=broken))

    assert notes(open_store(new_database, migrations=old)) == [("old",)]


def test_a_database_of_a_newer_program_is_refused(new_database, old_and_new, open_store):
    old, new = old_and_new
    notes(open_store(new_database, migrations=new))

    with pytest.raises(StoreError, match=r"made by a newer faqbot \(schema r2.*update faqbot"):
        notes(open_store(new_database, migrations=old))
