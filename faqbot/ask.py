"""Question to Answer, from the published build."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from faqbot.errors import QuestionError
from faqbot.records import Answer, Build, Document, Passage, Query
from faqbot.search.answer import make_result
from faqbot.search.confidence import confidence
from faqbot.search.correct import Corrected
from faqbot.search.live import FixedBuild, LiveBuild, OpenBuild, Serving
from faqbot.search.query import parse_question
from faqbot.search.ranked_engine import RankedEngine
from faqbot.search.suggest import Suggestion
from faqbot.settings import Settings

# Confidence needs the score of the second, however many are shown.
_FEWEST_HITS = 2


@contextmanager
def asker_of(settings: Settings, build_id: str) -> Iterator["Asker"]:
    """Answer from this build, published or not. Raises BuildError."""
    build = FixedBuild(settings.index_dir / "builds" / build_id, RankedEngine())
    try:
        yield Asker(settings, build)
    finally:
        build.close()


class Asker:
    """Answers from the published build, and from the next one as soon as it is published.

    `serving` puts another build in its place.
    """

    def __init__(self, settings: Settings, serving: Serving | None = None) -> None:
        self._settings = settings
        self._serving = serving or LiveBuild(settings.index_dir, RankedEngine())

    def ask(self, question: str, *, limit: int = 0, language: str = "") -> Answer:
        """Return the answer; `limit` 0 stands for the setting `ask.limit`.

        Raises QuestionError for a question that cannot be searched for, and BuildError if no
        build can be opened.
        """
        with self._serving.using() as opened:
            return self._ask(opened, question, limit or self._settings.ask.limit, language)

    def _ask(self, opened: OpenBuild, question: str, limit: int, language: str) -> Answer:
        build, reader = opened.build, opened.reader
        languages = [language] if language else build.languages
        query = self._parsed(question, languages)
        meant, asked = self._meant(query, reader.correct(query), languages)
        hits = reader.search(asked, max(limit, _FEWEST_HITS))
        if not hits and asked.phrases:
            # People put whole questions in quotes; the words may stand in another order.
            hits = reader.search(replace(asked, phrases=()), max(limit, _FEWEST_HITS))
        sure = confidence([hit.score for hit in hits], asked.word_count)
        return Answer(
            query.question,
            tuple(make_result(hit, asked) for hit in hits[:limit]),
            build.id,
            did_you_mean=meant,
            is_corrected=asked is not query,
            confidence=sure,
            is_sure=sure >= self._settings.ask.least_confidence,
        )

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return questions of the site that complete what is typed."""
        with self._serving.using() as opened:
            return opened.reader.suggest(typed, limit)

    def document(self, document_id: str) -> Document:
        """Return one document; raises NotFoundError."""
        with self._serving.using() as opened:
            return opened.reader.document(document_id)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""
        with self._serving.using() as opened:
            return opened.reader.passage(passage_id)

    def build(self) -> Build:
        """Return the build that answers."""
        with self._serving.using() as opened:
            return opened.build

    def _meant(
        self, query: Query, corrected: Corrected | None, languages: Sequence[str]
    ) -> tuple[str, Query]:
        """Return the question to suggest, "" for none, and the query to search for."""
        if corrected is None:
            return "", query
        try:
            parsed = self._parsed(corrected.question, languages)
        except QuestionError:  # it has become too long, or has only common words
            return "", query
        # The runs of characters are those that were typed: a correction may be wrong.
        asked = replace(parsed, text=query.text) if corrected.is_sure else query
        return corrected.question, asked

    def _parsed(self, question: str, languages: Sequence[str]) -> Query:
        most = self._settings.ask.max_question_chars
        return parse_question(question, languages, max_chars=most)
