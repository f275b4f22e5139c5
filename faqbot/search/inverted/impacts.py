"""Impacts: what each term and pair adds to the score of each passage.

Every score is a sum of impacts, so all that BM25 needs is worked out here, once:

    impact of a term = idf * (a * sat(tf, length) + q * weight * asked)
    asked            = sat(tf in question, its length), or the same of all its wordings together
                       if that is more: other wordings must not make a question count less
    impact of a pair = pairs * idf * sat(tf, length in pairs)

`idf` and `sat`, the saturation, are those of `bm25`.

All counts are those of one language. A question weighs `question` (1), and up to three times that
by the square of the share of passages that have one: where all have, it says best what they are
about; among running text, that would lift each of the few that have one over better passages that
have none. The heading right above running text counts as its question, but weighs `heading` (0.4)
only. Pairs weigh `pairs` (0.2).

Function words count half (a = q = `function_words`): prose avoids "do" and "my", which makes them
look rare. Those that ask count more in questions (q = `asking_words`, 1.5): "how" and "when" tell
what kind of answer it is. Words that only frame a question ("I need to know") count half too.
Any other word has an idf of at least 1: what the whole site is about still tells "what does a
school cost" from "what does membership cost".

Impacts are rounded to multiples of a unit, the finest with which the largest fits into the bits
that it has, and at least that: sums of whole numbers do not depend on the order in which they are
added.
Source: Crane, Trotman and O'Keefe, Maintaining Discriminatory Power in Quantized Indexes, 2013,
where 8 bits rank nearly as well as floats; 100,000 passages leave 15.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np

from faqbot.core.records import Weights
from faqbot.search.arrays.mapped import Array
from faqbot.search.inverted.bm25 import MAX_SATURATION, idf, length_norms, saturation
from faqbot.search.inverted.count import Postings, asked_times
from faqbot.search.inverted.keys import FIRST_PAIR_HASH, term_hash
from faqbot.search.query.function_words import FunctionTerms

_QUESTION_SHARE_WEIGHT = 2.0
_LEAST_IDF = 1.0
_FRAMING_FACTOR = 0.5
_CHUNK_POSTINGS = 1 << 19


def question_weight(share: Array, weights: Weights) -> Array:
    """Return what a question weighs where this share of the passages has one."""
    weight: Array = weights.question * (1 + _QUESTION_SHARE_WEIGHT * share**2)
    return weight


class Impacts:
    """Works out impacts: rarity by key, lengths by row, both within a language."""

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
        asked = np.bincount(self._of_row[lengths[:, 2] > 0], minlength=size).astype(np.float64)
        self._norm_all = self._norms(lengths[:, 1], totals)
        owned = np.bincount(self._of_row[lengths[:, 5] > 0], minlength=size).astype(np.float64)
        self._norm_asked = self._norms(lengths[:, 2], asked)
        self._norm_own = self._norms(lengths[:, 5], owned)
        self._has_aliases = bool((lengths[:, 2] != lengths[:, 5]).any())
        self._norm_pairs = self._norms(lengths[:, 3], totals)
        is_heading = lengths[:, 4] > 0
        questions = asked - np.bincount(self._of_row[is_heading], minlength=size)
        asked_weights = question_weight(questions / totals, weights)[self._of_row]
        self._question_weights = np.where(is_heading, weights.heading, asked_weights)
        with_key = postings.counts.astype(np.float64)
        self._all_factors = np.ones(len(with_key))
        self._question_factors = np.ones(len(with_key))
        telling = np.ones(len(with_key), np.bool_)
        for number, language in enumerate(languages):
            terms = functional(language)
            for term, place in self._known(language, terms.common):
                telling[place] = False
                self._all_factors[place] = weights.function_words
                is_asking = term in terms.asking
                self._question_factors[place] = (
                    weights.asking_words if is_asking else weights.function_words
                )
                if asked[number]:
                    share = totals[number] / asked[number]
                    with_key[place] = max(with_key[place], share * self._asked_count(place))
            for _, place in self._known(language, terms.framing):
                self._all_factors[place] *= _FRAMING_FACTOR
                self._question_factors[place] *= _FRAMING_FACTOR
        total = totals[self._of_row[postings.rows[starts[:-1]]]]
        self._idf = idf(with_key, total)
        self._first_pair = int(np.searchsorted(postings.keys, np.uint64(FIRST_PAIR_HASH)))
        self._idf[self._first_pair :] *= weights.pairs
        telling[self._first_pair :] = False
        self._idf[telling] = np.maximum(self._idf[telling], _LEAST_IDF)

    @property
    def most(self) -> float:
        """Return what no impact exceeds, above 0."""
        asked = self._question_weights.max(initial=0)
        factors = self._all_factors + self._question_factors * asked
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
            gain = self._pair_gain(part) if low >= self._first_pair else self._term_gain(low, high)
            gain *= np.repeat(self._idf[low:high], self._postings.counts[low:high])
            impacts[part] = np.maximum(np.rint(gain / unit), 1)
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

    def _asked_count(self, place: int) -> int:
        """Return the number of questions that have the term at this place."""
        part = slice(self._starts[place], self._starts[place + 1])
        return int(np.count_nonzero(self._postings.tf_question[part]))

    def _term_gain(self, low: int, high: int) -> Array:
        part = slice(self._starts[low], self._starts[high])
        counts = self._postings.counts[low:high]
        rows, asked = self._postings.rows[part], self._postings.tf_question[part]
        gain = saturation(self._postings.tf_all[part], self._norm_all[rows])
        gain *= np.repeat(self._all_factors[low:high], counts)
        within = np.flatnonzero(asked)
        rows = rows[within]
        weights = self._question_weights[rows]
        weights *= np.repeat(self._question_factors[low:high], counts)[within]
        times, own_times = asked_times(asked[within])
        asked_gain = saturation(times, self._norm_asked[rows])
        if self._has_aliases:
            own_gain = saturation(own_times, self._norm_own[rows])
            asked_gain = np.maximum(asked_gain, own_gain)
        gain[within] += weights * asked_gain
        return gain

    def _pair_gain(self, part: slice) -> Array:
        return saturation(self._postings.tf_all[part], self._norm_pairs[self._postings.rows[part]])
