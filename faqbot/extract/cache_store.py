"""JSON values in the files of a folder, by key; a damaged file counts as missing.

    extracted/<key>     a checksum, then the value

Files are replaced atomically but not synced to disk: everything in them can be made again.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

_TEMPORARY = ".aside"


class CacheStore:
    """Stores values from run to run, for as long as each run uses them. One process writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, *key: str) -> Any:
        """Return the value stored under this key, or None."""
        name = _name(key)
        self._used.add(name)
        try:
            checksum, _, content = (self._folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return json.loads(content) if checksum == _checksum(name, content) else None

    def put(self, value: Any, *key: str) -> None:
        """Store a value that JSON can hold; do nothing if the disk is full or read-only."""
        name = _name(key)
        self._used.add(name)
        content = json.dumps(value, separators=(",", ":")).encode()
        temporary = self._folder / _TEMPORARY
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            temporary.write_bytes(_checksum(name, content) + b"\n" + content)
            temporary.replace(self._folder / name)

    def drop_unused(self) -> None:
        """Delete the values that this run neither read nor wrote."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                with suppress(OSError):
                    path.unlink()


def _name(key: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()[:32]


def _checksum(name: str, content: bytes) -> bytes:
    # With the name: a whole file under another key's name is damage too.
    return hashlib.sha256(name.encode() + content).hexdigest().encode()
