"""The protocols: an engine builds and opens indexes made of parts, a reader answers from one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from faqbot.core.records import Document, Hit, Passage, Query
from faqbot.search.analysis.passages import AnalysedPassage
from faqbot.search.autocomplete.suggester import Suggestion
from faqbot.search.confidence.signals import Calibration, Rarity
from faqbot.search.query.correct import CorrectedQuestion


@dataclass(frozen=True)
class Ranking:
    """What a reader found for a query: hits, best first, and how they relate to the query.

    `rarity` is that of the query's terms in the language of the first hit. `coverage` is the share
    of the first hit's own question that the query has, 0 if the query asks for more; see
    `Signals`.
    """

    hits: Sequence[Hit]
    rarity: Rarity
    coverage: float


class Part(Protocol):
    """One part of an index: takes in all passages of a build in order, then writes its files.

    What a part needs of the previous build it gets when it is made. Its FORMAT is a number to be
    raised when the same passages would give other files than before.
    """

    def add(self, passage: AnalysedPassage, old_row: int | None = None) -> None:
        """Take in the passage of the next row; rows count from 0.

        A passage that the previous build has is taken over from `old_row` there. Of its document,
        things like the URL may have changed all the same.
        """

    def finish(self) -> None:
        """Write what is not written yet, once all passages are known."""


class Reader(Protocol):
    """Answers queries from one build, which never changes. Safe to share between threads."""

    @property
    def calibration(self) -> Calibration:
        """Return what was learnt from this build's own questions, else the shipped values."""

    def search(self, query: Query, limit: int) -> Ranking:
        """Return at most `limit` hits, best first, and what confidence needs to know of them.

        What several passages say alike comes once. Of those that score alike, the later dated come
        first, then the earlier in the build.
        """

    def correct(self, query: Query) -> CorrectedQuestion | None:
        """Return the query's question with unknown words corrected, None if all is well."""

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return at most `limit` questions that complete what is typed, best first."""

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""

    def document(self, document_id: str) -> Document:
        """Return one document with its passages in order; raises NotFoundError."""

    def close(self) -> None:
        """Close the files; the reader cannot be used afterwards."""


class Engine(Protocol):
    """Makes and opens the index files of a build, in a folder that `builds` hands out."""

    name: str

    def build(
        self, documents: Iterable[Document], folder: Path, previous: Path | None = None
    ) -> None:
        """Write the index of these documents into an empty folder.

        `previous` is the folder of an earlier build of the same engine that has passed
        `builds.folders.check_build`: what has not changed may be taken over from it. It stays as
        it is.
        Raises BuildError if the index cannot be written.
        """

    def open(self, folder: Path) -> Reader:
        """Return a reader; raises BuildError if the files cannot be read or do not fit together."""
