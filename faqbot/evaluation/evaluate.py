"""How good the answers are on a test collection."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from faqbot.core.errors import ExtractionError, QuestionError
from faqbot.core.records import Progress, ReportProgress
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
from faqbot.services.answering import AnswerService
from faqbot.services.checking import with_progress
from faqbot.services.indexing import publish_documents

# As deep as Recall@100 looks.
_DEPTH = 100

Scored = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class CollectionReport:
    """The result for one collection: `measures` by name, and `rankings` by question id.

    Shares are in [0, 1], times in milliseconds; None means that it cannot be measured. A question
    counts as judged if some passage answers it.
    """

    passage_count: int
    question_count: int
    judged_count: int
    unanswerable_count: int
    measures: dict[str, float | None]
    rankings: dict[str, Scored]

    def run(self) -> str:
        """Return the rankings as a TREC run."""
        return "".join(run_lines(*ranking) for ranking in self.rankings.items())


@dataclass(frozen=True)
class _Response:
    """The answer to one question; `took_ms` is how long a visitor waits for it."""

    ranking: Scored = ()
    confidence: float = 0.0
    took_ms: float | None = None
    is_answered: bool = False


def evaluate_collection(
    settings: Settings, folder: Path, report: ReportProgress, *, split: str = ""
) -> CollectionReport:
    """Index the collection in a temporary folder, ask its questions and measure the rankings.

    With `split`, only the questions of that part count. Raises ExtractionError if the collection
    cannot be used.
    """
    collection = read_collection(folder)
    questions = [one for one in collection.questions if not split or one.split == split]
    judged = _judged(collection, questions)
    if not questions:
        raise ExtractionError(f"{folder}: no question in queries.jsonl has the split “{split}”")
    if not judged:
        raise ExtractionError(f"{folder}: qrels.tsv names no right passage for any question")
    responses = _responses(settings, collection, questions, report)
    # A question with a right passage is answerable, whatever its row says.
    unanswerable = [one.id for one in questions if not one.is_answerable and one.id not in judged]
    return CollectionReport(
        passage_count=len(collection.documents),
        question_count=len(questions),
        judged_count=len(judged),
        unanswerable_count=len(unanswerable),
        measures=_measures(responses, judged, unanswerable),
        rankings={question_id: response.ranking for question_id, response in responses.items()},
    )


def ranking_measures(
    rankings: Mapping[str, Scored], judged: Mapping[str, Mapping[str, int]]
) -> dict[str, float | None]:
    """Return the mean of each measure over the judged questions, by its name."""
    # In trec_eval's order, so that it computes the same figures from the run.
    pairs = [(by_score(rankings.get(name, ())), grades) for name, grades in judged.items()]
    return {
        "nDCG@10": fmean(ndcg(ranking, grades) for ranking, grades in pairs),
        "MRR@10": fmean(reciprocal_rank(ranking, grades) for ranking, grades in pairs),
        "Recall@100": fmean(recall(ranking, grades) for ranking, grades in pairs),
        "P@1": fmean(reciprocal_rank(ranking, grades, depth=1) for ranking, grades in pairs),
    }


def _judged(
    collection: Collection, questions: Sequence[JudgedQuestion]
) -> dict[str, Mapping[str, int]]:
    """Return the grades of the questions that some passage answers, by question id."""
    grades = {one.id: collection.grades.get(one.id, {}) for one in questions}
    return {name: each for name, each in grades.items() if max(each.values(), default=0) > 0}


def _responses(
    settings: Settings,
    collection: Collection,
    questions: Sequence[JudgedQuestion],
    report: ReportProgress,
) -> dict[str, _Response]:
    total = len(collection.documents)
    report(Progress("index", 0, total))
    with TemporaryDirectory(prefix="faqbot-eval-") as home:
        temporary = replace(settings, home=Path(home))
        publish_documents(temporary, collection.documents)
        report(Progress("index", total, total))
        service = AnswerService(temporary)
        service.build()  # opens the index, so that the first question is not timed with it
        return {one.id: _ask(service, one.text) for one in with_progress(questions, report)}


def _ask(service: AnswerService, question: str) -> _Response:
    """Ask twice: as a visitor, to take the time, and with the depth of the measures."""
    try:
        started = time.perf_counter()
        service.ask(question)
        took_ms = (time.perf_counter() - started) * 1000
        answer = service.ask(question, limit=_DEPTH)
    except QuestionError:
        return _Response()
    hits = [result.hit for result in answer.results]
    ranking = tuple((hit.passage.id, hit.score) for hit in hits)
    return _Response(ranking, answer.confidence, took_ms, is_answered=answer.direct is not None)


def _measures(
    responses: Mapping[str, _Response],
    judged: Mapping[str, Mapping[str, int]],
    unanswerable: Sequence[str],
) -> dict[str, float | None]:
    right: list[float] = []
    # Whatever comes first for a question without an answer is wrong.
    wrong = [responses[name].confidence for name in unanswerable]
    right_count = 0
    for name, grades in judged.items():
        response = responses[name]
        is_right = bool(response.ranking) and grades.get(response.ranking[0][0], 0) > 0
        (right if is_right else wrong).append(response.confidence)
        right_count += is_right and response.is_answered
    judged_answers = sum(responses[name].is_answered for name in judged)
    all_answers = judged_answers + sum(responses[name].is_answered for name in unanswerable)
    times = [response.took_ms for response in responses.values() if response.took_ms is not None]
    return {
        **ranking_measures({name: one.ranking for name, one in responses.items()}, judged),
        "AUROC": auroc(right, wrong),
        "right_of_answered": right_count / all_answers if all_answers else None,
        "answered_of_answerable": judged_answers / len(judged),
        "latency_p50_ms": percentile(times, 0.5),
        "latency_p95_ms": percentile(times, 0.95),
    }
