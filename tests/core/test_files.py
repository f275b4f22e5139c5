import os
import stat

import pytest

from faqbot.core.files import hold_lock, is_locked, replace_file, sync


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_with_the_folders_it_needs(tmp_path):
    path = tmp_path / "scraped" / "oakhill.example" / "manifest.json"

    replace_file(path, b"{}")

    assert path.read_bytes() == b"{}"
    assert names(path.parent) == ["manifest.json"]


def test_a_reader_during_a_replacement_sees_the_whole_old_content(tmp_path):
    path = tmp_path / "hours.txt"
    replace_file(path, b"open from 8 to 4")

    with path.open("rb") as reader:
        replace_file(path, b"closed")

        assert reader.read() == b"open from 8 to 4"
    assert path.read_bytes() == b"closed"


@pytest.mark.parametrize(
    ("make_unwritable", "content", "error"),
    [
        pytest.param(lambda path: path.write_bytes(b"old"), "not bytes", TypeError, id="content"),
        pytest.param(lambda path: path.mkdir(), b"new", OSError, id="place taken by a folder"),
    ],
)
def test_a_failed_replacement_leaves_only_the_old_file(tmp_path, make_unwritable, content, error):
    path = tmp_path / "hours.txt"
    make_unwritable(path)
    before = path.stat()

    with pytest.raises(error):
        replace_file(path, content)

    assert names(tmp_path) == ["hours.txt"]
    assert (path.stat().st_ino, path.stat().st_size) == (before.st_ino, before.st_size)


def test_content_is_on_disk_before_its_name_and_then_the_name_is(tmp_path, monkeypatch):
    path = tmp_path / "hours.txt"
    synced = []

    def record(handle):
        state = os.fstat(handle)
        kind = "folder" if stat.S_ISDIR(state.st_mode) else f"{state.st_size} bytes"
        synced.append((kind, path.exists()))

    monkeypatch.setattr(os, "fsync", record)

    replace_file(path, b"8 to 4")

    assert synced == [("6 bytes", False), ("folder", True)]


def test_syncing_a_missing_folder_fails(tmp_path):
    with pytest.raises(FileNotFoundError):
        sync(tmp_path / "nowhere")


def test_a_lock_is_held_by_one_until_it_is_closed(tmp_path):
    path = tmp_path / "instance" / "job-1.lock"

    lock = hold_lock(path)

    assert (is_locked(path), hold_lock(path)) == (True, None)
    os.close(lock)
    assert is_locked(path) is False


def test_an_unreadable_lock_is_neither_held_nor_free(tmp_path):
    assert is_locked(tmp_path / "job-1.lock") is None
