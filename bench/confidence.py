"""How well faqbot knows whether its first passage answers, on five test collections.

    python bench/confidence.py DATA

DATA holds `collections/`, of which the questions of the split "dev" are asked; nothing of them
reaches calibration, which sees the passages only. Prints the area under the ROC curve of "the first
passage is right" per collection: of the shipped weights, of weights fitted on the four other
collections (each with a start of its own), and of two peers: the raw score, and the share that the
first has of the first five scores. Then what the calibrated thresholds give: how many of the
questions answered directly are right, beside what calibration measured on made questions; how many
that can be answered are; how many of those lose their closest matches; and how many everyday
questions get nothing or a direct answer. Fails below the floors.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from faqbot.core.errors import QuestionError
from faqbot.core.settings import Settings
from faqbot.evaluation.collections import read_collection
from faqbot.evaluation.metrics import auroc
from faqbot.search.builds.folders import published_id
from faqbot.search.confidence.paraphrases import off_topic_questions
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
SHOWN = 5
AUROC_FLOOR = 0.83
RIGHT_FLOOR = 0.88
MOST_LOST = 0.01
# Draws weights to 0 just enough for few questions.
RIDGE = 1e-2
ROUNDS = 40

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """A question: its signals and first scores; whether the first is right, one shown is."""

    signals: Signals
    scores: list[float]
    is_right: bool
    is_shown: bool
    is_answerable: bool


@dataclass(frozen=True)
class Site:
    """One collection as a site: its own calibration, people's questions, everyday questions."""

    calibration: Calibration
    asked: list[Asked]
    off_topic: list[Signals]


def read_site(folder: Path) -> Site:
    """Build the index of a collection and ask its questions."""
    collection = read_collection(folder)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(Path(home))
        languages = publish_documents(settings, collection.documents).languages
        build = settings.index_dir / "builds" / published_id(settings.index_dir)
        reader = RankedEngine().open(build)

        def ask(question: str) -> Retrieval | None:
            try:
                return retrieve(reader, question, languages, limit=SHOWN, max_chars=1000)
            except QuestionError:
                return None

        asked = []
        for one in collection.questions:
            grades = collection.grades.get(one.id, {})
            has_answer = any(grade > 0 for grade in grades.values())
            if one.split == SPLIT and (has_answer or not one.is_answerable):
                asked.append(judged(ask(one.text), grades, is_answerable=has_answer))
        everyday = [ask(question) for question in off_topic_questions(languages[0])]
        off_topic = [found.signals for found in everyday if found]
        return Site(reader.calibration, asked, off_topic)


def judged(found: Retrieval | None, grades: dict[str, int], *, is_answerable: bool) -> Asked:
    if found is None:
        nothing = Signals(0.0, 0.0, 0, 0.0)
        return Asked(nothing, [], is_right=False, is_shown=False, is_answerable=is_answerable)
    right = [grades.get(hit.passage.id, 0) > 0 for hit in found.hits]
    scores = [hit.score for hit in found.hits]
    return Asked(found.signals, scores, right[:1] == [True], any(right), is_answerable)


def area(site: Site, values: list[float]) -> float:
    right = [value for one, value in zip(site.asked, values, strict=True) if one.is_right]
    wrong = [value for one, value in zip(site.asked, values, strict=True) if not one.is_right]
    return auroc(right, wrong) or 0.0


def fitted(sites: list[Site]) -> Array:
    """Return the weights of the signals, fitted with a start of its own for each site."""
    rows, right, shares = [], [], []
    for number, site in enumerate(sites):
        own = [0.0] * len(sites)
        own[number] = 1.0
        found = [one for one in site.asked if one.signals.score]
        rows += [[*read_features(one.signals), *own] for one in found]
        right += [float(one.is_right) for one in found]
        shares += [1 / len(found)] * len(found)
    matrix, wanted, weights = np.array(rows), np.array(right), np.array(shares)
    count = matrix.shape[1] - len(sites)
    ridge = np.diag([RIDGE] * count + [RIDGE / 1000] * len(sites))
    found_weights = np.zeros(matrix.shape[1])
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-matrix @ found_weights))
        slope = matrix.T @ (weights * (chances - wanted)) + ridge @ found_weights
        bend = (matrix * (weights * chances * (1 - chances))[:, None]).T @ matrix + ridge
        found_weights -= np.linalg.solve(bend, slope)
    return found_weights[:count]


def areas(name: str, sites: dict[str, Site]) -> dict[str, float]:
    """Return the AUROC of each way to tell right from wrong."""
    site = sites[name]
    weights = fitted([other for other_name, other in sites.items() if other_name != name])
    # Without a hit nothing is sure.
    shipped = [confidence(one.signals, Calibration()) for one in site.asked]
    refitted = [
        float(weights @ read_features(one.signals)) if one.signals.score else -99.0
        for one in site.asked
    ]
    shares = [one.scores[0] / sum(one.scores) if one.scores else 0.0 for one in site.asked]
    return {
        "shipped": area(site, shipped),
        "left out": area(site, refitted),
        "raw score": area(site, [one.signals.score for one in site.asked]),
        "share of five": area(site, shares),
    }


def shares(site: Site) -> dict[str, float]:
    """Return what the calibrated thresholds give on people's questions, and on everyday ones."""
    levels = [level(one.signals, site.calibration) for one in site.asked]
    pairs = list(zip(site.asked, levels, strict=True))
    answered = [one.is_right for one, shown_as in pairs if shown_as == "answer"]
    everyday = [level(signals, site.calibration) for signals in site.off_topic]
    reached = site.calibration.reliability
    return {
        "right": fmean(answered) if answered else 0.0,
        "foretold": reached.right_share or 0.0,
        "answered": fmean(shown == "answer" for one, shown in pairs if one.is_answerable),
        "foretold_answered": reached.answered_share or 0.0,
        "lost": fmean(shown == "none" for one, shown in pairs if one.is_shown),
        "everyday_none": everyday.count("none") / len(everyday),
        "everyday_answered": everyday.count("answer") / len(everyday),
    }


def show(name: str, measured: dict[str, float]) -> None:
    print(f"{name:<18}" + "".join(f"  {key} {value:.3f}" for key, value in measured.items()))


def mean(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    keys = next(iter(rows.values()))
    return {key: fmean(row[key] for row in rows.values()) for key in keys}


def main(data: Path) -> int:
    """Measure; return 1 if a floor does not hold."""
    sites = {name: read_site(data / "collections" / name) for name in NAMES}
    told = {name: areas(name, sites) for name in NAMES}
    reached = {name: shares(site) for name, site in sites.items()}
    for rows in (told, reached):
        for name in NAMES:
            show(name, rows[name])
        show("mean", mean(rows))
    weights = ", ".join(f"{weight:.3f}" for weight in fitted(list(sites.values())))
    print(f"weights of all five: {weights}")
    own = [
        one.is_right for site in sites.values() for one in site.asked if one.signals.coverage > 0.5
    ]
    print(f"asked in most of the words of a question of the site: {sum(own)} of {len(own)} right")
    best = max(mean(told)["raw score"], mean(told)["share of five"])
    print(f"left out, as a ratio to the best peer: {mean(told)['left out'] / best:.3f}")
    floors = {
        "AUROC": mean(told)["left out"] >= AUROC_FLOOR,
        "right": mean(reached)["right"] >= RIGHT_FLOOR,
        "lost": mean(reached)["lost"] <= MOST_LOST,
    }
    bad = [name for name, holds in floors.items() if not holds]
    print("below the floor: " + ", ".join(bad) if bad else "every floor holds")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
