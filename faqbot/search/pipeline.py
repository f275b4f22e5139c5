"""A question is parsed, corrected and searched for in one build."""

from collections.abc import Sequence
from dataclasses import dataclass

from faqbot.core.errors import QuestionError
from faqbot.core.records import Query
from faqbot.search.confidence.signals import Signals, read_signals
from faqbot.search.engine import Ranking, Reader
from faqbot.search.query.correct import CorrectedQuestion
from faqbot.search.query.parse import parse_question

# Confidence needs the score of the second hit, however many are shown.
_MIN_HITS = 2


@dataclass(frozen=True)
class Retrieval:
    """What a question brought: `query` as typed, `search_query` as searched for, the ranking."""

    query: Query
    search_query: Query
    did_you_mean: str
    ranking: Ranking

    @property
    def signals(self) -> Signals:
        """Return what confidence is computed from."""
        scores = [hit.score for hit in self.ranking.hits]
        word_count = self.search_query.word_count
        return read_signals(scores, word_count, self.ranking.rarity, self.ranking.coverage)


def retrieve(
    reader: Reader, question: str, languages: Sequence[str], *, limit: int, max_chars: int
) -> Retrieval:
    """Return the hits for a question: at most `limit`, but two if `limit` is lower.

    Raises QuestionError for a question that cannot be searched for.
    """
    query = parse_question(question, languages, max_chars=max_chars)
    did_you_mean, search_query = _correct(query, reader.correct(query), languages, max_chars)
    limit = max(limit, _MIN_HITS)
    ranking = reader.search(search_query, limit)
    if not ranking.hits and search_query.phrases:
        # People put whole questions in quotes; the page may have the words in another order.
        ranking = reader.search(search_query._replace(phrases=()), limit)
    return Retrieval(query, search_query, did_you_mean, ranking)


def _correct(
    query: Query, corrected: CorrectedQuestion | None, languages: Sequence[str], max_chars: int
) -> tuple[str, Query]:
    """Return the question to suggest, "" for none, and the query to search for."""
    if corrected is None:
        return "", query
    try:
        parsed = parse_question(corrected.question, languages, max_chars=max_chars)
    except QuestionError:  # it is now too long, or has only common words
        return "", query
    # The character n-grams are those of the question as typed: a correction may be wrong.
    search_query = parsed._replace(text=query.text) if corrected.is_sure else query
    return corrected.question, search_query
