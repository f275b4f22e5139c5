"""BM25: how much a term adds to the score of a passage.

    score of a term = idf * saturation(tf, length)
    saturation      = tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length))
    idf             = log(1 + (N - n + 0.5) / (n + 0.5)); n of N passages have the term

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3; the idf is
Lucene's, which is never negative.
"""

import numpy as np
from numpy.typing import ArrayLike

from faqbot.search.arrays.mapped import Array

# Lucene's defaults.
_K1 = 1.2
_B = 0.75
# What saturation never reaches, however often a term occurs.
MAX_SATURATION = _K1 + 1


def idf(counts: ArrayLike, passage_count: ArrayLike) -> Array:
    """Return the inverse document frequency of terms that `counts` of the passages have."""
    counts = np.asarray(counts, np.float64)
    inverse: Array = np.log(1 + (np.asarray(passage_count) - counts + 0.5) / (counts + 0.5))
    return inverse


def length_norms(lengths: Array, means: ArrayLike) -> Array:
    """Return the part of the divisor of `saturation` that depends on the length of a passage."""
    norms: Array = _K1 * (1 - _B + _B * lengths / np.asarray(means))
    return norms


def saturation(tf: Array, norms: Array) -> Array:
    """Return how much occurrences count, each less than the one before."""
    saturated: Array = tf * MAX_SATURATION / (tf + norms)
    return saturated
