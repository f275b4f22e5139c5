"""Writes the full-text index: what is new becomes one segment beside those of the build before.

Segments never change. A build links those of the build before into its own folder, and a child
process deletes what is gone and adds what is new. A segment whose passages are mostly deleted, or
that is smaller than all smaller ones together, is left out, and its passages are written anew: so
a hundred thousand passages need some ten segments at most, and each passage is written anew a few
times only, however many small builds there are.

    MAIN_*.seg, _MAIN_*.toc     Whoosh's
    segments.json               its segments in order, each with the number of passages it ever had
    places                      of each row: the number of its passage in Whoosh
    prints                      of each row: a number that tells one passage from any other
    owners, documents           of each row: the number of its document; all documents as JSON

Lines to the child are JSON: a list for each new passage, then the names of the segments that are
left and the numbers of the passages that are gone. It answers with the new list of segments.
"""

import json
import os
import shutil
import subprocess
import sys
from array import array
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self, cast

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.core.files import replace_file
from faqbot.core.records import Document, Passage
from faqbot.core.text.hashing import fingerprint
from faqbot.search.arrays.mapped import read_array, write_array, write_texts

# Raise it when the same passages would be stored in another way than before.
FORMAT = 2
_SEGMENTS = "segments.json"
# Run as a module, the child would pickle the classes of its schema under another name.
_CHILD = "from faqbot.search.store.whoosh_child import main; main()"
_LEAST_LIVING_SHARE = 0.7


class _Segment(NamedTuple):
    """A file of Whoosh's, and how many passages it ever had."""

    name: str
    size: int


def passage_print(document: Document, passage: Passage) -> str:
    """Return a fingerprint, 16 hexadecimal digits, of all that the row of a passage is made from.

    What else the document says is kept beside the rows, and changes none of them.
    """
    said = (document.id, document.language, document.kind, document.title, _year(document))
    return fingerprint(repr((*said, *vars(passage).values())))


