"""How well confidence separates right answers from wrong ones, on five test collections.

    python bench/confidence.py DATA

DATA holds `collections/`; questions of the split "dev" are asked, which calibration never sees.
Prints the area under the ROC curve of "the first passage is right" per collection: of the shipped
weights, of weights fitted on the four other collections (each with its own intercept), and of two
peers: the raw score, and its share of the first five scores. Then the effect of the calibrated
thresholds: the share of direct answers that are right, beside the share that calibration expected;
the share of answerable questions that get one; the share of those with a right hit that get
nothing; and how many off-topic questions get nothing or a direct answer. Fails below the floors.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from faqbot.core.errors import QuestionError
from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.settings import Settings
from faqbot.evaluation.collections import read_collection
from faqbot.evaluation.metrics import auroc
from faqbot.search.builds.folders import build_path, published_id
from faqbot.search.confidence.signals import (
    Calibration,
    Signals,
    confidence,
    level,
    read_features,
)
from faqbot.search.pipeline import Retrieval, retrieve
from faqbot.search.ranked_engine import RankedEngine
from faqbot.services.indexing import publish_documents

NAMES = ("covidfaq", "medliveqa", "covidqap", "hint3_sofmattress", "xquades")
SPLIT = "dev"
SHOWN_COUNT = 5
AUROC_FLOOR = 0.83
RIGHT_FLOOR = 0.88
MAX_LOST = 0.01
# L2 penalty: enough for a fit on few questions.
RIDGE = 1e-2
ITERATIONS = 40

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Observation:
    """A question: its signals and first scores; whether the first hit, or one shown, is right."""

    signals: Signals
    scores: list[float]
    is_right: bool
    is_shown: bool
    is_answerable: bool


@dataclass(frozen=True)
class Site:
    """One collection as a site: its own calibration, people's questions, off-topic questions."""

    calibration: Calibration
    observations: list[Observation]
    off_topic: list[Signals]


def read_site(folder: Path) -> Site:
    """Build the index of a collection and ask its questions."""
    collection = read_collection(folder)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(Path(home))
        languages = publish_documents(settings, collection.documents).languages
        build = build_path(settings.index_dir, published_id(settings.index_dir))
        reader = RankedEngine().open(build)

        def ask(question: str) -> Retrieval | None:
            try:
                return retrieve(reader, question, languages, limit=SHOWN_COUNT, max_chars=1000)
            except QuestionError:
                return None

        observations = []
        for question in collection.questions:
            grades = collection.grades.get(question.id, {})
            has_answer = any(grade > 0 for grade in grades.values())
            if question.split == SPLIT and (has_answer or not question.is_answerable):
                observations.append(judge(ask(question.text), grades, is_answerable=has_answer))
        off_topic = map(ask, LANGUAGES.language(languages[0]).off_topic_questions)
        signals = [retrieval.signals for retrieval in off_topic if retrieval]
        return Site(reader.calibration, observations, signals)


def judge(
    retrieval: Retrieval | None, grades: dict[str, int], *, is_answerable: bool
) -> Observation:
    if retrieval is None:
        nothing = Signals(0.0, 0.0, 0, 0.0)
        return Observation(nothing, [], is_right=False, is_shown=False, is_answerable=is_answerable)
    right = [grades.get(hit.passage.id, 0) > 0 for hit in retrieval.ranking.hits]
    scores = [hit.score for hit in retrieval.ranking.hits]
    return Observation(retrieval.signals, scores, right[:1] == [True], any(right), is_answerable)


def area(site: Site, values: list[float]) -> float:
    pairs = list(zip(site.observations, values, strict=True))
    right = [value for one, value in pairs if one.is_right]
    wrong = [value for one, value in pairs if not one.is_right]
    return auroc(right, wrong) or 0.0


