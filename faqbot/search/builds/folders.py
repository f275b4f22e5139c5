"""`index/` on disk: builds, each sealed when finished, and the pointer to the published one.

    index/builds/000007/build.json    what the build is made of; written last, it is the seal
    index/builds/000007/...           the engine's files
    index/builds/000007/published     empty; says that the build has been published
    index/published                   the id of the published build

The seal names every file with its size and SHA-256. A build is checked against it before any file
is opened: it holds the engine's pickles, and opening one that is damaged or was written by a
stranger could run anything. Callers make sure that only one build is made at a time; readers need
no lock.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from faqbot.core.errors import BuildError, NoBuildError
from faqbot.core.files import replace_file, sync
from faqbot.core.records import Build, Reliability, StoredBuild

_BUILDS = "builds"
_POINTER = "published"
_SEAL = "build.json"
_MARK = "published"


def build_path(index_dir: Path, build_id: str) -> Path:
    """Return where the folder of a build is, whether it exists or not."""
    return index_dir / _BUILDS / build_id


def start_build(index_dir: Path) -> Path:
    """Return the new, empty folder of the next build, private to this user.

    What an interrupted run left unsealed is deleted.
    """
    (index_dir / _BUILDS).mkdir(parents=True, exist_ok=True)
    folders = _folders(index_dir)
    for folder in folders:
        if not (folder / _SEAL).exists():
            shutil.rmtree(folder)
    number = max((int(folder.name) for folder in folders), default=0) + 1
    folder = build_path(index_dir, f"{number:06d}")
    folder.mkdir(mode=0o700)
    return folder


def seal(folder: Path, build: Build) -> None:
    """Make a finished build durable and write its seal, so that it can be published.

    Every file reaches the disk before the seal does: after a power failure a build is whole or has
    no seal.
    """
    files = {}
    for path in _files(folder):
        path.chmod(0o600)
        sync(path)
        files[path.relative_to(folder).as_posix()] = [path.stat().st_size, _digest(path)]
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync(path)
    stated = {**asdict(build), "files": files}
    replace_file(folder / _SEAL, json.dumps({**stated, "seal": _own_digest(stated)}).encode())
    # The name of the folder must be durable too.
    sync(folder.parent)


def publish(index_dir: Path, build_id: str) -> None:
    """Publish a sealed build, by one atomic rename that is durable on return."""
    # The mark first: if the pointer is lost, it tells which builds have been live.
    replace_file(build_path(index_dir, build_id) / _MARK, b"")
    replace_file(index_dir / _POINTER, f"{build_id}\n".encode())


def delete_build(index_dir: Path, build_id: str) -> None:
    """Delete a build that is not published."""
    # Without its seal it counts as interrupted: a crash halfway leaves nothing that looks whole.
    folder = build_path(index_dir, build_id)
    (folder / _SEAL).unlink(missing_ok=True)
    shutil.rmtree(folder)


def prune(index_dir: Path, keep: int) -> None:
    """Delete all but the newest `keep` builds and the published one."""
    kept = kept_builds(index_dir)
    newest = {each.build.id for each in kept[:keep]}
    newest.update(each.build.id for each in kept if each.is_published)
    for folder in _folders(index_dir):
        if folder.name not in newest:
            delete_build(index_dir, folder.name)


def published_id(index_dir: Path) -> str:
    """Return the id of the published build; raises NoBuildError or, if damaged, BuildError."""
    try:
        build_id = (index_dir / _POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise NoBuildError(
            f"{index_dir}: nothing has been indexed yet; run `faqbot reindex URL` first"
        ) from None
    except OSError as error:
        raise BuildError(f"{index_dir / _POINTER}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError:
        build_id = ""
    if not (build_id.isdigit() and len(build_id) <= 12):
        raise BuildError(f"{index_dir / _POINTER}: damaged; run `faqbot index`")
    return build_id


def servable(index_dir: Path) -> Iterator[Path]:
    """Yield the folders that may answer: the published build, then earlier published ones.

    Raises NoBuildError if nothing has ever been published.
    """
    marked = [folder.name for folder in _folders(index_dir) if (folder / _MARK).exists()]
    try:
        current = published_id(index_dir)
    except BuildError:
        if not marked:
            raise
        current = ""
    if current:
        yield build_path(index_dir, current)
    for name in reversed(marked):
        # Later ones were live before a rollback, which must not be undone.
        if not current or int(name) < int(current):
            yield build_path(index_dir, name)


def pointer_stamp(index_dir: Path) -> tuple[int, int]:
    """Return what changes whenever a build is published; (0, 0) before the first."""
    try:
        # Asked for with every question: joining paths would take longer than the call.
        stat = os.stat(f"{index_dir}/{_POINTER}")  # noqa: PTH116
    except OSError:
        return 0, 0
    return stat.st_ino, stat.st_mtime_ns


def read_build(folder: Path) -> Build:
    """Return the description of a sealed build; raises BuildError if it is lost or damaged."""
    return _read_seal(folder)[0]


def check_build(folder: Path) -> Build:
    """Return the description of a build whose files are all as they were sealed.

    Raises BuildError naming the first that is not.
    """
    build, files = _read_seal(folder)
    for name, (size, digest) in files.items():
        path = folder / name
        try:
            # The size first: a truncated file need not be read.
            is_whole = path.stat().st_size == size and _digest(path) == digest
        except OSError as error:
            raise _damaged(path, error.strerror or "lost") from error
        if not is_whole:
            raise _damaged(path, "not as it was sealed")
    return build


def kept_builds(index_dir: Path) -> list[StoredBuild]:
    """Return the sealed builds whose description can be read, newest first."""
    try:
        current = published_id(index_dir)
    except BuildError:
        current = ""
    kept = []
    for folder in reversed(_folders(index_dir)):
        try:
            build = read_build(folder)
        except BuildError:
            continue
        kept.append(StoredBuild(build, build.id == current, (folder / _MARK).exists()))
    return kept


def _folders(index_dir: Path) -> list[Path]:
    """Return the folders of all builds, sealed or not, oldest first."""
    builds = (path for path in (index_dir / _BUILDS).glob("*") if path.name.isdigit())
    return sorted(builds, key=lambda path: int(path.name))


def _files(folder: Path) -> Iterator[Path]:
    outside = {folder / _SEAL, folder / _MARK}
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in outside)


def _read_seal(folder: Path) -> tuple[Build, dict[str, tuple[int, str]]]:
    try:
        stated: dict[str, Any] = json.loads((folder / _SEAL).read_bytes())
        if stated.pop("seal") != _own_digest(stated):
            raise ValueError("its seal is broken")
        files = stated.pop("files")
        stated["languages"] = tuple(stated["languages"])
        stated["reliability"] = Reliability(**stated["reliability"])
        build = Build(**stated)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder, str(error)) from error
    return build, files


def _damaged(path: Path, why: str) -> BuildError:
    return BuildError(f"{path}: the build is damaged ({why}); run `faqbot index`")


def _own_digest(stated: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
