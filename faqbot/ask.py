"""Question to Answer, from the published build."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from faqbot.errors import BuildError, QuestionError
from faqbot.records import Answer, Build, Document, Passage, Query
from faqbot.search.answer import make_result
from faqbot.search.builds import pointer_stamp, published_folder, read_build
from faqbot.search.confidence import confidence
from faqbot.search.correct import Corrected
from faqbot.search.engine import Reader
from faqbot.search.query import parse_question
from faqbot.search.ranked_engine import RankedEngine
from faqbot.search.suggest import Suggestion
from faqbot.settings import Settings

# Confidence needs the score of the second, however many are shown.
_FEWEST_HITS = 2

_log = logging.getLogger(__name__)


class Asker:
    """Holds the reader of the published build and opens the next one when it is published.

    A running question keeps the reader that it started with, so no answer mixes two builds. If the
    next build cannot be opened, the one that is open goes on answering.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._stamp = (0, 0)
        self._opened: tuple[Build, Reader] | None = None

    def ask(self, question: str, *, limit: int = 0, language: str = "") -> Answer:
        """Return the answer; `limit` 0 stands for the setting `ask.limit`.

        Raises QuestionError for a question that cannot be searched for, and BuildError if no
        build can be opened.
        """
        build, reader = self._current()
        limit = limit or self._settings.ask.limit
        languages = [language] if language else build.languages
        query = self._parsed(question, languages)
        meant = reader.correct(query)
        asked = self._corrected(query, meant, languages)
        hits = reader.search(asked, max(limit, _FEWEST_HITS))
        if not hits and asked.phrases:
            # People put whole questions in quotes; the words may stand in another order.
            hits = reader.search(replace(asked, phrases=()), max(limit, _FEWEST_HITS))
        sure = confidence([hit.score for hit in hits], asked.word_count)
        return Answer(
            query.question,
            tuple(make_result(hit, asked) for hit in hits[:limit]),
            build.id,
            did_you_mean=meant.question if meant else "",
            is_corrected=asked is not query,
            confidence=sure,
            is_sure=sure >= self._settings.ask.least_confidence,
        )

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return questions of the site that complete what is typed."""
        return self._current()[1].suggest(typed, limit)

    def document(self, document_id: str) -> Document:
        """Return one document; raises NotFoundError."""
        return self._current()[1].document(document_id)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""
        return self._current()[1].passage(passage_id)

    def build(self) -> Build:
        """Return the published build."""
        return self._current()[0]

    def _corrected(self, query: Query, meant: Corrected | None, languages: Sequence[str]) -> Query:
        if meant is None or not meant.is_sure:
            return query
        try:
            corrected = self._parsed(meant.question, languages)
        except QuestionError:  # it has become too long, or has only common words
            return query
        # The runs of characters are those that were typed: a correction may be wrong.
        return replace(corrected, text=query.text)

    def _parsed(self, question: str, languages: Sequence[str]) -> Query:
        most = self._settings.ask.max_question_chars
        return parse_question(question, languages, max_chars=most)

    def _current(self) -> tuple[Build, Reader]:
        stamp = pointer_stamp(self._settings.index_dir)
        with self._lock:
            if self._opened is None or stamp != self._stamp:
                try:
                    folder = published_folder(self._settings.index_dir)
                    self._opened = read_build(folder), RankedEngine().open(folder)
                except BuildError as error:
                    # A damaged new build must not take away the good one that is open.
                    if self._opened is None:
                        raise
                    _log.error("still answering from build %s: %s", self._opened[0].id, error)
                self._stamp = stamp
            return self._opened