def fit(sites: list[Site]) -> Array:
    """Return the weights of the signals, fitted with one intercept for each site."""
    rows, right, shares = [], [], []
    for number, site in enumerate(sites):
        intercepts = [0.0] * len(sites)
        intercepts[number] = 1.0
        scored = [one for one in site.observations if one.signals.score]
        rows += [[*read_features(one.signals), *intercepts] for one in scored]
        right += [float(one.is_right) for one in scored]
        shares += [1 / len(scored)] * len(scored)  # so that each site counts the same
    matrix, target, weights = np.array(rows), np.array(right), np.array(shares)
    count = matrix.shape[1] - len(sites)
    ridge = np.diag([RIDGE] * count + [RIDGE / 1000] * len(sites))
    fitted_weights = np.zeros(matrix.shape[1])
    for _ in range(ITERATIONS):
        probabilities = 1 / (1 + np.exp(-matrix @ fitted_weights))
        slope = matrix.T @ (weights * (probabilities - target)) + ridge @ fitted_weights
        hessian = (
            matrix * (weights * probabilities * (1 - probabilities))[:, None]
        ).T @ matrix + ridge
        fitted_weights -= np.linalg.solve(hessian, slope)
    return fitted_weights[:count]


def areas(name: str, sites: dict[str, Site]) -> dict[str, float]:
    """Return the AUROC of each way to separate right from wrong."""
    site = sites[name]
    weights = fit([other for other_name, other in sites.items() if other_name != name])
    shipped = [confidence(one.signals, Calibration()) for one in site.observations]
    refitted = [
        float(weights @ read_features(one.signals)) if one.signals.score else -99.0
        for one in site.observations
    ]
    shares = [one.scores[0] / sum(one.scores) if one.scores else 0.0 for one in site.observations]
    return {
        "shipped": area(site, shipped),
        "left out": area(site, refitted),
        "raw score": area(site, [one.signals.score for one in site.observations]),
        "share of five": area(site, shares),
    }


def shares(site: Site) -> dict[str, float]:
    """Return the effect of the calibrated thresholds on people's and off-topic questions."""
    levels = [level(one.signals, site.calibration) for one in site.observations]
    pairs = list(zip(site.observations, levels, strict=True))
    answered = [one.is_right for one, level_ in pairs if level_ == "answer"]
    off_topic = [level(signals, site.calibration) for signals in site.off_topic]
    reliability = site.calibration.reliability
    return {
        "right": fmean(answered) if answered else 0.0,
        "expected": reliability.right_share or 0.0,
        "answered": fmean(level_ == "answer" for one, level_ in pairs if one.is_answerable),
        "expected_answered": reliability.answered_share or 0.0,
        "lost": fmean(level_ == "none" for one, level_ in pairs if one.is_shown),
        "off_topic_none": off_topic.count("none") / len(off_topic),
        "off_topic_answered": off_topic.count("answer") / len(off_topic),
    }


def show(name: str, measured: dict[str, float]) -> None:
    print(f"{name:<18}" + "".join(f"  {key} {value:.3f}" for key, value in measured.items()))


def mean(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    keys = next(iter(rows.values()))
    return {key: fmean(row[key] for row in rows.values()) for key in keys}


def main(data: Path) -> int:
    """Measure; return 1 if a floor does not hold."""
    sites = {name: read_site(data / "collections" / name) for name in NAMES}
    aurocs = {name: areas(name, sites) for name in NAMES}
    effects = {name: shares(site) for name, site in sites.items()}
    for rows in (aurocs, effects):
        for name in NAMES:
            show(name, rows[name])
        show("mean", mean(rows))
    weights = ", ".join(f"{weight:.3f}" for weight in fit(list(sites.values())))
    print(f"weights of all five: {weights}")
    covered = [
        one.is_right
        for site in sites.values()
        for one in site.observations
        if one.signals.coverage > 0.5
    ]
    print(f"questions that match one of the site: {sum(covered)} of {len(covered)} right")
    best = max(mean(aurocs)["raw score"], mean(aurocs)["share of five"])
    print(f"left out, as a ratio to the best peer: {mean(aurocs)['left out'] / best:.3f}")
    floors = {
        "AUROC": mean(aurocs)["left out"] >= AUROC_FLOOR,
        "right": mean(effects)["right"] >= RIGHT_FLOOR,
        "lost": mean(effects)["lost"] <= MAX_LOST,
    }
    failures = [name for name, holds in floors.items() if not holds]
    print("below the floor: " + ", ".join(failures) if failures else "every floor holds")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
