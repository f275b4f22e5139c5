"""JSON values in the files of a folder, by key; what is damaged counts as not there.

    extracted/<key>     a checksum, then the value

A file is replaced as a whole, but not written through to the disk: all of it can be made anew.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

_ASIDE = ".aside"


class Shelf:
    """Keeps values for the next run, as long as each run asks for them. One process writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, *key: str) -> Any:
        """Return the value that was put there by this key, or None."""
        name = _name(key)
        self._used.add(name)
        try:
            stated, _, content = (self._folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return json.loads(content) if stated == _checksum(name, content) else None

    def put(self, value: Any, *key: str) -> None:
        """Keep a value that JSON can hold; where the disk is full or read-only, nothing is kept."""
        name = _name(key)
        self._used.add(name)
        content = json.dumps(value, separators=(",", ":")).encode()
        aside = self._folder / _ASIDE
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            aside.write_bytes(_checksum(name, content) + b"\n" + content)
            aside.replace(self._folder / name)

    def drop_unused(self) -> None:
        """Delete what this run neither got nor put."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                with suppress(OSError):
                    path.unlink()


def _name(key: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()[:32]


def _checksum(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + content).hexdigest().encode()
