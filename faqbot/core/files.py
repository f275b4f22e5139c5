"""Files that are replaced as a whole, and locks that the kernel drops when their process ends.

Readers of a file see the old content or the new, never a part.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file atomically and durably."""
    # The order matters: content to disk, rename, then the folder to disk. Else a power failure
    # could leave an empty file of this name.
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), 0o644)  # mkstemp makes files that only the owner reads
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync(path.parent)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold a lock on the folder, after waiting until no other process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def hold_lock(path: Path) -> int | None:
    """Lock a file and return its descriptor, or None if it cannot be locked.

    The lock lasts until the descriptor is closed or the process ends, even by `kill -9`.
    Source: flock(2)
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A bare descriptor: a file object would unlock the file when it is garbage-collected.
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # another process holds it, or the file system knows no locks
        os.close(descriptor)
        return None
    return descriptor


def is_locked(path: Path) -> bool | None:
    """Return whether a process holds the lock of a file, or None if that cannot be seen."""
    try:
        with path.open("rb") as file:
            # Shared, so that two processes that check at once do not see each other.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    return False


def sync(path: Path) -> None:
    """Make the content of a file, or the names in a folder, durable (POSIX: fsync)."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
