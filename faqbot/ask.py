"""Question to Answer, from the published build."""

import logging
from threading import Lock

from faqbot.errors import BuildError
from faqbot.records import Answer, Build, Document, Passage
from faqbot.search.answer import make_result
from faqbot.search.builds import pointer_stamp, published_folder, read_build
from faqbot.search.confidence import confidence, level
from faqbot.search.engine import Reader
from faqbot.search.finding import find
from faqbot.search.ranked_engine import RankedEngine
from faqbot.search.suggest import Suggestion
from faqbot.settings import Settings

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
        rules = self._settings.ask
        limit = limit or rules.limit
        languages = [language] if language else build.languages
        found = find(reader, question, languages, limit=limit, max_chars=rules.max_question_chars)
        shown_as = level(found.signals, reader.calibration, rules.least_confidence)
        shown = found.hits[:limit] if shown_as != "none" else []
        return Answer(
            found.query.question,
            tuple(make_result(hit, found.asked) for hit in shown),
            build.id,
            did_you_mean=found.meant.question if found.meant else "",
            is_corrected=found.asked is not found.query,
            confidence=confidence(found.signals, reader.calibration),
            level=shown_as,
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
