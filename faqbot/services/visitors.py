"""What visitors do: ask, complete what they type, say whether an answer helped.

The page and the API share one `Visitors`, so that a question counts the same wherever it is asked.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from faqbot.core.errors import VoteError
from faqbot.core.records import Answer, Build, Document, Level, Passage
from faqbot.core.settings import Settings
from faqbot.search.autocomplete.suggester import Suggestion
from faqbot.services.answering import ANSWER_ID, Asker, question_id
from faqbot.staff.feedback import Feedback, add_feedback
from faqbot.staff.question_log import QuestionLog
from faqbot.staff.questions import AskedQuestion
from faqbot.staff.store.schema import utc_now
from faqbot.staff.store.transactions import Store

MOST_COMMENT_CHARS = 1000
# Visitors ask the same over and over; 500 answers take about 10 MB.
_KEPT_ANSWERS = 500
# A visitor who votes waits no longer than this for a database that others are writing.
_VOTE_WAIT_S = 1.0


class Visitors:
    """Answers visitors and remembers what they asked and how they voted, never who they are.

    Nothing is opened before it is needed, and no answer waits for the question log or fails with
    it. Answers are kept until another build answers. `answered` is told how well each question was
    answered. Safe to share between threads; each process needs its own. Raises SettingsError for a
    database that cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime] = utc_now,
        answered: Callable[[Level], None] = lambda _: None,
    ) -> None:
        self._asker = Asker(settings)
        self._kept = lru_cache(_KEPT_ANSWERS)(self._ask)
        self._now = now
        self._answered = answered
        self._store = Store(settings.database.url or settings.database_file, wait_s=_VOTE_WAIT_S)
        self._log = (
            QuestionLog(self._store, keep_days=settings.log.keep_days, now=now)
            if settings.log.questions
            else None
        )

    def ask(
        self, question: str, *, limit: int = 0, language: str = "", is_repeated: bool = False
    ) -> Answer:
        """Return the answer as `Asker.ask` does, with its errors, and log the question.

        One that is repeated, to show the same answer again, is not logged again. The same question
        gets the very same object until another build answers.
        """
        build = self._asker.build()
        answer, asked = self._kept(question, limit, language, build.id, build.made_at)
        if answer.build_id != build.id:  # another was published in this moment
            answer, asked = self._ask(question, limit, language)
        if is_repeated:
            return answer
        if self._log:
            self._log.add(asked)
        self._answered(answer.level)
        return answer

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return questions that complete what is typed; what is typed is not logged."""
        return self._asker.suggest(typed, limit)

    def document(self, document_id: str) -> Document:
        """Return one document; raises NotFoundError."""
        return self._asker.document(document_id)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""
        return self._asker.passage(passage_id)

    def build(self) -> Build:
        """Return the build that answers; raises BuildError."""
        return self._asker.build()

    def vote(self, answer_id: str, question: str, *, helpful: bool, comment: str = "") -> None:
        """Remember whether an answer helped; `question` may be left out.

        Raises VoteError for what is no vote, and StoreError if it cannot be written.
        """
        if not re.fullmatch(ANSWER_ID, answer_id):
            raise VoteError("answer_id is not the answer_id of an answer; send it as it came")
        build_id, _, asked_id = answer_id.split(".")
        if question and question_id(question) != asked_id:
            raise VoteError("the question is not the one that was answered; leave it out")
        if len(comment) > MOST_COMMENT_CHARS:
            raise VoteError(
                f"the comment has {len(comment):,} characters; {MOST_COMMENT_CHARS:,} are allowed"
            )
        given = Feedback(answer_id, helpful, question, comment.strip(), build_id)
        add_feedback(self._store, given, self._now())

    def close(self) -> None:
        """Write what waits for the log, and let go of the build and the database."""
        if self._log:
            self._log.close()
        self._store.close()
        self._asker.close()

    def _ask(
        self, question: str, limit: int, language: str, *_build: str
    ) -> tuple[Answer, AskedQuestion]:
        """Return the answer, and what is logged of it."""
        answer = self._asker.ask(question, limit=limit, language=language)
        return answer, _asked(answer, language)


def _asked(answer: Answer, language: str) -> AskedQuestion:
    first = answer.results[0] if answer.results else None
    return AskedQuestion(
        answer.question,
        answer.level,
        answer.confidence,
        answer.build_id,
        language or (first.hit.document.language if first else ""),
        first.hit.passage.id if first else "",
        first.deep_link if first else "",
    )
