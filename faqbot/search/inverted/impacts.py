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
# Bounds memory: each array of floats on the way has 4 MB.
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
        self._languages = languages
        self._postings = postings
        self._starts = starts
        self._functional = functional
        self._weights = weights
        self._first_pair = int(np.searchsorted(postings.keys, np.uint64(FIRST_PAIR_HASH)))
        self._of_row = lengths[:, 0].astype(np.intp)
        all_lengths, question_lengths, pair_lengths, is_heading, own_lengths = lengths[:, 1:].T
        every_row = np.ones(len(lengths), np.bool_)
        has_question = question_lengths > 0
        self._all_norms = self._norms(all_lengths, every_row)
        self._pair_norms = self._norms(pair_lengths, every_row)
        self._question_norms = self._norms(question_lengths, has_question)
        self._own_norms = self._norms(own_lengths, own_lengths > 0)
        self._has_aliases = bool((question_lengths != own_lengths).any())
        totals, with_question = self._row_counts(every_row), self._row_counts(has_question)
        # Headings have the lengths of questions, but are none.
        share = (with_question - self._row_counts(is_heading > 0)) / totals
        self._question_weights = np.where(
            is_heading, weights.heading, question_weight(share, weights)[self._of_row]
        )
        self._all_factors = np.ones(len(postings.keys))
        self._question_factors = np.ones(len(postings.keys))
        self._idf = self._weigh_keys(totals, with_question)

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
        # No chunk has both terms and pairs: their formulas differ.
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

    def _row_counts(self, is_counted: Array) -> Array:
        """Return, for each language, how many rows are counted."""
        counts = np.bincount(self._of_row[is_counted], minlength=len(self._languages))
        return counts.astype(np.float64)

    def _norms(self, lengths: Array, is_counted: Array) -> Array:
        """Return the length norm of each row; the mean is over the rows that are counted."""
        sums = np.bincount(self._of_row, weights=lengths, minlength=len(self._languages))
        means = sums / np.maximum(self._row_counts(is_counted), 1)
        # Where nothing is counted, any mean will do: no score depends on it.
        means[means == 0] = 1
        return length_norms(lengths, means[self._of_row])

    def _weigh_keys(self, totals: Array, with_question: Array) -> Array:
        """Return the weighted idf of each key; set what function words count in texts."""
        postings, weights = self._postings, self._weights
        frequencies = postings.counts.astype(np.float64)
        is_content = np.ones(len(frequencies), np.bool_)
        is_content[self._first_pair :] = False
        for number, language in enumerate(self._languages):
            terms = self._functional(language)
            for term, place in self._known(language, terms.common):
                is_content[place] = False
                self._all_factors[place] = weights.function_words
                self._question_factors[place] = (
                    weights.asking_words if term in terms.asking else weights.function_words
                )
                # A function word is as rare as in questions at most: running text avoids some.
                if with_question[number]:
                    share = totals[number] / with_question[number]
                    in_all = share * self._question_frequency(place)
                    frequencies[place] = max(frequencies[place], in_all)
            for _, place in self._known(language, terms.framing):
                self._all_factors[place] *= _FRAMING_FACTOR
                self._question_factors[place] *= _FRAMING_FACTOR
        # A key belongs to one language, that of any of its passages.
        rarity = idf(frequencies, totals[self._of_row[postings.rows[self._starts[:-1]]]])
        rarity[self._first_pair :] *= weights.pairs
        rarity[is_content] = np.maximum(rarity[is_content], _MIN_IDF)
        return rarity

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
