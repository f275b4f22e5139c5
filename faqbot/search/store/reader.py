"""The durable full-text index, kept by Whoosh: stored passages, phrases, exclusions, filters.

Rows number passages from 0 in the order of the build; Whoosh has other numbers, see `writer`.
Passages are analysed by `core.text.words` before they reach Whoosh, and a visitor's text never
reaches a query parser. Each language has a field, such as `text_en`.
"""

import json
import pickle
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from whoosh import index, query
from whoosh.filedb.filetables import FileFormatError
from whoosh.searching import Searcher

from faqbot.core.errors import BuildError, NotFoundError
from faqbot.core.records import Document, Passage, Query
from faqbot.core.text.words import terms
from faqbot.search.arrays.mapped import Texts, damaged, read_array

# What Whoosh raises on files that are lost or damaged: it unpickles and unpacks them unchecked.
_DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    ImportError,
    AssertionError,
    struct.error,
    pickle.UnpicklingError,
    index.IndexError,
    FileFormatError,
)


class PassageStore:
    """The passages of one build. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the index; raises BuildError if the files cannot be read."""
        try:
            self._searcher: Searcher = index.open_dir(folder).searcher()
        except _DAMAGED as error:
            raise BuildError(f"{folder}: cannot be opened ({error}); run `faqbot index`") from error
        self._places = read_array(folder, "places")
        self._owners = read_array(folder, "owners")
        self._documents = Texts(folder, "documents")
        written = self._searcher.doc_count_all()
        if not (
            len(self._places) == len(self._owners)
            and (self._places < written).all()
            and (self._owners < len(self._documents)).all()
        ):
            raise damaged(folder / "places.u32")
        # Of each number in Whoosh: the row, or -1 if the passage is gone.
        self._rows = np.full(written, -1, np.int64)
        self._rows[self._places] = np.arange(len(self._places))
        # Whoosh's readers move file cursors: two threads would read from each other's position.
        self._lock = Lock()

    @property
    def row_count(self) -> int:
        """Return the number of passages."""
        return len(self._places)

    def at(self, row: int) -> tuple[Passage, Document]:
        """Return the passage of this number with its document, which has no passages of its own."""
        with self._lock:
            stored = self._searcher.stored_fields(int(self._places[row]))
        return _passage(stored["passage"]), _document(self._documents[self._owners[row]])

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""
        for row in self._having("id", passage_id):
            return self.at(row)[0]
        raise NotFoundError(f"no passage {passage_id!r} in the published build")

    def document(self, document_id: str) -> Document:
        """Return one document with its passages in order; raises NotFoundError."""
        rows = self._having("document_id", document_id)
        if not rows:
            raise NotFoundError(f"no document {document_id!r} in the published build")
        stored = [self.at(row) for row in rows]
        passages = sorted((passage for passage, _ in stored), key=lambda each: each.position)
        return replace(stored[0][1], passages=tuple(passages))

    def allowed(self, parsed: Query) -> NDArray[np.bool_] | None:
        """Return which rows match phrases, exclusions and filters; None if the query has none."""
        if not (parsed.phrases or parsed.excluded or parsed.kinds or parsed.years):
            return None
        allowed = np.ones(self.row_count, np.bool_)
        for phrase in parsed.phrases:
            allowed &= self._matching(_phrases(phrase, parsed.terms))
        for values, field in ((parsed.kinds, "kind"), (parsed.years, "year")):
            if values:
                allowed &= self._matching([query.Term(field, value) for value in values])
        for word in parsed.excluded:
            allowed &= ~self._matching(_phrases(word, parsed.terms))
        return allowed

    def close(self) -> None:
        """Close the index files."""
        self._searcher.close()

    def _having(self, field: str, value: str) -> list[int]:
        reader = self._searcher.reader()
        with self._lock:
            if (field, value) not in reader:
                return []
            numbers = list(reader.postings(field, value).all_ids())
        return sorted(row for row in self._rows[numbers].tolist() if row >= 0)

    def _matching(self, queries: Iterable[query.Query]) -> NDArray[np.bool_]:
        matching = np.zeros(len(self._rows), np.bool_)
        with self._lock:
            matching[list(self._searcher.docs_for_query(query.Or(list(queries))))] = True
        return matching[self._places]


def _phrases(text: str, languages: Iterable[str]) -> Iterator[query.Query]:
    """Yield the query for a text word by word, in each of these languages."""
    for language in languages:
        yield query.Phrase(f"text_{language}", terms(text, language))


def _passage(stored: str) -> Passage:
    values = json.loads(stored)
    lists = {name: tuple(values[name]) for name in ("aliases", "heading_path")}
    return Passage(**values | lists)


def _document(stored: str) -> Document:
    values = json.loads(stored)
    return Document(**values | {"authors": tuple(values["authors"]), "passages": ()})
