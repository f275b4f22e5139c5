"""How good the answers are: on a test collection, or on the staff's own questions and links."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import TypeVar

from faqbot.core.errors import ExtractionError, QuestionError
from faqbot.core.records import Progress
from faqbot.core.settings import Settings
from faqbot.evaluation.collections import Collection, JudgedQuestion, read_collection
from faqbot.evaluation.metrics import (
    auroc,
    by_score,
    ndcg,
    percentile,
    recall,
    reciprocal_rank,
    run_lines,
)
from faqbot.services.answering import Asker
from faqbot.services.checking import told
from faqbot.services.indexing import publish_documents

_DEPTH = 100

Report = Callable[[Progress], None]
Scored = tuple[tuple[str, float], ...]
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class CollectionReport:
    """What a collection gave: `measures` by name, and the ranking of every question by its id.

    Shares lie in [0, 1], times are in milliseconds; None stands for what cannot be measured.
    Questions with a passage that answers them are `judged`.
    """

    passage_count: int
    question_count: int
    judged_count: int
    unanswerable_count: int
    measures: dict[str, float | None]
    rankings: dict[str, Scored]

    def run(self) -> str:
        """Return the rankings as a TREC run."""
        return "".join(run_lines(*ranked) for ranked in self.rankings.items())


@dataclass(frozen=True)
class _Asked:
    """What came for one question: in the order shown, with the time that a visitor waits."""

    ranking: Scored = ()
    confidence: float = 0.0
    took_ms: float | None = None
    is_answered: bool = False


def evaluate_collection(
    settings: Settings, folder: Path, report: Report, *, split: str = ""
) -> CollectionReport:
    """Index the collection in a temporary folder, ask its questions and measure the rankings.

    With `split`, only the questions of that part count. Raises ExtractionError if the collection
    cannot be used.
    """
    collection = read_collection(folder)
    questions = _chosen(collection, folder, split)
    total = len(collection.documents)
    report(Progress("index", 0, total))
    with TemporaryDirectory(prefix="faqbot-eval-") as home:
        aside = replace(settings, home=Path(home))
        publish_documents(aside, collection.documents)
        report(Progress("index", total, total))
        asker = Asker(aside)
        asker.build()  # the first question must not wait for the index to be opened
        asked = {question.id: _ask(asker, question.text) for question in told(questions, report)}
    judged = {
        question.id: grades
        for question in questions
        if _has_answer(grades := collection.grades.get(question.id, {}))
    }
    unanswerable = [
        question.id
        for question in questions
        if not question.is_answerable and question.id not in judged
    ]
    return CollectionReport(
        passage_count=total,
        question_count=len(questions),
        judged_count=len(judged),
        unanswerable_count=len(unanswerable),
        measures=_measures(asked, judged, unanswerable),
        rankings={question_id: one.ranking for question_id, one in asked.items()},
    )


def ranking_measures(
    rankings: Mapping[str, Scored], judged: Mapping[str, Mapping[str, int]]
) -> dict[str, float | None]:
    """Return the mean of each measure over the judged questions, by its name."""
    ranked = [(by_score(rankings.get(one, ())), grades) for one, grades in judged.items()]
    return {
        "nDCG@10": fmean(ndcg(ranking, grades) for ranking, grades in ranked),
        "MRR@10": fmean(reciprocal_rank(ranking, grades) for ranking, grades in ranked),
        "Recall@100": fmean(recall(ranking, grades) for ranking, grades in ranked),
        "P@1": fmean(reciprocal_rank(ranking, grades, depth=1) for ranking, grades in ranked),
    }


def _chosen(collection: Collection, folder: Path, split: str) -> list[JudgedQuestion]:
    chosen = [one for one in collection.questions if not split or one.split == split]
    if not chosen:
        raise ExtractionError(f"{folder}: no question of queries.jsonl has the split “{split}”")
    if not any(_has_answer(collection.grades.get(one.id, {})) for one in chosen):
        raise ExtractionError(
            f"{folder}: qrels.tsv names no right passage for any of the questions"
        )
    return chosen


def _has_answer(grades: Mapping[str, int]) -> bool:
    return any(grade > 0 for grade in grades.values())


def _ask(asker: Asker, question: str) -> _Asked:
    """Ask as a visitor does, which is timed, then as deep as is measured."""
    try:
        started = time.perf_counter()
        asker.ask(question)
        took_ms = (time.perf_counter() - started) * 1000
        answer = asker.ask(question, limit=_DEPTH)
    except QuestionError:
        return _Asked()
    hits = [result.hit for result in answer.results]
    ranking = tuple((hit.passage.id, hit.score) for hit in hits)
    return _Asked(ranking, answer.confidence, took_ms, is_answered=answer.direct is not None)


def _measures(
    asked: Mapping[str, _Asked],
    judged: Mapping[str, Mapping[str, int]],
    unanswerable: Sequence[str],
) -> dict[str, float | None]:
    right: list[float] = []
    right_answers = 0
    wrong = [asked[question_id].confidence for question_id in unanswerable]
    for question_id, grades in judged.items():
        one = asked[question_id]
        is_right = bool(one.ranking) and grades.get(one.ranking[0][0], 0) > 0
        (right if is_right else wrong).append(one.confidence)
        right_answers += is_right and one.is_answered
    given = sum(asked[name].is_answered for name in (*judged, *unanswerable))
    times = [one.took_ms for one in asked.values() if one.took_ms is not None]
    return {
        **ranking_measures({name: one.ranking for name, one in asked.items()}, judged),
        "AUROC": auroc(right, wrong),
        "right_of_answered": right_answers / given if given else None,
        "answered_of_answerable": sum(asked[n].is_answered for n in judged) / len(judged),
        "latency_p50_ms": percentile(times, 0.5),
        "latency_p95_ms": percentile(times, 0.95),
    }
