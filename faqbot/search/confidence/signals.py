"""How sure it is that the first passage is the answer, and whether to show anything at all.

A score by itself can't tell: it grows with the length of the question. What tells a right answer
from a wrong one is how far the first passage leads the second, how high it scores, and how many
words were asked for. What tells a question that the site knows nothing of is its reach: the score
as a share of what all its words together would be worth.
Weights: logistic regression on the five development collections with a start of its own for each,
which is what calibration finds; bench/confidence.py fits them again, each collection left out.
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

_LEAD, _SCORE, _WORDS, _START = 1.234, 2.414, -1.64, -2.7
# Who asks most of a question of the site, and nothing else, means that one, whatever else scores
# alike: of 46 such questions of the collections 45 were right (bench/confidence.py).
_MOST_OF_IT, _ONE_OF_ITS_OWN = 0.5, 0.95
# The lead of two passages that score alike, so that it has a logarithm.
_LEAST_LEAD = 0.05
_VERSION = 1
_FILE = "calibration.json"
_MOST_OFFSET, _MOST_REACH = 20.0, 100.0


class Rarity(NamedTuple):
    """How rare the terms of a question are in all, and how much of what it is about is known.

    `total` is the sum of their idf; terms that the site does not know are the rarest. `known` is
    the share of the sum that known terms have, function words aside.
    """

    total: float
    known: float


@dataclass(frozen=True)
class Signals:
    """What confidence is worked out from; without a hit the score is 0.

    `lead` is the distance from the first score to the second as a share of the first, 0 to 1;
    `word_count` how many different words were asked for, function words aside; `said` the
    share of the first passage's own question that was asked, 0 if anything else was asked too.
    """

    score: float
    lead: float
    word_count: int
    reach: float
    said: float = 0.0


@dataclass(frozen=True)
class Calibration:
    """What one site's own questions taught: added to the evidence, and where the levels begin."""

    offset: float = 0.0
    least_confidence: float = 0.5
    least_reach: float = 0.3
    reliability: Reliability = field(default_factory=Reliability)


def weigh(frequencies: Sequence[int], telling: Sequence[bool], passage_count: int) -> Rarity:
    """Return the rarity of terms from how many of the passages have each of them.

    `telling` says which terms are not function words; of a question that has nothing else, all
    count.
    """
    rarities = [idf(count, passage_count) for count in frequencies]
    is_telling = telling if any(telling) else [True] * len(telling)
    asked = sum(compress(rarities, is_telling))
    terms = zip(rarities, frequencies, is_telling, strict=True)
    known = sum(one for one, count, tells in terms if tells and count)
    return Rarity(sum(rarities), known / asked if asked else 0.0)


def idf(count: int, passage_count: int) -> float:
    """Return how rare a term is that so many of the passages have; Lucene's, as in the impacts."""
    return log(1 + (passage_count - count + 0.5) / (count + 0.5))


def said_share(said: Mapping[str, float], question: Mapping[str, float]) -> float:
    """Return the share of a question, by the weights of its terms, that is said; 0 if more is."""
    if not said or not said.keys() <= question.keys():
        return 0.0
    return sum(said.values()) / sum(question.values())


def read_signals(
    scores: Sequence[float], word_count: int, rarity: Rarity, said: float = 0.0
) -> Signals:
    """Return the signals of the best passages, whose scores come best first."""
    if not scores or scores[0] <= 0:
        return Signals(0.0, 0.0, word_count, 0.0)
    first, second = scores[0], scores[1] if len(scores) > 1 else 0.0
    reach = first / rarity.total if rarity.known and rarity.total else 0.0
    return Signals(first, (first - second) / first, word_count, reach, said)


def read_features(signals: Signals) -> tuple[float, float, float]:
    """Return what the weights are for: logarithms of the lead, the score and the words."""
    return log(signals.lead + _LEAST_LEAD), log1p(signals.score), log1p(signals.word_count)


def evidence(signals: Signals) -> float:
    """Return the log odds that the first passage answers, before any calibration."""
    lead, score, words = read_features(signals)
    return _START + _LEAD * lead + _SCORE * score + _WORDS * words


def confidence(signals: Signals, calibration: Calibration) -> float:
    """Return the probability that the first passage answers, 0 if there is none.

    >>> far, near = Signals(30, 0.6, 4, 1.5), Signals(8, 0.0, 3, 0.8)
    >>> round(confidence(far, Calibration()), 2), round(confidence(near, Calibration()), 2)
    (0.92, 0.03)
    """
    if not signals.score:
        return 0.0
    chance = 1 / (1 + exp(-evidence(signals) - calibration.offset))
    return max(chance, _ONE_OF_ITS_OWN) if signals.said > _MOST_OF_IT else chance


def level(signals: Signals, calibration: Calibration, least_confidence: float = 0.0) -> Level:
    """Return how the best passages are shown; `least_confidence` 0 takes the calibrated one."""
    if not signals.score or signals.reach < calibration.least_reach:
        return "none"
    least = least_confidence or min(calibration.least_confidence, _ONE_OF_ITS_OWN)
    return "answer" if confidence(signals, calibration) >= least else "closest"


def write_calibration(folder: Path, calibration: Calibration) -> None:
    """Keep the calibration with the index files that it was made for."""
    stated = {"version": _VERSION, **asdict(calibration)}
    replace_file(folder / _FILE, json.dumps(stated, indent=1).encode())


def read_calibration(folder: Path) -> Calibration:
    """Return the calibration in a folder, or the shipped values if it has none yet.

    Raises BuildError if it is damaged.
    """
    path = folder / _FILE
    try:
        return _checked(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Calibration()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BuildError(f"{path}: damaged ({error}); run `faqbot index`") from error


def _checked(stated: dict[str, Any]) -> Calibration:
    if stated.pop("version") != _VERSION:
        raise ValueError("made by another version")
    read = Calibration(**{**stated, "reliability": Reliability(**stated["reliability"])})
    limits = (
        (read.offset, -_MOST_OFFSET, _MOST_OFFSET),
        (read.least_confidence, 0, 1),
        (read.least_reach, 0, _MOST_REACH),
    )
    if not all(low <= value <= high for value, low, high in limits):
        raise ValueError("a value is out of range")
    return read
