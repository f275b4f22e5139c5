import stat

import pytest

from faqbot.errors import BuildError, NoBuildError
from faqbot.records import Build, Reliability
from faqbot.search.builds import pointer_stamp, publish, published_folder, read_build, start_build

NOW = "2026-11-23T12:00:00+00:00"


def published(index_dir):
    folder = start_build(index_dir)
    publish(folder, Build(folder.name, "whoosh", NOW, 1, 2, ("en", "es")))
    return folder


def test_builds_are_numbered_and_never_share_a_folder(tmp_path):
    assert [start_build(tmp_path).name for _ in range(3)] == ["000001", "000002", "000003"]


def test_a_build_is_private_to_its_user(tmp_path):
    assert stat.S_IMODE(start_build(tmp_path).stat().st_mode) == 0o700


def test_a_started_build_is_not_published(tmp_path):
    first = published(tmp_path)
    start_build(tmp_path)
    assert published_folder(tmp_path) == first


def test_the_last_published_build_is_in_force(tmp_path):
    published(tmp_path)
    second = published(tmp_path)
    assert published_folder(tmp_path) == second


def test_publishing_changes_the_stamp(tmp_path):
    stamps = [pointer_stamp(tmp_path)]
    for _ in range(2):
        published(tmp_path)
        stamps.append(pointer_stamp(tmp_path))
    assert len(set(stamps)) == 3


def test_a_build_tells_what_it_holds(tmp_path):
    folder = published(tmp_path)
    assert read_build(folder) == Build("000001", "whoosh", NOW, 1, 2, ("en", "es"))


def test_before_the_first_build_the_way_out_is_named(tmp_path):
    with pytest.raises(NoBuildError, match="faqbot reindex URL"):
        published_folder(tmp_path)


@pytest.mark.parametrize("pointer", [b"000009\n", b"../../etc\n", b"", b"\xff\xfe"])
def test_a_pointer_to_nowhere_is_reported(tmp_path, pointer):
    published(tmp_path)
    (tmp_path / "published").write_bytes(pointer)
    with pytest.raises(BuildError):
        published_folder(tmp_path)


@pytest.mark.parametrize("about", [b"", b"{}", b"[]", b'{"languages": 3}', b"\x00"])
def test_a_damaged_description_is_reported(tmp_path, about):
    folder = published(tmp_path)
    (folder / "build.json").write_bytes(about)
    with pytest.raises(BuildError, match="damaged"):
        read_build(folder)


def test_a_build_says_how_far_its_answers_can_be_trusted(tmp_path):
    folder = start_build(tmp_path)
    build = Build(folder.name, "ranked", NOW, 1, 2, ("en",), Reliability(240, 0.9, 0.5))
    publish(folder, build)
    assert read_build(folder) == build
