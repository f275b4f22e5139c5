"""Question to Answer, from the published build; the ids of answers."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from faqbot.core.records import Answer, Build, Document, Passage
from faqbot.core.settings import Settings
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold, words
from faqbot.search.autocomplete.suggester import Suggestion
from faqbot.search.builds.folders import build_path
from faqbot.search.confidence.signals import confidence, level
from faqbot.search.pipeline import retrieve
from faqbot.search.ranked_engine import RankedEngine
from faqbot.search.results.result import make_result
from faqbot.search.serving import FixedBuild, PublishedBuild

# Build, passage (none where nothing was found) and question.
ANSWER_ID = r"[0-9]{6,12}\.(?:[0-9a-zA-Z_-]{1,64})?\.[0-9a-f]{8}"
_QUESTION_DIGITS = 8


@contextmanager
def answers_from(settings: Settings, build_id: str) -> Iterator["AnswerService"]:
    """Answer from this build, published or not. Raises BuildError."""
    build = FixedBuild(build_path(settings.index_dir, build_id), RankedEngine())
    with closing(AnswerService(settings, build)) as service:
        yield service


class AnswerService:
    """Answers from the published build, and from the next one as soon as it is published.

    `provider` puts another build in its place.
    """

    def __init__(self, settings: Settings, provider: FixedBuild | None = None) -> None:
        self._rules = settings.ask
        self._provider = provider or PublishedBuild(settings.index_dir, RankedEngine())

    def ask(self, question: str, *, limit: int = 0, language: str = "") -> Answer:
        """Return the answer; `limit` 0 stands for the setting `ask.limit`.

        Raises QuestionError for a question that cannot be searched for, and BuildError if no
        build can be opened.
        """
        limit = limit or self._rules.limit
        with self._provider.acquire() as current:
            build, calibration = current.build, current.reader.calibration
            retrieval = retrieve(
                current.reader,
                question,
                [language] if language else build.languages,
                limit=limit,
                max_chars=self._rules.max_question_chars,
            )
        answer_level = level(retrieval.signals, calibration, self._rules.least_confidence)
        # Retrieval returns two hits at least, since confidence compares them.
        hits = retrieval.ranking.hits[:limit] if answer_level != "none" else []
        return Answer(
            retrieval.query.question,
            tuple(make_result(hit, retrieval.search_query) for hit in hits),
            build.id,
            did_you_mean=retrieval.did_you_mean,
            is_corrected=retrieval.search_query is not retrieval.query,
            confidence=confidence(retrieval.signals, calibration),
            level=answer_level,
        )

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return questions of the site that complete what is typed."""
        with self._provider.acquire() as current:
            return current.reader.suggest(typed, limit)

    def document(self, document_id: str) -> Document:
        """Return one document; raises NotFoundError."""
        with self._provider.acquire() as current:
            return current.reader.document(document_id)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""
        with self._provider.acquire() as current:
            return current.reader.passage(passage_id)

    def build(self) -> Build:
        """Return the build that answers; raises BuildError."""
        return self._provider.build()

    def close(self) -> None:
        """Close the build after the running questions."""
        self._provider.close()


def answer_id(answer: Answer) -> str:
    """Return the id that votes on an answer refer to: its build, first passage and question."""
    passage_id = answer.results[0].hit.passage.id if answer.results else ""
    return f"{answer.build_id}.{passage_id}.{question_id(answer.question)}"


def question_id(question: str) -> str:
    """Return one id for all questions that differ only in case, accents and punctuation."""
    plain = " ".join(fold(word.text) for word in words(question))
    return fingerprint(plain)[:_QUESTION_DIGITS]
