"""What visitors do: ask, get suggestions while they type, vote on answers.

The page and the API share one `Visitors`, so that questions count alike wherever they are asked.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from faqbot.core.errors import VoteError
from faqbot.core.records import Answer, Level
from faqbot.core.settings import Settings
from faqbot.services.answering import ANSWER_ID, AnswerService, question_id
from faqbot.staff.feedback import Feedback, add_feedback
from faqbot.staff.question_log import QuestionLog
from faqbot.staff.questions import LoggedQuestion
from faqbot.staff.store.schema import utc_now
from faqbot.staff.store.transactions import Store

MAX_COMMENT_CHARS = 1000
# Visitors repeat each other's questions; 500 answers take about 10 MB.
_CACHE_SIZE = 500
# How long a vote waits for a database that others are writing.
_VOTE_WAIT_S = 1.0


class Visitors(AnswerService):
    """Answers visitors and stores what they asked and how they voted, never who they are.

    Nothing is opened before it is needed, and no answer waits for the question log or fails with
    it. Answers are cached until another build is live; suggestions are not logged. `on_answer` is
    called with the level of each answer. Safe to share between threads; each process needs its own.
    Raises SettingsError for a database that cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime] = utc_now,
        on_answer: Callable[[Level], None] = lambda _: None,
    ) -> None:
        super().__init__(settings)
        self._ask_cached = lru_cache(_CACHE_SIZE)(self._ask)
        self._now = now
        self._on_answer = on_answer
        self._store = Store(settings.database.url or settings.database_file, wait_s=_VOTE_WAIT_S)
        self._log = (
            QuestionLog(self._store, keep_days=settings.log.keep_days, now=now)
            if settings.log.questions
            else None
        )

    def ask(
        self, question: str, *, limit: int = 0, language: str = "", is_repeated: bool = False
    ) -> Answer:
        """Return the answer, with the errors of `AnswerService.ask`, and log the question.

        A question that is repeated, to show its answer again, is not logged again. The same
        question gets the very same object until another build is live.
        """
        build = self.build()
        # The build is part of the cache key: its id, and its time should an id ever come again.
        answer, entry = self._ask_cached(question, limit, language, build.id, build.made_at)
        if answer.build_id != build.id:  # another build was published in between
            answer, entry = self._ask(question, limit, language)
        if is_repeated:
            return answer
        if self._log:
            self._log.add(entry)
        self._on_answer(answer.level)
        return answer

    def vote(self, answer_id: str, question: str, *, helpful: bool, comment: str = "") -> None:
        """Store whether an answer helped; `question` may be empty.

        Raises VoteError for an invalid vote, and StoreError if it cannot be written.
        """
        if not re.fullmatch(ANSWER_ID, answer_id):
            raise VoteError("answer_id is not valid; send the answer_id of an answer, unchanged")
        build_id, _, expected_id = answer_id.split(".")
        if question and question_id(question) != expected_id:
            raise VoteError("question is not the question of this answer; send that one or none")
        if len(comment) > MAX_COMMENT_CHARS:
            raise VoteError(
                f"the comment has {len(comment):,} characters; {MAX_COMMENT_CHARS:,} are allowed"
            )
        feedback = Feedback(answer_id, helpful, question, comment.strip(), build_id)
        add_feedback(self._store, feedback, self._now())

    def close(self) -> None:
        """Write the waiting log entries, and close the build and the database."""
        if self._log:
            self._log.close()
        self._store.close()
        super().close()

    def _ask(
        self, question: str, limit: int, language: str, *_build: str
    ) -> tuple[Answer, LoggedQuestion]:
        """Return the answer and its log entry."""
        answer = super().ask(question, limit=limit, language=language)
        return answer, _log_entry(answer, language)


def _log_entry(answer: Answer, language: str) -> LoggedQuestion:
    first = answer.results[0] if answer.results else None
    return LoggedQuestion(
        answer.question,
        answer.level,
        answer.confidence,
        answer.build_id,
        language or (first.hit.document.language if first else ""),
        first.hit.passage.id if first else "",
        first.deep_link if first else "",
    )
