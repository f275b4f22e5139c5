"""Writes the full-text index: what is new becomes one segment beside those of the build before.

Segments never change. A build links those of the build before into its own folder, and a child
process deletes what is gone and adds what is new. A segment whose passages are mostly deleted, or
that is smaller than all smaller ones together, is left out and its passages are written again: a
hundred thousand passages need about ten segments, and each passage is rewritten only a few times,
however many small builds there are.

    MAIN_*.seg, _MAIN_*.toc     Whoosh's
    segments.json               its segments in order, each with the number of passages it ever had
    places                      of each row: the number of its passage in Whoosh
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
from itertools import accumulate, compress
from pathlib import Path
from typing import IO, NamedTuple, Self, cast

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.core.records import Document
from faqbot.search.analysis.passages import AnalysedPassage, year_of
from faqbot.search.arrays.mapped import damaged, read_array, write_array, write_texts

_SEGMENTS = "segments.json"
# Run as a module, the child would pickle the classes of its schema under another name.
_CHILD = "from faqbot.search.store.whoosh_child import main; main()"
_MIN_LIVING_SHARE = 0.7


class _Segment(NamedTuple):
    """A file of Whoosh's, and how many passages it ever had."""

    name: str
    size: int


class StoreWriter:
    """The full-text index as a part of a build, written by a child process.

    Used with `with`: at its end the child has written everything, or BuildError is raised.
    """

    FORMAT = 3

    def __init__(self, folder: Path, previous: Path | None = None) -> None:
        """Start with the segments of the previous build; raises BuildError if it is damaged."""
        self._folder = folder
        self._previous = _Previous(previous)
        # Whoosh numbers what is new after all that the kept segments ever had.
        self._next = sum(segment.size for segment in self._previous.kept)
        self._places, self._owners = array("I"), array("I")
        self._documents: list[str] = []
        self._owner: Document | None = None

    def __enter__(self) -> Self:
        """Link what is kept, and start the child."""
        self._previous.link_into(self._folder)
        self._child = _Child(self._folder)
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        try:
            if error is None:
                (self._folder / _SEGMENTS).write_text(json.dumps(self._child.answer()))
        finally:
            self._child.stop()

    def add(self, passage: AnalysedPassage, old_row: int | None = None) -> None:
        """Take a passage over, or write it if it is new or its segment is left out."""
        place = None if old_row is None else self._previous.take(old_row)
        if place is None:
            place = self._next
            self._next += 1
            self._child.send(_line(passage))
        # Passages of one document come one after another.
        if passage.document is not self._owner:
            self._owner = passage.document
            self._documents.append(json.dumps({**vars(self._owner), "passages": ()}))
        self._owners.append(len(self._documents) - 1)
        self._places.append(place)

    def finish(self) -> None:
        """Write out all rows. The child commits in the meantime, and is waited for at the end."""
        kept = [segment.name for segment in self._previous.kept]
        self._child.send({"kept": kept, "gone": self._previous.gone()})
        write_array(self._folder, "places", self._places)
        write_array(self._folder, "owners", self._owners)
        write_texts(self._folder, "documents", self._documents)


def _line(analysed: AnalysedPassage) -> list[object]:
    """Return what the child writes of a passage."""
    passage, document = analysed.passage, analysed.document
    # Both kinds, for the filters kind:text and kind:page.
    kinds = f"{passage.kind} {document.kind}"
    year, stored = year_of(document), json.dumps(vars(passage))
    fields = analysed.terms.fields
    return [passage.id, document.id, kinds, year, document.language, fields, stored]


class _Previous:
    """The store of the previous build, and which of its passages were taken over."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._places = np.empty(0, np.int64)
        segments: list[_Segment] = []
        if folder:
            segments = _read_segments(folder)
            self._places = read_array(folder, "places").astype(np.int64)
        sizes = np.array([segment.size for segment in segments], np.int64)
        ends = np.cumsum(sizes)
        if self._places.max(initial=-1) >= ends.max(initial=0):
            raise BuildError(f"{folder}: its files do not fit together; run `faqbot index`")
        holders = np.searchsorted(ends, self._places, side="right")
        living = np.bincount(holders, minlength=len(segments)).tolist()
        is_kept = np.array(_are_kept(segments, living), np.bool_)
        self.kept = list(compress(segments, is_kept))
        # Whoosh numbers through all segments: one that is left out moves what stands behind it.
        lost = np.cumsum(np.where(is_kept, 0, sizes))
        self._new_places = self._places - lost[holders]
        # Rows whose segment is kept, and that were not taken over so far.
        self._is_left = is_kept[holders]

    def link_into(self, folder: Path) -> None:
        """Give the folder the segments that are kept; their files are shared, never written to."""
        if self._folder is None or not self.kept:
            return
        for segment in self.kept:
            _link(self._folder / f"{segment.name}.seg", folder)
        for contents in self._folder.glob("_MAIN_*.toc"):
            shutil.copyfile(contents, folder / contents.name)

    def take(self, row: int) -> int | None:
        """Take a row over; return its number in Whoosh now, None if its segment is left out."""
        if not self._is_left[row]:
            return None
        self._is_left[row] = False
        return int(self._new_places[row])

    def gone(self) -> list[int]:
        """Return the numbers, in the previous build, of what is in kept segments and not taken."""
        numbers: list[int] = self._places[self._is_left].tolist()
        return numbers


def _read_segments(folder: Path) -> list[_Segment]:
    try:
        return [_Segment(*each) for each in json.loads((folder / _SEGMENTS).read_bytes())]
    except (OSError, ValueError, TypeError) as error:
        raise damaged(folder / _SEGMENTS) from error


class _Child:
    """The process that writes with Whoosh."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(  # noqa: S603
            # Isolated (-I): no folder or variable of the environment adds modules.
            [sys.executable, "-I", "-c", _CHILD, str(folder.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        self._input = cast(IO[bytes], self._process.stdin)
        self._output = cast(IO[bytes], self._process.stdout)

    def send(self, message: object) -> None:
        """Send a line, waiting for the child if need be; raises BuildError if it is gone."""
        try:
            self._input.write(f"{json.dumps(message)}\n".encode())
            self._input.flush()
        except BrokenPipeError:
            self.answer()  # says why

    def answer(self) -> object:
        """Return the segments in order, or raise BuildError if they could not be written."""
        try:
            answer = json.loads(self._output.read())
        except ValueError:
            answer = {"error": f"its writer ended with status {self._process.wait()}"}
        if "segments" not in answer:
            reason = answer["error"]
            raise BuildError(
                f"{self._folder}: cannot be written ({reason}); run `faqbot index` again"
            )
        return answer["segments"]

    def stop(self) -> None:
        """End the process, if it still runs, and close the pipes."""
        self._process.kill()
        self._process.wait()
        self._output.close()
        with suppress(BrokenPipeError):  # what was not sent is no longer needed
            self._input.close()


def _are_kept(segments: Sequence[_Segment], living: Sequence[int]) -> list[bool]:
    """Return which segments are kept, by how many passages are still living in each."""
    order = sorted(range(len(segments)), key=lambda number: -living[number])
    # For each in this order: the passages of all smaller ones together.
    smaller = [*accumulate((living[number] for number in reversed(order)), initial=0)][-2::-1]
    kept = [False] * len(segments)
    for number, rest in zip(order, smaller, strict=True):
        # From here on, all are written again, into one new segment.
        if living[number] < rest:
            break
        kept[number] = living[number] > _MIN_LIVING_SHARE * segments[number].size
    return kept


def _link(source: Path, folder: Path) -> None:
    try:
        os.link(source, folder / source.name)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, folder / source.name)
