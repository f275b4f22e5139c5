"""The sentence of a passage that answers best."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from math import fsum

from faqbot.core.text.sentences import sentences


def best_sentence(text: str, highlights: Iterable[tuple[int, str]]) -> tuple[int, int]:
    """Return the span of the sentence with the most highlighted terms, the first of equals.

    `highlights` are pairs of a place in the text and the term there. A term counts for less the
    more sentences have it. Leave out the terms of the question or heading above: every sentence is
    about them, so they do not tell which one answers.
    """
    spans = list(sentences(text))
    if not spans:
        return 0, 0
    starts = [span.start for span in spans]
    terms: list[set[str]] = [set() for _ in spans]
    for start, term in highlights:
        # No sentence ends within a word, so the start decides.
        terms[bisect_right(starts, start) - 1].add(term)
    sentence_counts = Counter(term for sentence_terms in terms for term in sentence_terms)
    # fsum: equal terms give equal sums whatever the order of the set.
    scores = [fsum(1 / sentence_counts[term] for term in each) for each in terms]
    best = spans[scores.index(max(scores))]
    return best.start, best.end
