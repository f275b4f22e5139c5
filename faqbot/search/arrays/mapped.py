"""Arrays and texts in files that are mapped into memory, where all processes share them.

    NAME.u32     numbers one after another, little-endian: u for unsigned, 32 bits each
    NAME.utf8    texts one after another; NAME_ends.u32 says where each ends

Nothing in them is code: a damaged file gives BuildError or wrong words. Numpy's own .npy has a
header that is parsed as Python, and a damaged one raises anything from MemoryError to TokenError.
Files are not made durable one by one: sealing a build does that for all of them.
"""

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from faqbot.core.errors import BuildError

Array = NDArray[Any]
DType = np.dtype[Any]


def write_array(folder: Path, name: str, values: ArrayLike, kind: DTypeLike = np.uint32) -> None:
    """Write numbers, which must fit into this kind, as one file."""
    path, stored = _file_of(folder, name, kind)
    np.asarray(values).astype(stored, copy=False).tofile(path)


def read_array(folder: Path, name: str, kind: DTypeLike = np.uint32) -> Array:
    """Return the numbers in a file as one row, mapped.

    Raises BuildError if the file is lost or cut within a number.
    """
    path, stored = _file_of(folder, name, kind)
    content = _mapped(path)
    if len(content) % stored.itemsize:
        raise damaged(path)
    return np.frombuffer(content, stored)


def write_texts(folder: Path, name: str, texts: Iterable[str]) -> None:
    """Write texts as UTF-8, with "?" for what cannot be encoded."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    (folder / f"{name}.utf8").write_bytes(b"".join(encoded))
    write_array(folder, f"{name}_ends", np.cumsum([len(text) for text in encoded], dtype=int))


class Texts:
    """Texts in a file, each decoded when it is read."""

    def __init__(self, folder: Path, name: str) -> None:
        """Map the files; raises BuildError if they are lost or do not fit together."""
        ends = read_array(folder, f"{name}_ends")
        content = _mapped(folder / f"{name}.utf8")
        # Checked once, so that no text read later can reach beyond the file.
        if not is_rising(ends, last=len(content)):
            raise damaged(folder / f"{name}.utf8")
        # Single numbers are read several times faster from a memoryview than from an array.
        self._ends = ends.data
        self._content = content

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode("utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        return (text.decode("utf-8", "replace") for text in self.all_raw())

    def raw(self, number: int) -> bytes:
        """Return the text of this number (from 0) as UTF-8, which sorts as the texts do."""
        start = self._ends[number - 1] if number else 0
        return self._content[start : self._ends[number]]

    def all_raw(self) -> list[bytes]:
        """Return all texts as UTF-8, read into memory."""
        content, ends = bytes(self._content), [0, *self._ends]
        return [content[start:end] for start, end in pairwise(ends)]

    def find(self, text: bytes, low: int = 0, high: int | None = None) -> int | None:
        """Return where a text is among the sorted texts from low to high, None if it is not."""
        high = len(self) if high is None else high
        place = bisect_left(range(high), text, low, key=self.raw)
        return place if place < high and self.raw(place) == text else None


def is_rising(numbers: Array, *, last: int) -> bool:
    """Return whether no number is below the one before it, and the last is as stated."""
    if not len(numbers):
        return last == 0
    return bool(numbers[-1] == last and (numbers[1:] >= numbers[:-1]).all())


def damaged(path: Path) -> BuildError:
    """Return the error for a file that is not as it was written."""
    return BuildError(f"{path}: damaged; run `faqbot index`")


def _file_of(folder: Path, name: str, kind: DTypeLike) -> tuple[Path, DType]:
    """Return the file of an array, and the type of its numbers there."""
    sign, size = np.dtype(kind).kind, np.dtype(kind).itemsize
    # Named so, the type is the processor's own where that is little-endian: memoryviews need it.
    return folder / f"{name}.{sign}{8 * size}", np.dtype(f"<{sign}{size}")


def _mapped(path: Path) -> mmap.mmap | bytes:
    try:
        with path.open("rb") as file:
            if not path.stat().st_size:
                return b""  # an empty file cannot be mapped
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise BuildError(f"{path}: cannot be read ({error}); run `faqbot index`") from error