class StoreWriter:
    """Writes the passages of a build, row by row, into an empty folder. Use it with `with`."""

    def __init__(self, folder: Path, previous: Path | None = None) -> None:
        """Start with what the store of the previous build has; it must be whole."""
        self._folder = folder
        self._before = _Before(previous)
        self._before.link_into(folder)
        self._next = sum(segment.size for segment in self._before.kept)
        self._places, self._prints, self._owners = array("I"), array("Q"), array("I")
        self._documents: list[str] = []
        self._owner: Document | None = None
        self._child = _Child(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._child.stop()

    def keep(self, document: Document, print_: str) -> int | None:
        """Take the next passage over if the previous build has it; return the row it had there.

        `print_` is its `passage_print`.
        """
        number = int(print_, 16)
        taken = self._before.take(number)
        self._add_row(document, number, self._next if taken is None else taken.place)
        if taken is None:
            self._next += 1
            return None
        return taken.row

    def add(self, document: Document, passage: Passage, analysed: Sequence[Sequence[str]]) -> None:
        """Write the passage that could not be kept, with the terms of its texts."""
        self._child.say(
            [
                passage.id,
                document.id,
                f"{passage.kind} {document.kind}",
                _year(document),
                document.language,
                analysed,
                json.dumps(vars(passage)),
            ]
        )

    def end(self) -> None:
        """Write out all rows; the child goes on in the meantime, see `wait`."""
        kept = [segment.name for segment in self._before.kept]
        self._child.say({"kept": kept, "gone": self._before.gone()})
        write_array(self._folder, "places", self._places)
        write_array(self._folder, "prints", np.array(self._prints, np.uint64), np.uint64)
        write_array(self._folder, "owners", self._owners)
        write_texts(self._folder, "documents", self._documents)

    def wait(self) -> None:
        """Return once everything is written; raises BuildError if it could not be."""
        segments = self._child.answer()
        replace_file(self._folder / _SEGMENTS, json.dumps(segments).encode())

    def _add_row(self, document: Document, print_: int, place: int) -> None:
        if document is not self._owner:
            self._owner = document
            self._documents.append(json.dumps({**vars(document), "passages": ()}))
        self._owners.append(len(self._documents) - 1)
        self._prints.append(print_)
        self._places.append(place)


class _Taken(NamedTuple):
    """A passage of the previous build: its row there, and its number in Whoosh here."""

    row: int
    place: int


class _Before:
    """The store of the previous build, and what of it was not taken over yet."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.kept: list[_Segment] = []
        self._rows: dict[int, int] = {}
        if folder is None:
            return
        self._places = read_array(folder, "places").astype(np.int64)
        segments = [_Segment(*each) for each in json.loads((folder / _SEGMENTS).read_bytes())]
        ends = np.cumsum([segment.size for segment in segments], dtype=np.int64)
        holders = np.searchsorted(ends, self._places, side="right")
        living = np.bincount(holders, minlength=len(segments)).tolist()
        is_kept = _are_kept(segments, living)
        # What is left out moves what stands behind it.
        lost = np.cumsum(
            [0 if kept else segment.size for segment, kept in zip(segments, is_kept, strict=True)],
            dtype=np.int64,
        )
        self._new_places = self._places - lost[holders] if segments else self._places
        self.kept = [segment for segment, kept in zip(segments, is_kept, strict=True) if kept]
        prints = read_array(folder, "prints", np.uint64)
        rows = np.flatnonzero(np.array([*is_kept, False])[holders])
        self._rows = dict(zip(prints[rows].tolist(), rows.tolist(), strict=True))

    def link_into(self, folder: Path) -> None:
        """Give the folder what is kept; its files are shared, never written to."""
        if self._folder is None or not self.kept:
            return
        for segment in self.kept:
            _link(self._folder / f"{segment.name}.seg", folder)
        for contents in self._folder.glob("_MAIN_*.toc"):
            shutil.copyfile(contents, folder / contents.name)

    def take(self, print_: int) -> _Taken | None:
        """Return the passage of this print, once."""
        row = self._rows.pop(print_, None)
        return None if row is None else _Taken(row, int(self._new_places[row]))

    def gone(self) -> list[int]:
        """Return the numbers, in the previous build, of what is in kept segments and not taken."""
        return [int(self._places[row]) for row in self._rows.values()] if self._rows else []


class _Child:
    """The process that writes with Whoosh."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", _CHILD, str(folder.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        self._input = cast(IO[bytes], self._process.stdin)
        self._output = cast(IO[bytes], self._process.stdout)

    def say(self, said: object) -> None:
        """Send a line, waiting for the child if need be; raises BuildError if it is gone."""
        try:
            self._input.write(f"{json.dumps(said)}\n".encode())
            self._input.flush()
        except BrokenPipeError:
            raise self._failed(self._last_words()) from None

    def answer(self) -> object:
        """Return what the child wrote; raises BuildError if it could not."""
        said = self._last_words()
        if "segments" not in said:
            raise self._failed(said)
        return said["segments"]

    def stop(self) -> None:
        """End the process, if it still runs, and close the pipes."""
        self._process.kill()
        self._process.wait()
        self._output.close()
        with suppress(BrokenPipeError):  # what was not sent is not needed any more
            self._input.close()

    def _last_words(self) -> dict[str, object]:
        try:
            said = json.loads(self._output.read())
        except ValueError:
            return {"error": f"its writer ended with status {self._process.wait()}"}
        return said if isinstance(said, dict) else {}

    def _failed(self, said: dict[str, object]) -> BuildError:
        reason = said.get("error", "its writer failed")
        return BuildError(f"{self._folder}: cannot be written ({reason}); run `faqbot index` again")


def _year(document: Document) -> str:
    return (document.published or document.modified)[:4]


def _are_kept(segments: Sequence[_Segment], living: Sequence[int]) -> list[bool]:
    """Return which segments are left as they are, by how many passages are living in each."""
    order = sorted(range(len(segments)), key=lambda number: -living[number])
    # Of each, in this order: the passages of all that are smaller.
    smaller = [*accumulate((living[number] for number in reversed(order)), initial=0)][-2::-1]
    kept = [False] * len(segments)
    for number, rest in zip(order, smaller, strict=True):
        if living[number] < rest:
            break
        kept[number] = living[number] > _LEAST_LIVING_SHARE * segments[number].size
    return kept


def _link(source: Path, folder: Path) -> None:
    try:
        os.link(source, folder / source.name)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, folder / source.name)
