"""Impacts: what each term and pair adds to the score of each passage.

Every score is a sum of impacts, so all that BM25 needs is worked out here, once:

    impact of a term = idf * (a * sat(tf, length) + q * weight * asked)
    asked            = sat(tf in question, its length), or the same of question and aliases
                       together if that is more: aliases must not make a question count less
    impact of a pair = pairs * idf * sat(tf, length in pairs)

`idf` and `sat`, the saturation, are those of `bm25`.

All counts are within one language. A question weighs `question` (1), and up to three times that
by the square of the share of passages that have one: where all have one, it says best what they are
about; among running text, that would lift the few that have one over better passages without. The
heading right above running text counts as its question, but weighs `heading` (0.4) only. Pairs
weigh `pairs` (0.2).

Function words count half (a = q = `function_words`): prose avoids "do" and "my", which makes them
look rare. Question words count more in questions (q = `asking_words`, 1.5): "how" and "when" say
what kind of answer is wanted. Words that only frame a question ("I need to know") count half too.
Any other word has an idf of at least 1: a word that the whole site is about still separates "what
does a school cost" from "what does membership cost".

Impacts are rounded to multiples of a unit, at least one: the finest with which the largest fits
into its bits. Sums of whole numbers do not depend on the order of summation.
Source: Crane, Trotman and O'Keefe, Maintaining Discriminatory Power in Quantized Indexes, 2013,
where 8 bits rank nearly as well as floats; 100,000 passages leave 15.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np

from faqbot.core.records import Weights
from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.bm25 import MAX_SATURATION, idf, length_norms, saturation
from faqbot.search.inverted.count import Postings, question_times
from faqbot.search.inverted.keys import FIRST_PAIR_HASH, term_hash
from faqbot.search.query.function_words import FunctionTerms

_QUESTION_SHARE_WEIGHT = 2.0
_MIN_IDF = 1.0
_FRAMING_FACTOR = 0.5
_CHUNK_POSTINGS = 1 << 19


def question_weight(share: Array, weights: Weights) -> Array:
    """Return the weight of questions where this share of the passages has one."""
    weight: Array = weights.question * (1 + _QUESTION_SHARE_WEIGHT * share**2)
    return weight


class Impacts:
    """Works out the impacts of all postings, each language by itself.

    `lengths` is that of `PassageCounts`, `starts` says where the postings of each key begin.
    """

    def __init__(
        self,
        languages: Sequence[str],
        lengths: Array,
        postings: Postings,
        starts: Array,
        functional: Callable[[str], FunctionTerms],
        weights: Weights,
    ) -> None:
        self._postings = postings
        self._starts = starts
        self._of_row = lengths[:, 0].astype(np.intp)
        size = len(languages)
        totals = np.bincount(self._of_row, minlength=size).astype(np.float64)
        with_question = np.bincount(self._of_row[lengths[:, 2] > 0], minlength=size).astype(
            np.float64
        )
        self._all_norms = self._norms(lengths[:, 1], totals)
        with_own = np.bincount(self._of_row[lengths[:, 5] > 0], minlength=size).astype(np.float64)
        self._question_norms = self._norms(lengths[:, 2], with_question)
        self._own_norms = self._norms(lengths[:, 5], with_own)
        self._has_aliases = bool((lengths[:, 2] != lengths[:, 5]).any())
        self._pair_norms = self._norms(lengths[:, 3], totals)
        is_heading = lengths[:, 4] > 0
        questions = with_question - np.bincount(self._of_row[is_heading], minlength=size)
        question_weights = question_weight(questions / totals, weights)[self._of_row]
        self._question_weights = np.where(is_heading, weights.heading, question_weights)
        with_key = postings.counts.astype(np.float64)
        self._all_factors = np.ones(len(with_key))
        self._question_factors = np.ones(len(with_key))
        is_content = np.ones(len(with_key), np.bool_)
        for number, language in enumerate(languages):
            terms = functional(language)
            for term, place in self._known(language, terms.common):
                is_content[place] = False
                self._all_factors[place] = weights.function_words
                is_asking = term in terms.asking
                self._question_factors[place] = (
                    weights.asking_words if is_asking else weights.function_words
                )
                # A function word is as rare as in questions at most: running text avoids some.
                if with_question[number]:
                    share = totals[number] / with_question[number]
                    with_key[place] = max(with_key[place], share * self._question_frequency(place))
            for _, place in self._known(language, terms.framing):
                self._all_factors[place] *= _FRAMING_FACTOR
                self._question_factors[place] *= _FRAMING_FACTOR
        total = totals[self._of_row[postings.rows[starts[:-1]]]]
        self._idf = idf(with_key, total)
        self._first_pair = int(np.searchsorted(postings.keys, np.uint64(FIRST_PAIR_HASH)))
        self._idf[self._first_pair :] *= weights.pairs
        is_content[self._first_pair :] = False
        self._idf[is_content] = np.maximum(self._idf[is_content], _MIN_IDF)

    @property
    def max_impact(self) -> float:
        """Return a bound that no impact exceeds, above 0."""
        largest = self._question_weights.max(initial=0)
        factors = self._all_factors + self._question_factors * largest
        return float((self._idf * factors).max(initial=1)) * MAX_SATURATION

    def impacts(self, unit: float) -> Array:
        """Return the impact of each posting in units, at least 1, as uint32."""
        impacts = np.empty(len(self._postings.rows), np.uint32)
        steps = np.arange(0, len(impacts), _CHUNK_POSTINGS)
        bounds = np.unique(
            [*np.searchsorted(self._starts, steps), self._first_pair, len(self._idf)]
        )
        for low, high in pairwise(bounds.tolist()):
            part = slice(self._starts[low], self._starts[high])
            is_pair = low >= self._first_pair
            chunk = self._pair_impacts(part) if is_pair else self._term_impacts(low, high)
            chunk *= np.repeat(self._idf[low:high], self._postings.counts[low:high])
            # An impact of 0 would say that the passage lacks the key.
            impacts[part] = np.maximum(np.rint(chunk / unit), 1)
        return impacts

    def _norms(self, lengths: Array, filled: Array) -> Array:
        """Return, for each row, the part of the divisor of `sat` that depends on its length."""
        sums = np.bincount(self._of_row, weights=lengths, minlength=len(filled))
        means = sums / np.maximum(filled, 1)
        means[means == 0] = 1
        return length_norms(lengths, means[self._of_row])

    def _known(self, language: str, terms: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield those of the terms that the index has, and the places of their keys."""
        keys = self._postings.keys
        for term in terms:
            hash_ = np.uint64(term_hash(language, term))
            place = int(keys.searchsorted(hash_))
            if place < len(keys) and keys[place] == hash_:
                yield term, place

    def _question_frequency(self, place: int) -> int:
        """Return the number of questions that have the term at this place."""
        part = slice(self._starts[place], self._starts[place + 1])
        return int(np.count_nonzero(self._postings.tf_question[part]))

    def _term_impacts(self, low: int, high: int) -> Array:
        part = slice(self._starts[low], self._starts[high])
        counts = self._postings.counts[low:high]
        rows, tf_question = self._postings.rows[part], self._postings.tf_question[part]
        impacts = saturation(self._postings.tf_all[part], self._all_norms[rows])
        impacts *= np.repeat(self._all_factors[low:high], counts)
        within = np.flatnonzero(tf_question)
        rows = rows[within]
        weights = self._question_weights[rows]
        weights *= np.repeat(self._question_factors[low:high], counts)[within]
        times, own_times = question_times(tf_question[within])
        question_impacts = saturation(times, self._question_norms[rows])
        if self._has_aliases:
            own_impacts = saturation(own_times, self._own_norms[rows])
            question_impacts = np.maximum(question_impacts, own_impacts)
        impacts[within] += weights * question_impacts
        return impacts

    def _pair_impacts(self, part: slice) -> Array:
        return saturation(self._postings.tf_all[part], self._pair_norms[self._postings.rows[part]])
