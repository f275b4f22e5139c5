"""The child process that writes with Whoosh: passages as JSON lines on stdin, one commit, the end.

Whoosh's writer keeps its lock after a failed commit; that of a process ends with the process.
`writer` starts it and says what the lines mean. It adds one segment to those in the folder, whose
files are not changed. If stdin ends early, the parent is gone, and the child ends too.
"""

import json
import marshal
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import merge
from operator import itemgetter
from pathlib import Path
from threading import Thread
from typing import Any

from whoosh import fields, formats, index
from whoosh.codec import default_codec
from whoosh.writing import SegmentWriter

# About 100 MB; more are moved to a file.
_MAX_BUFFERED = 1 << 19

# All postings of one term, up to a number: field, term, passages, and places in each.
_Run = tuple[str, bytes, list[int], list[bytes]]


def main() -> None:
    """Write into the folder in the last argument; print the list of segments as JSON."""
    try:
        answer: dict[str, object] = {"segments": _write(Path(sys.argv[-1]), sys.stdin.buffer)}
    except (OSError, MemoryError) as error:
        answer = {"error": getattr(error, "strerror", None) or "out of memory"}
    json.dump(answer, sys.stdout)
    sys.stdout.flush()


class AnalysedText(fields.FieldType):  # type: ignore[misc]
    """Texts as lists of terms. One position between two stays empty: no phrase spans them."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), analyzer=None)

    def index(
        self, value: Iterable[Sequence[str]], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term with how often and where it stands."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        start = 0
        for terms in value:
            for place, term in enumerate(terms, start):
                places[term].append(place)
            start += len(terms) + 1
        for term, positions in places.items():
            # Whoosh does not rank here: equal weights take no space.
            encoded = self.format.encode(positions)
            yield term.encode("utf-8", "replace"), len(positions), 1.0, encoded


def _write(folder: Path, lines: Iterable[bytes]) -> list[tuple[str, int]]:
    """Return the segments in order, each with the number of passages it ever had."""
    writer = _writer(folder)
    for line in lines:
        message = json.loads(line)
        if isinstance(message, dict):
            return _end(writer, **message)
        passage_id, document_id, kind, year, language, analysed, stored = message
        writer.add_document(
            id=passage_id,
            document_id=document_id,
            kind=kind,
            year=year,
            passage=stored,
            **{f"text_{language}": analysed},
        )
    raise SystemExit(1)


def _writer(folder: Path) -> SegmentWriter:
    is_begun = index.exists_in(folder)
    opened = index.open_dir(folder) if is_begun else index.create_in(folder, _schema())
    codec = default_codec()
    codec.length_stats = False
    writer = opened.writer(codec=codec)
    writer.pool = _Postings(folder)
    return writer


def _schema() -> fields.Schema:
    schema = fields.Schema(
        id=fields.ID,
        document_id=fields.ID,
        kind=fields.KEYWORD,
        year=fields.ID,
        passage=fields.STORED,
    )
    schema.add("text_*", AnalysedText(), glob=True)
    return schema


def _end(
    writer: SegmentWriter, *, kept: Sequence[str], gone: Sequence[int]
) -> list[tuple[str, int]]:
    """Delete these passages, by the numbers before this writing, and drop other segments."""
    # Nobody else reads stdin from here on; its end says that the parent is gone.
    Thread(target=_watch_parent, daemon=True).start()
    for number in gone:
        writer.delete_document(number)
    segments: list[Any] = []

    def without_others(_: SegmentWriter, before: Iterable[Any]) -> list[Any]:
        # The writer puts its own segment into this very list.
        segments.extend(each for each in before if each.segment_id() in kept)
        return segments

    # In place of Whoosh's own merging: `writer` has decided what is kept.
    writer.commit(mergetype=without_others)
    return [(each.segment_id(), each.doc_count_all()) for each in segments]


def _watch_parent() -> None:
    if not os.read(0, 1):
        os._exit(1)


class _Postings:
    """Postings in order of field and term, in place of Whoosh's pool, which sorts each single one.

    Those of one term need no sorting: they come in order of passages. Of 16,000 passages, Whoosh's
    pool takes half as much time again, and 100 MB more.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []
        self._start()

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take one posting: field, term, passage, weight, places."""
        field, term, number, _, places = posting
        numbers, all_places = self._buffer[field, term]
        numbers.append(number)
        all_places.append(places)
        self._count += 1
        if self._count >= _MAX_BUFFERED:
            self._move_to_file()

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """Yield all postings in order, as they were taken."""
        runs = [*map(_read, self._runs), self._sorted()]
        # Of equal terms, what comes from an earlier run comes first.
        for field, term, numbers, all_places in merge(*runs, key=itemgetter(0, 1)):
            for number, places in zip(numbers, all_places, strict=True):
                yield field, term, number, 1.0, places

    def cleanup(self) -> None:
        """Remove the files."""
        for run in self._runs:
            run.unlink(missing_ok=True)

    def _start(self) -> None:
        self._buffer: defaultdict[tuple[str, bytes], tuple[list[int], list[bytes]]]
        self._buffer = defaultdict(lambda: ([], []))
        self._count = 0

    def _sorted(self) -> Iterator[_Run]:
        for key in sorted(self._buffer):
            yield *key, *self._buffer[key]

    def _move_to_file(self) -> None:
        run = self._folder / f"postings_{len(self._runs)}"
        self._runs.append(run)
        with run.open("wb") as file:
            for part in self._sorted():
                marshal.dump(part, file)
        self._start()


def _read(run: Path) -> Iterator[_Run]:
    with run.open("rb") as file, suppress(EOFError):
        while True:
            yield marshal.load(file)  # noqa: S302 - written by this very process
