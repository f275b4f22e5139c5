"""A question is parsed, corrected and searched for in one build."""

from collections.abc import Sequence
from dataclasses import dataclass

from faqbot.core.errors import QuestionError
from faqbot.core.records import Hit, Query
from faqbot.search.confidence.signals import Rarity, Signals, read_signals
from faqbot.search.engine import Reader
from faqbot.search.query.correct import CorrectedQuestion
from faqbot.search.query.parse import parse_question

# Confidence needs the score of the second hit, however many are shown.
_MIN_HITS = 2


@dataclass(frozen=True)
class Retrieval:
    """The hits for a question, best first: `query` as typed, `search_query` as searched for."""

    query: Query
    search_query: Query
    did_you_mean: str
    hits: list[Hit]
    rarity: Rarity
    coverage: float

    @property
    def signals(self) -> Signals:
        """Return what confidence is computed from."""
        scores = [hit.score for hit in self.hits]
        return read_signals(scores, self.search_query.word_count, self.rarity, self.coverage)


def retrieve(
    reader: Reader, question: str, languages: Sequence[str], *, limit: int, max_chars: int
) -> Retrieval:
    """Return the hits for a question: at most `limit`, but two if `limit` is lower.

    Raises QuestionError for a question that cannot be searched for.
    """
    query = parse_question(question, languages, max_chars=max_chars)
    did_you_mean, search_query = _correct(query, reader.correct(query), languages, max_chars)
    limit = max(limit, _MIN_HITS)
    hits = reader.search(search_query, limit)
    if not hits and search_query.phrases:
        # People put whole questions in quotes; the page may have the words in another order.
        hits = reader.search(search_query._replace(phrases=()), limit)
    language = hits[0].document.language if hits else languages[0]
    rarity = reader.rarity(search_query, language)
    coverage = _coverage(reader, search_query, hits)
    return Retrieval(query, search_query, did_you_mean, hits, rarity, coverage)


def _coverage(reader: Reader, query: Query, hits: Sequence[Hit]) -> float:
    """Return how much of the first hit's question is asked; 0 for a heading of two documents."""
    coverage = reader.coverage(query, hits[0]) if hits else 0.0
    if not coverage or hits[0].passage.question:
        return coverage
    others = (hit for hit in hits[1:] if hit.document.id != hits[0].document.id)
    return 0.0 if any(reader.coverage(query, other) == 1 for other in others) else coverage


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
