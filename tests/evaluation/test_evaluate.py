import json
from math import log2

import pytest

from faqbot.core.errors import ExtractionError, NoBuildError
from faqbot.core.settings import AskSettings, Settings
from faqbot.evaluation.evaluate import evaluate_collection
from faqbot.services.answering import AnswerService
from faqbot.services.checking import check_links

PASSAGES = [
    {"id": "hours", "question": "When is the library open?", "answer": "From nine to five."},
    {"id": "cards", "question": "Who gets a library card?", "answer": "Every resident."},
    {"id": "boats", "question": "Are boats rented on the lake?", "answer": "In summer only."},
    {
        "id": "dogs",
        "question": "May dogs swim?",
        "variants": ["Is my poodle welcome?"],
        "answer": "No.",
    },
]
QUESTIONS = [
    {"id": "q1", "text": "library card", "split": "dev"},
    {"id": "q2", "text": "poodle", "split": "dev"},
    {"id": "q3", "text": "library open from nine card", "split": "dev"},
    {"id": "q4", "text": "zeppelin", "answerable": False, "split": "dev"},
    {"id": "q5", "text": "what is the", "answerable": False},
    {"id": "q6", "text": "boats"},
    {"id": "q7", "text": "swim", "split": "dev"},
]
QRELS = "q1\tcards\t1\nq2\tdogs\t2\nq2\tboats\t1\nq3\thours\t0\nq3\tcards\t1\nq6\tdogs\t1\n"


def silent(_):
    return None


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    for name, rows in (("corpus.jsonl", PASSAGES), ("queries.jsonl", QUESTIONS)):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "qrels.tsv").write_text(QRELS)
    return folder


def test_a_collection_is_measured_over_its_judged_questions(folder):
    result = evaluate_collection(Settings(), folder, silent, split="dev")
    rank_of_cards = [passage_id for passage_id, _ in result.rankings["q3"]].index("cards") + 1

    assert (result.passage_count, result.question_count) == (4, 5)
    assert (result.judged_count, result.unanswerable_count) == (3, 1)
    assert rank_of_cards == 2
    dogs_only = 2 / (2 + 1 / log2(3))
    assert result.measures["nDCG@10"] == pytest.approx((1 + dogs_only + 1 / log2(3)) / 3)
    assert result.measures["MRR@10"] == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert result.measures["Recall@100"] == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert result.measures["P@1"] == pytest.approx(2 / 3)


def test_without_a_split_all_questions_count(folder):
    result = evaluate_collection(Settings(), folder, silent)
    assert (result.question_count, result.judged_count, result.unanswerable_count) == (7, 4, 2)


def test_auroc_counts_unanswerable_questions_as_wrong(folder):
    (folder / "qrels.tsv").write_text("q1\tcards\t1\nq2\tdogs\t1\n")
    assert evaluate_collection(Settings(), folder, silent).measures["AUROC"] == 1.0


def test_a_question_without_a_searchable_word_has_an_empty_ranking(folder):
    result = evaluate_collection(Settings(), folder, silent)
    assert result.rankings["q5"] == ()
    assert "q5" not in result.run()


def test_the_run_ranks_every_question_with_hits(folder):
    lines = [
        line.split(" ")
        for line in evaluate_collection(Settings(), folder, silent).run().splitlines()
    ]
    assert {len(columns) for columns in lines} == {6}
    assert [columns[:4] for columns in lines if columns[0] == "q7"] == [["q7", "Q0", "dogs", "1"]]
    assert {columns[5] for columns in lines} == {"faqbot"}


def test_the_ranking_is_deeper_than_what_visitors_are_shown(folder):
    result = evaluate_collection(Settings(ask=AskSettings(limit=1)), folder, silent)
    assert len(result.rankings["q3"]) == 2


def test_latency_is_measured(folder):
    measures = evaluate_collection(Settings(), folder, silent).measures
    assert 0 < measures["latency_p50_ms"] <= measures["latency_p95_ms"]


