"""How likely the first passage is the answer, and whether to show anything at all.

A score alone cannot tell: it grows with the length of the question. What separates right answers
from wrong ones is the margin by which the first passage leads the second, its score, and the
number of words. What exposes a question beyond the site is the normalised score: the score as a
share of what all words of the question together would be worth.
Weights: logistic regression on the five development collections, each with its own intercept, as
calibration will find one for each site; bench/confidence.py fits them again, one collection left
out at a time.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import compress
from math import exp, log, log1p
from pathlib import Path
from typing import Any, NamedTuple

from faqbot.core.errors import BuildError
from faqbot.core.files import replace_file
from faqbot.core.records import Level, Reliability
from faqbot.search.inverted.bm25 import idf

_MARGIN, _SCORE, _WORDS, _INTERCEPT = 1.234, 2.414, -1.64, -2.7
# A query that has most of one question of the site, and nothing else, means that question, whatever
# else scores alike: 45 of 46 such queries on the collections were right (bench/confidence.py).
_MIN_COVERAGE, _COVERED_CONFIDENCE = 0.5, 0.95
# Added to the margin, which is 0 for two equal scores and then has no logarithm.
_MARGIN_SMOOTHING = 0.05
_VERSION = 1
_FILE = "calibration.json"
_MAX_OFFSET, _MAX_NORMALISED_SCORE = 20.0, 100.0


class Rarity(NamedTuple):
    """How rare the terms of a question are, and how much of its content the site knows.

    `total` is the sum of their idf, highest for terms that the site lacks. `known` is the share of
    that sum that the terms on the site have, function words aside.
    """

    total: float
    known: float


@dataclass(frozen=True)
class Signals:
    """What confidence is computed from; without a hit the score is 0.

    `margin` is the difference of the first two scores as a share of the first, 0 to 1;
    `word_count` counts the different content words of the question; `coverage` is the share of the
    first passage's own question that was asked, 0 if anything else was asked too.
    """

    score: float
    margin: float
    word_count: int
    normalised_score: float
    coverage: float = 0.0


@dataclass(frozen=True)
class Calibration:
    """What a site's own questions taught: an offset to the log odds, and the thresholds."""

    offset: float = 0.0
    min_confidence: float = 0.5
    min_normalised_score: float = 0.3
    reliability: Reliability = field(default_factory=Reliability)


def weigh(frequencies: Sequence[int], is_content: Sequence[bool], passage_count: int) -> Rarity:
    """Return the rarity of terms from the number of passages that have each of them.

    `is_content` says which terms are not function words; if none is, all count.
    """
    rarities = idf(frequencies, passage_count).tolist()
    counted = is_content if any(is_content) else [True] * len(is_content)
    content = sum(compress(rarities, counted))
    terms = zip(rarities, frequencies, counted, strict=True)
    known = sum(rarity for rarity, count, counts in terms if counts and count)
    return Rarity(sum(rarities), known / content if content else 0.0)


def coverage(query: Mapping[str, float], question: Mapping[str, float]) -> float:
    """Return the share of a question's term weights that the query has; 0 if it has other terms."""
    if not query or not query.keys() <= question.keys():
        return 0.0
    return sum(query.values()) / sum(question.values())


def read_signals(
    scores: Sequence[float], word_count: int, rarity: Rarity, coverage: float = 0.0
) -> Signals:
    """Return the signals of a ranking from its scores, best first."""
    if not scores or scores[0] <= 0:
        return Signals(0.0, 0.0, word_count, 0.0)
    first, second = scores[0], scores[1] if len(scores) > 1 else 0.0
    # If the site knows no content word of the question, only function words have matched.
    normalised_score = first / rarity.total if rarity.known and rarity.total else 0.0
    return Signals(first, (first - second) / first, word_count, normalised_score, coverage)


def read_features(signals: Signals) -> tuple[float, float, float]:
    """Return what the weights multiply: logarithms of margin, score and word count."""
    return log(signals.margin + _MARGIN_SMOOTHING), log1p(signals.score), log1p(signals.word_count)


def log_odds(signals: Signals) -> float:
    """Return the log odds that the first passage answers, before calibration."""
    margin, score, words = read_features(signals)
    return _INTERCEPT + _MARGIN * margin + _SCORE * score + _WORDS * words


def confidence(signals: Signals, calibration: Calibration) -> float:
    """Return the probability that the first passage answers, 0 if there is none.

    >>> far, near = Signals(30, 0.6, 4, 1.5), Signals(8, 0.0, 3, 0.8)
    >>> round(confidence(far, Calibration()), 2), round(confidence(near, Calibration()), 2)
    (0.92, 0.03)
    """
    if not signals.score:
        return 0.0
    probability = 1 / (1 + exp(-log_odds(signals) - calibration.offset))
    is_covered = signals.coverage > _MIN_COVERAGE
    return max(probability, _COVERED_CONFIDENCE) if is_covered else probability


def level(signals: Signals, calibration: Calibration, min_confidence: float = 0.0) -> Level:
    """Return how to show the best passages; `min_confidence` 0 takes the calibrated threshold."""
    if not signals.score or signals.normalised_score < calibration.min_normalised_score:
        return "none"
    # The site's own questions get their answers, however high the threshold was calibrated.
    threshold = min_confidence or min(calibration.min_confidence, _COVERED_CONFIDENCE)
    return "answer" if confidence(signals, calibration) >= threshold else "closest"


def write_calibration(folder: Path, calibration: Calibration) -> None:
    """Write the calibration beside the index files that it was measured on."""
    # The names in the file are those of its first version, so that older builds still open.
    content = {
        "version": _VERSION,
        "offset": calibration.offset,
        "least_confidence": calibration.min_confidence,
        "least_reach": calibration.min_normalised_score,
        "reliability": asdict(calibration.reliability),
    }
    replace_file(folder / _FILE, json.dumps(content, indent=1).encode())


def read_calibration(folder: Path) -> Calibration:
    """Return the calibration in a folder, or the shipped values if it has none yet.

    Raises BuildError if it is damaged.
    """
    path = folder / _FILE
    try:
        return _parse_calibration(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Calibration()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BuildError(f"{path}: damaged ({error}); run `faqbot index`") from error


def _parse_calibration(
    *,
    version: int,
    offset: float,
    least_confidence: float,
    least_reach: float,
    reliability: dict[str, Any],
) -> Calibration:
    if version != _VERSION:
        raise ValueError("made by another version of faqbot")
    if not (
        -_MAX_OFFSET <= offset <= _MAX_OFFSET
        and 0 <= least_confidence <= 1
        and 0 <= least_reach <= _MAX_NORMALISED_SCORE
    ):
        raise ValueError("a value is out of range")
    return Calibration(offset, least_confidence, least_reach, Reliability(**reliability))
