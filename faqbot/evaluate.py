"""How good the answers are: on a test collection, or on the staff's own questions and links."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import TypeVar
from urllib.parse import unquote

from faqbot.ask import Asker
from faqbot.crawl.links import resolve_link
from faqbot.errors import ExtractionError, QuestionError
from faqbot.extract.collection import Collection, JudgedQuestion, read_collection
from faqbot.extract.expected_links import ExpectedLink, read_expected_links
from faqbot.records import Answer, Progress, Result
from faqbot.reindex import publish_documents
from faqbot.search.metrics import (
    auroc,
    by_score,
    ndcg,
    percentile,
    recall,
    reciprocal_rank,
    run_lines,
)
from faqbot.settings import Settings

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
class CheckedLink:
    """One question of the staff: what came first, and the rank of what should (0: not found)."""

    row: int
    question: str
    expected: tuple[str, ...]
    found: str
    found_question: str
    rank: int


@dataclass(frozen=True)
class LinksReport:
    """What the published build answers to the staff's questions, in the order of their file."""

    build_id: str
    checked: tuple[CheckedLink, ...]

    @property
    def answerable(self) -> list[CheckedLink]:
        """Return the questions that have an expected link."""
        return [one for one in self.checked if one.expected]

    @property
    def unanswerable(self) -> list[CheckedLink]:
        """Return the questions that should not be answered."""
        return [one for one in self.checked if not one.expected]

    @property
    def wrong(self) -> list[CheckedLink]:
        """Return the questions that are not right first, or are answered and should not be."""
        return [one for one in self.checked if (one.rank != 1 if one.expected else one.found)]

    def right_share(self, depth: int = 1) -> float | None:
        """Return the share of answerable questions whose link is among the first `depth`."""
        right = [0 < one.rank <= depth for one in self.answerable]
        return fmean(right) if right else None


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
        asked = {question.id: _ask(asker, question.text) for question in _told(questions, report)}
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


def evaluate_links(settings: Settings, file: Path, report: Report) -> LinksReport:
    """Ask the published build the questions of a .csv and look where the expected links come.

    Raises ExtractionError if the file cannot be used, BuildError if no build can be opened.
    """
    expected = read_expected_links(str(file), file.read_bytes())
    asker = Asker(settings)
    build_id = asker.build().id
    return LinksReport(build_id, tuple(_checked(asker, one) for one in _told(expected, report)))


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


def _told(items: Sequence[_Item], report: Report) -> Iterator[_Item]:
    """Yield the items and tell how many are done."""
    for done, item in enumerate(items):
        report(Progress("ask", done, len(items)))
        yield item
    report(Progress("ask", len(items), len(items)))


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


def _checked(asker: Asker, expected: ExpectedLink) -> CheckedLink:
    try:
        answer = asker.ask(expected.question, limit=_DEPTH)
    except QuestionError:
        answer = Answer(expected.question, (), "")
    results = answer.results if expected.links or answer.direct else ()
    rank = next((one.hit.rank for one in results if _is_expected(one, expected.links)), 0)
    first = results[0] if results else None
    return CheckedLink(
        row=expected.row,
        question=expected.question,
        expected=expected.links,
        found=(first.deep_link or first.hit.document.url) if first else "",
        found_question=first.hit.passage.question if first else "",
        rank=rank,
    )


def _is_expected(result: Result, links: Iterable[str]) -> bool:
    """Return whether one of the links leads to the result: to its page, or to its very passage."""
    url = result.hit.document.url
    places = (result.hit.passage.anchor, unquote(result.deep_link.partition("#")[2]))
    for link in links:
        page, _, anchor = link.partition("#")
        target = resolve_link(url, page)
        is_page = bool(target) and target == resolve_link(url, url)
        if is_page and (not anchor or unquote(anchor) in places):
            return True
    return False
