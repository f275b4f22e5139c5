"""What a site's own questions teach about how far its answers can be trusted.

The index that was just built is asked questions made from its own, the answers of which are known;
the same with the right passages left out, so that whatever comes first is wrong; and everyday
questions that no organisation's site answers. From these come the offset of the confidence (Platt
scaling with the shipped slope, which fits people's questions better than a slope learnt from made
ones); the confidence from which an answer is shown as such, so that enough of them should be right
and few everyday questions get one; and the reach below which nothing is shown.
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
from faqbot.core.records import Document, Hit, Passage, Reliability
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.sentences import sentences
from faqbot.core.text.words import term
from faqbot.search.confidence.paraphrases import (
    by_chance,
    content_words,
    off_topic_questions,
    wordings,
)
from faqbot.search.confidence.signals import Calibration, Signals, evidence, read_signals
from faqbot.search.inverted.packed_postings import Array
from faqbot.search.pipeline import Found
from faqbot.search.results.grouping import Said

_MOST_SOURCES = 120
_FEWEST_SOURCES = 10
_WORDINGS = 240
_MOST_WORDINGS_EACH = 8
# Other questions that lend their words to one.
_LENDERS = 10
_HITS = 8
_SHOWN = 5
# Words of a heading and a sentence that make a question.
_WORDS_OF_TEXT = 6
_LONGEST_TEXT = 2000
# Two questions ask the same if they share so much of the telling words that either has.
_ALIKE = 0.5
# What the site knows more of than this may be on its topic.
_MOST_KNOWN = 0.75
# Beside one question that the site answers, so many that it does not, of either kind. With the
# wordings of `paraphrase`, this comes nearest to people's questions (bench/confidence.py).
_LEFT_OUT_WEIGHT = 0.15
_OFF_TOPIC_WEIGHT = 0.15
# How far sites are from the shipped start: the standard deviation over the collections.
_PRIOR_SD = 1.2
_ROUNDS = 50
_RIGHT_SHARE = 0.9
_ANSWERED_OFF_TOPIC = 0.1
_LOST_SHARE = 0.01
# People's questions reach less far than made ones, and the least of a few hundred varies.
_REACH_SHARE = 0.7

Find = Callable[[str, int], Found]
Weight = Callable[[Set[str]], float]


@dataclass(frozen=True)
class _Source:
    """A passage and the telling words of a question that it answers."""

    passage: Passage
    document: Document
    telling: list[str]

    @property
    def language(self) -> str:
        return self.document.language

    @cached_property
    def said(self) -> Said:
        return Said(self.passage, self.document)

    @cached_property
    def seed(self) -> str:
        """Return what chance goes by: ids would change with the address of the site."""
        return _seed(self.passage)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(term(word, self.language) for word in self.telling)

    def is_answered_by(self, hit: Hit, weight: Weight) -> bool:
        """Return whether a hit is the right passage, or says or asks the same."""
        if self.said.is_like(Said(hit.passage, hit.document)):
            return True
        if not (self.passage.question and hit.passage.question):
            return False
        words = content_words(hit.passage.question, self.language)
        asked = {term(word, self.language) for word in words}
        shared, either = (weight(self.terms & asked), weight(self.terms | asked))
        return shared >= _ALIKE * either


class _Asked(NamedTuple):
    """One made question and what came: the right passage first, or among those shown."""

    signals: Signals
    weight: float
    is_own: bool = False
    is_off_topic: bool = False
    is_right: bool = False
    is_shown: bool = False


def calibrate(documents: Iterable[Document], languages: Sequence[str], find: Find) -> Calibration:
    """Return the calibration of the index that `find` asks, which holds these documents.

    `find` takes a question and the number of hits wanted. The same index always gives the same;
    one with too few passages gives the shipped values, with nothing measured.
    """
    passages = [(passage, one) for one in documents for passage in one.passages]
    sources = _sources(passages)
    if len(sources) < _FEWEST_SOURCES:
        return Calibration()
    asked = [*_ask_own(sources, find), *_ask_off_topic(languages, find)]
    question_share = sum(bool(passage.question) for passage, _ in passages) / len(passages)
    return _fitted(asked, question_share)


def _sources(passages: Sequence[tuple[Passage, Document]]) -> list[_Source]:
    """Return a sample of the passages; those without a question where few have one."""
    asked = [one for one in passages if one[0].question]
    silent = [one for one in passages if not one[0].question]
    found: list[_Source] = []
    for group in (asked, silent):
        # Twice as many, for some have no telling words.
        chosen = nsmallest(2 * _MOST_SOURCES, group, key=lambda one: _seed(one[0]))
        sources = (_Source(one, owner, _telling(one, owner.language)) for one, owner in chosen)
        found += [source for source in sources if source.telling]
    return found[:_MOST_SOURCES]


def _seed(passage: Passage) -> str:
    return fingerprint(passage.question, passage.text)


def _telling(passage: Passage, language: str) -> list[str]:
    """Return the telling words of a question, or of a heading and one sentence below it."""
    if passage.question:
        return content_words(passage.question, language)
    seed = _seed(passage)
    told = [one.text for one in sentences(passage.text[:_LONGEST_TEXT])]
    text = " ".join((*passage.heading_path[-1:], *by_chance(told, seed)[:1]))
    telling = content_words(text, language)
    chosen = set(by_chance(telling, seed)[:_WORDS_OF_TEXT])
    return [word for word in telling if word in chosen]


def _ask_own(sources: Sequence[_Source], find: Find) -> Iterator[_Asked]:
    """Yield what came for other wordings of each question, and without the right passages."""
    count = min(_MOST_WORDINGS_EACH, _WORDINGS // len(sources))
    weight = _weight(sources)
    for number, source in enumerate(sources):
        lent = _lent_words(source, [*sources[number + 1 :], *sources[:number]])
        for wording in wordings(source.telling, lent, source.language, count):
            try:
                found = find(wording, _HITS)
            except QuestionError:  # the words that were chosen are common in another language
                continue
            right = [source.is_answered_by(hit, weight) for hit in found.hits]
            yield _Asked(
                found.signals,
                1.0,
                is_own=True,
                is_right=right[:1] == [True],
                is_shown=any(right[:_SHOWN]),
            )
            wrong = [hit.score for hit, fits in zip(found.hits, right, strict=True) if not fits]
            left = read_signals(wrong, found.asked.word_count, found.rarity)
            yield _Asked(left, _LEFT_OUT_WEIGHT)


def _weight(sources: Sequence[_Source]) -> Weight:
    """Return what weighs terms: those of few questions tell these apart, and weigh more."""
    holders = Counter(found for source in sources for found in source.terms)

    def weight(found: Set[str]) -> float:
        return sum(log(1 + len(sources) / max(1, holders[one])) for one in found)

    return weight


def _lent_words(source: _Source, others: Iterable[_Source]) -> list[str]:
    """Return one word from each of some other questions in the same language."""
    lenders = [one for one in others if one.language == source.language][:_LENDERS]
    return [by_chance(one.telling, source.seed)[0] for one in lenders]


def _ask_off_topic(languages: Iterable[str], find: Find) -> Iterator[_Asked]:
    for language in languages:
        for question in off_topic_questions(language):
            try:
                found = find(question, 0)
            except QuestionError:
                continue
            if found.rarity.known <= _MOST_KNOWN:
                yield _Asked(found.signals, _OFF_TOPIC_WEIGHT, is_off_topic=True)


def _fitted(asked: Sequence[_Asked], question_share: float) -> Calibration:
    found = [one for one in asked if one.signals.score]
    if not any(one.is_own for one in found):
        return Calibration()
    odds = np.array([evidence(one.signals) for one in found])
    right = np.array([one.is_right for one in found], np.float64)
    weights = np.array([one.weight for one in found])
    offset = _offset(odds, right, weights)
    chances = 1 / (1 + np.exp(-odds - offset))
    everyday = chances[[one.is_off_topic for one in found]]
    least = max(_least_confidence(chances, weights), _most_confident(everyday))
    # A word in a question is worth as much more as questions are common: `question_weight`.
    reach = _least_reach(asked) / (1 + question_share)
    answered = chances >= least
    is_own = np.array([one.is_own for one in found])
    own_count = sum(one.is_own for one in asked)
    reliability = Reliability(
        own_count,
        float(np.average(right[answered], weights=weights[answered])) if answered.any() else None,
        float((answered & is_own).sum() / own_count),
    )
    return Calibration(offset, least, reach, reliability)


def _offset(odds: Array, right: Array, weights: Array) -> float:
    """Return what makes the odds fit best, drawn to 0 where the questions tell little."""
    offset = 0.0
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-odds - offset))
        slope = (weights * (right - chances)).sum() - offset / _PRIOR_SD**2
        bend = (weights * chances * (1 - chances)).sum() + 1 / _PRIOR_SD**2
        # Far from the best, Newton's step leads astray.
        offset += float(np.clip(slope / bend, -1.0, 1.0))
    return offset


def _least_confidence(chances: Array, weights: Array) -> float:
    """Return the least confidence from which, of the answers given, enough should be right."""
    order = np.argsort(-chances, kind="stable")
    shares = np.cumsum((chances * weights)[order]) / np.cumsum(weights[order])
    enough = np.flatnonzero(shares >= _RIGHT_SHARE)
    return float(chances[order][enough[-1]]) if len(enough) else _RIGHT_SHARE


def _most_confident(everyday: Array) -> float:
    """Return the confidence that few everyday questions exceed: those should not be answered."""
    return float(np.quantile(everyday, 1 - _ANSWERED_OFF_TOPIC)) if len(everyday) else 0.0


def _least_reach(asked: Iterable[_Asked]) -> float:
    """Return the reach that hardly any question falls below whose answer is among those shown."""
    reaches = sorted(one.signals.reach for one in asked if one.is_shown)
    return _REACH_SHARE * reaches[int(len(reaches) * _LOST_SHARE)] if reaches else 0.0