def test_settings_apply(folder):
    result = evaluate_collection(Settings(ask=AskSettings(max_question_chars=6)), folder, silent)
    assert result.rankings["q1"] == ()
    assert result.rankings["q2"] != ()


def test_the_index_of_the_site_is_left_alone(folder, sample_settings):
    def files():
        paths = sorted(sample_settings.home.rglob("*"))
        return [(path, path.stat().st_mtime_ns) for path in paths]

    before = files()
    evaluate_collection(sample_settings, folder, silent)
    assert files() == before


def test_progress_is_reported(folder):
    steps = []
    evaluate_collection(Settings(), folder, steps.append)
    assert [(step.phase, step.done, step.total) for step in steps[:2]] == [
        ("index", 0, 4),
        ("index", 4, 4),
    ]
    assert [(step.phase, step.done) for step in steps[2:]] == [("ask", done) for done in range(8)]


def test_a_split_without_questions_is_refused(folder):
    with pytest.raises(ExtractionError, match="has the split “held”"):
        evaluate_collection(Settings(), folder, silent, split="held")


def test_a_collection_without_right_passages_is_refused(folder):
    (folder / "qrels.tsv").write_text("q1\tcards\t0\nother\tcards\t1\n")
    with pytest.raises(ExtractionError, match="names no right passage"):
        evaluate_collection(Settings(), folder, silent)


@pytest.fixture
def check(sample_settings, tmp_path):
    """Return what the sample site's build gives for rows of question and link."""

    def run(*rows: tuple[str, str]):
        text = "".join(f"{question},{link}\n" for question, link in rows)
        (tmp_path / "ours.csv").write_text(f"question,expected_url\n{text}", encoding="utf-8")
        return check_links(AnswerService(sample_settings), tmp_path / "ours.csv", silent)

    return run


MEMBERSHIP = "what does membership cost for individuals"


@pytest.mark.parametrize(
    ("link", "rank"),
    [
        pytest.param("/forum/faq.html#member-cost", 1, id="path and anchor"),
        pytest.param("{site}forum/faq.html#member-cost", 1, id="whole link"),
        pytest.param("{site}forum/../forum/faq.html", 1, id="page, spelled otherwise"),
        pytest.param("/nowhere /forum/faq.html#member-cost", 1, id="one of two"),
        pytest.param("/forum/faq.html#no-such-anchor", 0, id="other anchor"),
        pytest.param("https://elsewhere.example/forum/faq.html", 0, id="other site"),
    ],
)
def test_a_link_leads_to_a_page_or_to_one_passage(check, sample_site, link, rank):
    report = check((MEMBERSHIP, link.format(site=sample_site.url)))
    assert report.checked[0].rank == rank
    assert report.right_share() == rank
    assert len(report.wrong) == 1 - rank


def test_a_wrong_first_answer_is_named_with_the_rank_of_the_right_one(check, sample_site):
    report = check(
        ("library", "/nowhere"), ("cost", "/forum/faq.html#member-cost"), ("zeppelin", "/a")
    )
    lost, second, nothing = report.checked

    assert (lost.row, lost.rank, lost.found.startswith(sample_site.url)) == (2, 0, True)
    assert second.rank > 0
    assert (nothing.found, nothing.rank) == ("", 0)
    assert report.right_share() == [second.rank].count(1) / 3
    assert report.right_share(5) == (1 <= second.rank <= 5) / 3


def test_questions_that_should_not_be_answered_are_counted_apart(check):
    report = check(
        (MEMBERSHIP, ""), ("zeppelin", ""), ("what is the", ""), (MEMBERSHIP, "/forum/faq.html")
    )
    assert len(report.unanswerable) == 3
    assert [one.row for one in report.wrong] == [2]
    assert report.right_share() == 1.0


def test_without_answerable_questions_there_is_no_share(check):
    assert check(("zeppelin", "")).right_share() is None


def test_links_need_a_published_build(tmp_path):
    (tmp_path / "ours.csv").write_text("question,url\ncost,/a\n")
    with pytest.raises(NoBuildError):
        check_links(AnswerService(Settings(tmp_path)), tmp_path / "ours.csv", silent)
