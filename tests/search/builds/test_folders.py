import os
import stat
from pathlib import Path

import pytest

from faqbot.core.errors import BuildError, NoBuildError
from faqbot.core.records import Build, Reliability
from faqbot.search.builds.folders import (
    check_build,
    kept_builds,
    pointer_stamp,
    prune,
    publish,
    published_id,
    read_build,
    seal,
    servable,
    start_build,
)

NOW = "2026-11-23T12:00:00+00:00"


def sealed(index_dir):
    folder = start_build(index_dir)
    (folder / "store").mkdir()
    (folder / "store" / "words.bin").write_bytes(b"pool lanes")
    (folder / "rows.bin").write_bytes(b"12")
    seal(folder, Build(folder.name, "ranked", NOW, 1, 2, ("en", "es")))
    return folder


def published(index_dir):
    folder = sealed(index_dir)
    publish(index_dir, folder.name)
    return folder


def names(folders):
    return [folder.name for folder in folders]


def test_builds_are_numbered_and_never_share_a_folder(tmp_path):
    assert names(sealed(tmp_path) for _ in range(3)) == ["000001", "000002", "000003"]


def test_a_build_is_private_to_its_user(tmp_path):
    folder = sealed(tmp_path)
    modes = {stat.S_IMODE((folder / name).stat().st_mode) for name in (".", "rows.bin")}
    assert modes == {0o700, 0o600}


def test_an_interrupted_build_is_never_served_and_goes_with_the_next_start(tmp_path):
    first = published(tmp_path)
    interrupted = start_build(tmp_path)
    assert list(servable(tmp_path)) == [first]

    start_build(tmp_path)
    assert not interrupted.exists()


def test_the_last_published_build_is_in_force_and_earlier_ones_stand_by(tmp_path):
    published(tmp_path)
    published(tmp_path)
    sealed(tmp_path)
    assert names(servable(tmp_path)) == ["000002", "000001"]


def test_after_going_back_newer_builds_do_not_stand_by(tmp_path):
    for _ in range(3):
        published(tmp_path)
    publish(tmp_path, "000002")
    assert names(servable(tmp_path)) == ["000002", "000001"]


def test_publishing_changes_the_stamp(tmp_path):
    stamps = [pointer_stamp(tmp_path)]
    for _ in range(2):
        published(tmp_path)
        stamps.append(pointer_stamp(tmp_path))
    assert len(set(stamps)) == 3


def test_a_build_tells_what_it_holds(tmp_path):
    folder = published(tmp_path)
    expected = Build("000001", "ranked", NOW, 1, 2, ("en", "es"))
    assert read_build(folder) == check_build(folder) == expected


def test_before_the_first_build_the_way_out_is_named(tmp_path):
    for ask in (published_id, lambda index_dir: list(servable(index_dir))):
        with pytest.raises(NoBuildError, match="faqbot reindex URL"):
            ask(tmp_path)


@pytest.mark.parametrize("pointer", [b"../../etc\n", b"", b"\xff\xfe", b"9" * 5000])
def test_with_a_damaged_pointer_the_last_published_build_is_served(tmp_path, pointer):
    published(tmp_path)
    sealed(tmp_path)
    (tmp_path / "published").write_bytes(pointer)
    with pytest.raises(BuildError, match="damaged"):
        published_id(tmp_path)
    assert names(servable(tmp_path)) == ["000001"]


@pytest.mark.parametrize("about", [b"", b"{}", b"[]", b'{"languages": 3}', b"\x00"])
def test_a_damaged_description_is_reported(tmp_path, about):
    folder = published(tmp_path)
    (folder / "build.json").write_bytes(about)
    with pytest.raises(BuildError, match="damaged"):
        read_build(folder)


def test_a_description_that_was_changed_is_reported(tmp_path):
    folder = published(tmp_path)
    about = folder / "build.json"
    about.write_bytes(about.read_bytes().replace(b'"passage_count": 2', b'"passage_count": 3'))
    with pytest.raises(BuildError, match="damaged"):
        read_build(folder)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b"Pool lanes"), id="a bit flipped"),
        pytest.param(lambda path: path.write_bytes(b"pool"), id="cut short"),
        pytest.param(lambda path: path.unlink(), id="deleted"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, damage):
    folder = published(tmp_path)
    damage(folder / "store" / "words.bin")
    with pytest.raises(BuildError, match="words.bin"):
        check_build(folder)


def test_pruning_keeps_the_newest_and_the_published_build(tmp_path):
    for _ in range(5):
        published(tmp_path)
    publish(tmp_path, "000002")
    prune(tmp_path, keep=2)
    assert [each.build.id for each in kept_builds(tmp_path)] == ["000005", "000004", "000002"]


def test_the_list_says_which_build_is_published(tmp_path):
    published(tmp_path)
    published(tmp_path)
    sealed(tmp_path)
    publish(tmp_path, "000001")
    builds = [
        (each.build.id, each.is_published, each.was_published) for each in kept_builds(tmp_path)
    ]
    assert builds == [
        ("000003", False, False),
        ("000002", False, True),
        ("000001", True, True),
    ]


def test_files_reach_the_disk_before_the_seal_and_the_seal_before_the_pointer(
    tmp_path, monkeypatch
):
    done = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(handle):
        path = Path(f"/proc/self/fd/{handle}").readlink()
        done.append(("sync", path.relative_to(tmp_path).as_posix().split("/.")[0]))
        fsync(handle)

    def noted_replace(path, target):
        done.append(("rename", Path(target).relative_to(tmp_path).as_posix()))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    published(tmp_path)

    build = "builds/000001"
    order = [
        ("sync", f"{build}/store/words.bin"),
        ("sync", f"{build}/store"),
        ("rename", f"{build}/build.json"),
        ("sync", "builds"),
        ("rename", f"{build}/published"),
        ("rename", "published"),
        ("sync", "."),
    ]
    places = [done.index(step) for step in order[:-1]]
    assert places == sorted(places)
    assert done[-1] == order[-1]
    # What is renamed into place has been written out before.
    for place, (what, _) in enumerate(done):
        if what == "rename":
            assert done[place - 1][0] == "sync"


def test_a_build_says_how_far_its_answers_can_be_trusted(tmp_path):
    folder = start_build(tmp_path)
    build = Build(folder.name, "ranked", NOW, 1, 2, ("en",), reliability=Reliability(240, 0.9, 0.5))
    seal(folder, build)
    assert read_build(folder) == build
