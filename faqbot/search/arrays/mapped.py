"""Arrays and texts in files that are read where they lie: mapped, shared by all processes.

    NAME.u32     numbers, 32 bits each, little-endian
    NAME.utf8    texts one after another; NAME_ends.u32 tells where each ends

Nothing in them is code: a damaged file gives BuildError or wrong words, never more.
"""

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from faqbot.core.errors import BuildError
from faqbot.core.files import replace_file

Numbers = NDArray[np.uint32]


def write_numbers(folder: Path, name: str, values: ArrayLike) -> None:
    """Write numbers from 0 to 2**32 - 1 as one file."""
    replace_file(folder / f"{name}.u32", np.asarray(values, dtype="<u4").tobytes())


def read_numbers(folder: Path, name: str) -> Numbers:
    """Return the numbers in a file, mapped; raises BuildError if it is lost or cut."""
    mapped = _mapped(folder / f"{name}.u32")
    if len(mapped) % 4:
        raise damaged(folder / f"{name}.u32")
    return np.frombuffer(mapped, dtype="<u4")


def write_texts(folder: Path, name: str, texts: Iterable[str]) -> None:
    """Write texts as UTF-8, with "?" for what cannot be encoded."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    replace_file(folder / f"{name}.utf8", b"".join(encoded))
    write_numbers(folder, f"{name}_ends", np.cumsum([len(text) for text in encoded], dtype=int))


class Texts(Sequence[str]):
    """Texts in a file, decoded one by one when they are asked for."""

    def __init__(self, folder: Path, name: str) -> None:
        """Map the files; raises BuildError if they are lost or do not fit together."""
        ends = read_numbers(folder, f"{name}_ends")
        whole = _mapped(folder / f"{name}.utf8")
        if not is_rising(ends, last=len(whole)):
            raise damaged(folder / f"{name}.utf8")
        self._ends = ends.data
        self._whole = whole

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[single] for single in range(*number.indices(len(self)))]
        return self.raw(number).decode("utf-8", "replace")

    def raw(self, number: int) -> bytes:
        """Return the text of this number (from 0) as UTF-8, which sorts as the texts do."""
        start = self._ends[number - 1] if number else 0
        return self._whole[start : self._ends[number]]

    def all_raw(self) -> list[bytes]:
        """Return all texts as UTF-8, read into memory."""
        whole, ends = bytes(self._whole), [0, *self._ends]
        return [whole[start:end] for start, end in pairwise(ends)]

    def place(self, wanted: bytes, low: int = 0, high: int | None = None) -> int:
        """Return where a text stands or belongs among the sorted texts from low to high."""
        high = len(self) if high is None else high
        return low + bisect_left(range(low, high), wanted, key=self.raw)

    def has(self, wanted: bytes, low: int = 0, high: int | None = None) -> bool:
        """Return whether a text is among the sorted texts from low to high."""
        high = len(self) if high is None else high
        found = self.place(wanted, low, high)
        return found < high and self.raw(found) == wanted


def is_rising(numbers: Numbers, *, last: int) -> bool:
    """Return whether no number is below the one before it, and the last is as stated."""
    if not len(numbers):
        return last == 0
    return bool(numbers[-1] == last and (numbers[1:] >= numbers[:-1]).all())


def damaged(path: Path) -> BuildError:
    """Return the error for a file that is not as it was written."""
    return BuildError(f"{path}: damaged; run `faqbot index`")


def _mapped(path: Path) -> mmap.mmap | bytes:
    try:
        with path.open("rb") as file:
            if not path.stat().st_size:
                return b""
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise BuildError(f"{path}: cannot be read ({error}); run `faqbot index`") from error
