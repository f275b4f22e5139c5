"""Question to Answer, from the published build; what an answer is known by."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from faqbot.core.records import Answer, Build, Document, Passage
from faqbot.core.settings import Settings
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold, words
from faqbot.search.autocomplete.suggester import Suggestion
from faqbot.search.confidence.signals import confidence, level
from faqbot.search.pipeline import find
from faqbot.search.ranked_engine import RankedEngine
from faqbot.search.results.result import make_result
from faqbot.search.serving import FixedBuild, LiveBuild, OpenBuild, Serving

# Build, passage (none where nothing was found) and question.
ANSWER_ID = r"[0-9]{6,12}\.(?:[0-9a-zA-Z_-]{1,64})?\.[0-9a-f]{8}"
_QUESTION_DIGITS = 8


@contextmanager
def asker_of(settings: Settings, build_id: str) -> Iterator["Asker"]:
    """Answer from this build, published or not. Raises BuildError."""
    build = FixedBuild(settings.index_dir / "builds" / build_id, RankedEngine())
    with closing(Asker(settings, build)) as asker:
        yield asker


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
        rules = self._settings.ask
        languages = [language] if language else build.languages
        found = find(reader, question, languages, limit=limit, max_chars=rules.max_question_chars)
        shown_as = level(found.signals, reader.calibration, rules.least_confidence)
        shown = found.hits[:limit] if shown_as != "none" else []
        return Answer(
            found.query.question,
            tuple(make_result(hit, found.asked) for hit in shown),
            build.id,
            did_you_mean=found.meant,
            is_corrected=found.asked is not found.query,
            confidence=confidence(found.signals, reader.calibration),
            level=shown_as,
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
        return self._serving.build()

    def close(self) -> None:
        """Let go of the build, once the running questions are answered."""
        self._serving.close()


def answer_id(answer: Answer) -> str:
    """Return what a vote on this answer is given for: its build, first passage and question."""
    passage_id = answer.results[0].hit.passage.id if answer.results else ""
    return f"{answer.build_id}.{passage_id}.{question_id(answer.question)}"


def question_id(question: str) -> str:
    """Return the same for questions that differ in case, accents and punctuation only."""
    wording = " ".join(fold(word.text) for word in words(question))
    return fingerprint(wording)[:_QUESTION_DIGITS]
