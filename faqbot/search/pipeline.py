"""A question as typed is understood, corrected and searched for in one build."""

from collections.abc import Sequence
from dataclasses import dataclass

from faqbot.core.errors import QuestionError
from faqbot.core.records import Hit, Query
from faqbot.search.confidence.signals import Rarity, Signals, read_signals
from faqbot.search.engine import Reader
from faqbot.search.query.correct import Corrected
from faqbot.search.query.parse import parse_question

# Confidence needs the score of the second, however many are shown.
_FEWEST_HITS = 2


@dataclass(frozen=True)
class Found:
    """What came for a question: `query` as typed, `asked` as searched for, best hits first."""

    query: Query
    asked: Query
    meant: str
    hits: list[Hit]
    rarity: Rarity
    said: float

    @property
    def signals(self) -> Signals:
        """Return what confidence is worked out from."""
        scores = [hit.score for hit in self.hits]
        return read_signals(scores, self.asked.word_count, self.rarity, self.said)


def find(
    reader: Reader, question: str, languages: Sequence[str], *, limit: int, max_chars: int
) -> Found:
    """Return at least two hits for a question, if there are, and at most `limit` beyond that.

    Raises QuestionError for a question that cannot be searched for.
    """
    query = parse_question(question, languages, max_chars=max_chars)
    meant, asked = _meant(query, reader.correct(query), languages, max_chars)
    limit = max(limit, _FEWEST_HITS)
    hits = reader.search(asked, limit)
    if not hits and asked.phrases:
        # People put whole questions in quotes; the words may stand in another order.
        hits = reader.search(asked._replace(phrases=()), limit)
    language = hits[0].document.language if hits else languages[0]
    said = _said(reader, asked, hits)
    return Found(query, asked, meant, hits, reader.rarity(asked, language), said)


def _said(reader: Reader, asked: Query, hits: Sequence[Hit]) -> float:
    """Return how much of the first hit's question is asked; 0 for a heading of two documents."""
    said = reader.said_share(asked, hits[0]) if hits else 0.0
    if not said or hits[0].passage.question:
        return said
    others = (hit for hit in hits[1:] if hit.document.id != hits[0].document.id)
    return 0.0 if any(reader.said_share(asked, other) == 1 for other in others) else said


def _meant(
    query: Query, corrected: Corrected | None, languages: Sequence[str], max_chars: int
) -> tuple[str, Query]:
    """Return the question to suggest, "" for none, and the query to search for."""
    if corrected is None:
        return "", query
    try:
        parsed = parse_question(corrected.question, languages, max_chars=max_chars)
    except QuestionError:  # it has become too long, or has only common words
        return "", query
    # The runs of characters are those that were typed: a correction may be wrong.
    asked = parsed._replace(text=query.text) if corrected.is_sure else query
    return corrected.question, asked
