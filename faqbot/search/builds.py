"""`index/` on disk: builds that are made aside, and the pointer to the published one.

    index/builds/000007/build.json    what the build is made of
    index/builds/000007/...           the engine's files
    index/published                   the id of the build in force

A build directory holds the engine's pickles: opening one that a stranger wrote runs their code.
"""

import json
from dataclasses import asdict
from pathlib import Path

from faqbot.errors import BuildError, NoBuildError
from faqbot.files import replace_file
from faqbot.records import Build, Reliability

_POINTER = "published"
_ABOUT = "build.json"


def start_build(index_dir: Path) -> Path:
    """Return the new, empty folder of the next build, private to this user."""
    builds = index_dir / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    number = max((int(path.name) for path in builds.iterdir() if path.name.isdigit()), default=0)
    while True:
        number += 1
        folder = builds / f"{number:06d}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return folder


def publish(folder: Path, build: Build) -> None:
    """Describe a finished build and make it the one in force, by one atomic rename."""
    replace_file(folder / _ABOUT, json.dumps(asdict(build), indent=1).encode())
    replace_file(folder.parents[1] / _POINTER, f"{build.id}\n".encode())


def published_folder(index_dir: Path) -> Path:
    """Return the folder of the published build; raises NoBuildError if there is none."""
    try:
        build_id = (index_dir / _POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise NoBuildError(
            f"{index_dir}: nothing has been indexed yet; run `faqbot reindex URL` first"
        ) from None
    except OSError as error:
        raise BuildError(f"{index_dir / _POINTER}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BuildError(f"{index_dir / _POINTER}: damaged; run `faqbot index`") from error
    folder = index_dir / "builds" / build_id
    if not build_id.isdigit() or not folder.is_dir():
        raise BuildError(f"{folder}: the published build is missing; run `faqbot index`")
    return folder


def pointer_stamp(index_dir: Path) -> tuple[int, int]:
    """Return what changes whenever a build is published; (0, 0) before the first."""
    try:
        stat = (index_dir / _POINTER).stat()
    except OSError:
        return 0, 0
    return stat.st_ino, stat.st_mtime_ns


def read_build(folder: Path) -> Build:
    """Return the description of a build; raises BuildError if it is damaged."""
    try:
        stated = json.loads((folder / _ABOUT).read_bytes())
        stated["languages"] = tuple(stated["languages"])
        stated["reliability"] = Reliability(**stated["reliability"])
        return Build(**stated)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildError(f"{folder}: the build is damaged ({error}); run `faqbot index`") from error
