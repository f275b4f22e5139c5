"""What a site's own questions teach about how far its answers can be trusted.

A new index is asked three kinds of questions: variants of its own questions, whose right passages
are known; the same variants with the right passages removed, so that whatever comes first is wrong;
and everyday questions that no organisation's site answers. They set

* the offset of the log odds: Platt scaling with the shipped slope, which fits people's questions
  better than a slope learnt from made ones;
* the confidence above which an answer is direct, so that enough direct answers are right and few
  everyday questions get one;
* the normalised score below which nothing is shown.

Source: Platt, Probabilistic Outputs for Support Vector Machines, 1999.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import log
from typing import NamedTuple

import numpy as np

from faqbot.core.errors import QuestionError
from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.records import Document, Hit, Passage, Reliability
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.sentences import sentences
from faqbot.core.text.words import term
from faqbot.search.arrays.mapped import Array
from faqbot.search.confidence.paraphrases import (
    content_words,
    query_variants,
    sample,
    shuffled,
)
from faqbot.search.confidence.signals import Calibration, Signals, log_odds, read_signals
from faqbot.search.pipeline import Retrieval
from faqbot.search.results.grouping import Statement

_MIN_SOURCES, _MAX_SOURCES = 10, 120
_MAX_VARIANTS, _MAX_VARIANTS_EACH = 240, 8
# A variant borrows its foreign words from this many other questions.
_LENDER_COUNT = 10
_DEPTH = 8
_SHOWN_COUNT = 5
# A question made from running text has this many words of a heading and a sentence.
_WORDS_OF_TEXT = 6
_MAX_TEXT_CHARS = 2000
# Two questions ask the same if they share this much of the content words of both.
_MIN_SHARED = 0.5
# A question of which the site knows more than this may be on its topic.
_MAX_KNOWN = 0.75
# For each question that the site answers, this many of either kind that it does not. With the
# variants of `paraphrases`, these come nearest to people's questions (bench/confidence.py).
_REMOVED_WEIGHT = 0.15
_OFF_TOPIC_WEIGHT = 0.15
# Standard deviation of the offset over the collections: how far sites are from the shipped weights.
_PRIOR_SD = 1.2
_ITERATIONS = 50
_RIGHT_SHARE = 0.9
_MAX_OFF_TOPIC_ANSWERED = 0.1
_MAX_LOST = 0.01
# People's questions score lower than made ones, and the lowest of a few hundred varies.
_PEOPLES_SCORE = 0.7

Retrieve = Callable[[str, int], Retrieval]
Weight = Callable[[Set[str]], float]


@dataclass(frozen=True)
class _Source:
    """A passage from which questions are made."""

    passage: Passage
    document: Document

    @property
    def language(self) -> str:
        return self.document.language

    @cached_property
    def statement(self) -> Statement:
        return Statement(self.passage, self.document)

    @cached_property
    def seed(self) -> str:
        # Not the id: that changes with the address of the site.
        return fingerprint(self.passage.question, self.passage.text)

    @cached_property
    def words(self) -> list[str]:
        """The content words of the question, or of the heading and one sentence below it."""
        if self.passage.question:
            return content_words(self.passage.question, self.language)
        lines = [sentence.text for sentence in sentences(self.passage.text[:_MAX_TEXT_CHARS])]
        text = " ".join((*self.passage.heading_path[-1:], *shuffled(lines, self.seed)[:1]))
        return sample(content_words(text, self.language), _WORDS_OF_TEXT, self.seed)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(term(word, self.language) for word in self.words)

    def is_answered_by(self, hit: Hit, weight: Weight) -> bool:
        """Return whether a hit is the right passage, or says or asks the same."""
        if self.statement.is_duplicate_of(Statement(hit.passage, hit.document)):
            return True
        if not (self.passage.question and hit.passage.question):
            return False
        words = content_words(hit.passage.question, self.language)
        hit_terms = {term(word, self.language) for word in words}
        return weight(self.terms & hit_terms) >= _MIN_SHARED * weight(self.terms | hit_terms)


class _Trial(NamedTuple):
    """The outcome of one made question: whether the right passage is first, or shown at all."""

    signals: Signals
    weight: float
    is_own: bool = False
    is_off_topic: bool = False
    is_right: bool = False
    is_shown: bool = False


def calibrate(
    documents: Iterable[Document], languages: Sequence[str], retrieve: Retrieve
) -> Calibration:
    """Return the calibration of the index of these documents, which `retrieve` searches.

    `retrieve` takes a question and a number of hits. The same index always gives the same
    calibration; one with too few passages gets the shipped values and no reliability.
    """
    passages = [(passage, document) for document in documents for passage in document.passages]
    sources = _sources(passages)
    if len(sources) < _MIN_SOURCES:
        return Calibration()
    trials = [*_try_variants(sources, retrieve), *_try_off_topic(languages, retrieve)]
    question_share = sum(bool(passage.question) for passage, _ in passages) / len(passages)
    return _fit(trials, question_share)


def _sources(passages: Iterable[tuple[Passage, Document]]) -> list[_Source]:
    """Return a sample of the passages; those without a question only where few have one."""
    sources: list[_Source] = []
    for has_question in (True, False):
        group = (_Source(*pair) for pair in passages if bool(pair[0].question) == has_question)
        # Twice as many as needed, because some have no content words.
        # The smallest fingerprints are a sample that stays the same while the passages do.
        candidates = nsmallest(2 * _MAX_SOURCES, group, key=lambda source: source.seed)
        sources += [source for source in candidates if source.words]
    return sources[:_MAX_SOURCES]


def _try_variants(sources: Sequence[_Source], retrieve: Retrieve) -> Iterator[_Trial]:
    """Yield two trials for each variant of each question: as it is, and without right passages."""
    count = min(_MAX_VARIANTS_EACH, _MAX_VARIANTS // len(sources))
    weight = _term_weights(sources)
    for number, source in enumerate(sources):
        # From the next one on, so that not all borrow from the same few.
        borrowed = _borrowed_words(source, [*sources[number + 1 :], *sources[:number]])
        for variant in query_variants(source.words, borrowed, source.language, count):
            try:
                retrieval = retrieve(variant, _DEPTH)
            except QuestionError:  # these words are all function words of another language
                continue
            right = [source.is_answered_by(hit, weight) for hit in retrieval.ranking.hits]
            yield _Trial(
                retrieval.signals,
                1.0,
                is_own=True,
                is_right=right[:1] == [True],
                is_shown=any(right[:_SHOWN_COUNT]),
            )
            hits = zip(retrieval.ranking.hits, right, strict=True)
            wrong = [hit.score for hit, is_right in hits if not is_right]
            word_count = retrieval.search_query.word_count
            yield _Trial(read_signals(wrong, word_count, retrieval.ranking.rarity), _REMOVED_WEIGHT)


def _term_weights(sources: Sequence[_Source]) -> Weight:
    """Return a function that weighs terms: the fewer questions have one, the more it weighs."""
    question_counts = Counter(term for source in sources for term in source.terms)

    def weight(terms: Set[str]) -> float:
        return sum(log(1 + len(sources) / max(1, question_counts[term])) for term in terms)

    return weight


def _borrowed_words(source: _Source, others: Iterable[_Source]) -> list[str]:
    """Return one word from each of some other questions in the same language."""
    lenders = [one for one in others if one.language == source.language][:_LENDER_COUNT]
    return [shuffled(one.words, source.seed)[0] for one in lenders]


def _try_off_topic(languages: Iterable[str], retrieve: Retrieve) -> Iterator[_Trial]:
    for language in languages:
        for question in LANGUAGES.language(language).off_topic_questions:
            try:
                retrieval = retrieve(question, 0)
            except QuestionError:
                continue
            if retrieval.ranking.rarity.known <= _MAX_KNOWN:
                yield _Trial(retrieval.signals, _OFF_TOPIC_WEIGHT, is_off_topic=True)


def _fit(trials: Sequence[_Trial], question_share: float) -> Calibration:
    # Without a hit nothing is shown, whatever the thresholds.
    scored = [trial for trial in trials if trial.signals.score]
    if not any(trial.is_own for trial in scored):
        return Calibration()
    odds = np.array([log_odds(trial.signals) for trial in scored])
    right = np.array([trial.is_right for trial in scored], np.float64)
    weights = np.array([trial.weight for trial in scored])
    is_own = np.array([trial.is_own for trial in scored])
    offset = _fit_offset(odds, right, weights)
    probabilities = 1 / (1 + np.exp(-odds - offset))
    off_topic = probabilities[[trial.is_off_topic for trial in scored]]
    min_confidence = max(_precise_confidence(probabilities, weights), _off_topic_limit(off_topic))
    # A word in a question weighs more the more passages have a question: see `question_weight`.
    min_normalised_score = _lowest_score(trials) / (1 + question_share)
    answered = probabilities >= min_confidence
    own_count = sum(trial.is_own for trial in trials)
    reliability = Reliability(
        own_count,
        float(np.average(right[answered], weights=weights[answered])) if answered.any() else None,
        float((answered & is_own).sum() / own_count),
    )
    return Calibration(offset, min_confidence, min_normalised_score, reliability)


def _fit_offset(odds: Array, right: Array, weights: Array) -> float:
    """Return the most likely offset of the log odds, drawn to 0 where there is little evidence."""
    offset = 0.0
    for _ in range(_ITERATIONS):
        probabilities = 1 / (1 + np.exp(-odds - offset))
        # The second term is the prior: normally distributed around 0, the shipped offset.
        slope = (weights * (right - probabilities)).sum() - offset / _PRIOR_SD**2
        curvature = (weights * probabilities * (1 - probabilities)).sum() + 1 / _PRIOR_SD**2
        # Far from the optimum, a full Newton step overshoots.
        offset += float(np.clip(slope / curvature, -1.0, 1.0))
    return offset


def _precise_confidence(probabilities: Array, weights: Array) -> float:
    """Return the lowest confidence above which enough of the direct answers should be right."""
    # Stable, so that equal probabilities give the same threshold on every machine.
    order = np.argsort(-probabilities, kind="stable")
    shares = np.cumsum((probabilities * weights)[order]) / np.cumsum(weights[order])
    enough = np.flatnonzero(shares >= _RIGHT_SHARE)
    return float(probabilities[order][enough[-1]]) if len(enough) else _RIGHT_SHARE


def _off_topic_limit(probabilities: Array) -> float:
    """Return the confidence that few off-topic questions exceed."""
    share = 1 - _MAX_OFF_TOPIC_ANSWERED
    return float(np.quantile(probabilities, share)) if len(probabilities) else 0.0


def _lowest_score(trials: Iterable[_Trial]) -> float:
    """Return the normalised score that nearly all questions with a right hit exceed."""
    scores = sorted(trial.signals.normalised_score for trial in trials if trial.is_shown)
    return _PEOPLES_SCORE * scores[int(len(scores) * _MAX_LOST)] if scores else 0.0
