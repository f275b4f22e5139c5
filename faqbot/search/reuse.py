"""What a build may take over from the one before: only what is whole and made in the same way.

parts.json    what the parts of a build were made by, and the size and checksum of each file
"""

import json
import logging
import unicodedata
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

from faqbot.files import replace_file
from faqbot.text import ANALYSIS

_ABOUT = "parts.json"
_CHUNK_BYTES = 1 << 20

_log = logging.getLogger(__name__)


def seal(folder: Path, formats: Mapping[str, int]) -> None:
    """State what the parts of a finished build were made by; `formats` has a number for each."""
    files = {name: _checksum(folder / name) for name in sorted(_files(folder))}
    about = {"made_by": _made_by(formats), "files": files}
    replace_file(folder / _ABOUT, json.dumps(about, indent=1).encode())


def reusable(folder: Path | None, formats: Mapping[str, int]) -> Path | None:
    """Return the folder of the previous build if its parts can be taken over.

    Where they cannot, because they are damaged or another version made them, the log says why.
    """
    if folder is None:
        return None
    try:
        about = json.loads((folder / _ABOUT).read_bytes())
        if about["made_by"] != _made_by(formats):
            reason = "it was made by another version"
        elif set(about["files"]) != set(_files(folder)):
            reason = "it lacks files"
        else:
            wrong = (
                name
                for name, stated in about["files"].items()
                if _checksum(folder / name) != stated
            )
            reason = next((f"{name} is damaged" for name in wrong), "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{error}"
    if not reason:
        return folder
    _log.warning("%s: not reused, everything is indexed anew: %s", folder, reason)
    return None


def _made_by(formats: Mapping[str, int]) -> dict[str, int | str]:
    return {
        **formats,
        "analysis": ANALYSIS,
        "unicode": unicodedata.unidata_version,
        "stemmers": version("PyStemmer"),
        "whoosh": version("Whoosh"),
    }


def _files(folder: Path) -> Iterator[str]:
    """Yield the files of the parts, each of which has a folder of its own."""
    for path in folder.glob("*/*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _checksum(path: Path) -> list[int]:
    """Return the size and checksum of a file."""
    size = checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            size += len(chunk)
            checksum = crc32(chunk, checksum)
    return [size, checksum]
