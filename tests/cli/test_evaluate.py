"""`faqbot eval` on a tiny collection and on staff's questions."""

import json

import pytest
from click.testing import CliRunner

from faqbot.cli.commands import cli
from faqbot.core.errors import FaqbotError


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "corpus.jsonl").write_text(
        '{"id": "park", "question": "Who may park?", "answer": "Residents."}\n'
        '{"id": "sing", "question": "Who may sing?", "answer": "Everybody."}\n'
    )
    (folder / "queries.jsonl").write_text(
        '{"id": "q1", "text": "park", "split": "dev"}\n'
        '{"id": "q2", "text": "airship", "answerable": false}\n'
    )
    (folder / "qrels.tsv").write_text("q1\tpark\t1\n")
    return folder


@pytest.fixture
def questions(tmp_path):
    file = tmp_path / "ours.csv"
    file.write_text(
        "question,expected_url\n"
        "what does membership cost for individuals,/forum/faq.html#member-cost\n"
        "dental van,/nowhere\n"
        "zeppelin,\n"
    )
    return file


def run(*arguments, home="."):
    return CliRunner().invoke(cli, ["--home", str(home), "eval", *map(str, arguments)])


def test_the_measures_of_a_collection_are_one_object(folder):
    measures = json.loads(run(folder, "--json").stdout)
    times = measures.pop("latency_p50_ms"), measures.pop("latency_p95_ms")
    assert min(times) > 0
    assert measures == {
        "passages": 2,
        "questions": 2,
        "judged": 1,
        "unanswerable": 1,
        "nDCG@10": 1.0,
        "MRR@10": 1.0,
        "Recall@100": 1.0,
        "P@1": 1.0,
        "AUROC": 1.0,
        "right_of_answered": 1.0,
        "answered_of_answerable": 1.0,
    }


def test_the_measures_of_a_collection_are_a_table(folder):
    lines = run(folder, "--split", "dev").stdout.splitlines()
    assert lines[0] == "2 passages, 1 questions, 1 judged, 0 unanswerable"
    assert lines[1].split() == ["nDCG@10", "1.0000"]
    assert ["AUROC", "-"] in [line.split() for line in lines]


def test_a_run_is_written(folder, tmp_path):
    run(folder, "--run", tmp_path / "run.txt")
    (line,) = (tmp_path / "run.txt").read_text().splitlines()
    assert line.split()[:4] == ["q1", "Q0", "park", "1"]


def test_only_the_config_option_changes_the_defaults(folder, tmp_path):
    (tmp_path / "faqbot.toml").write_text("[ask]\nmax_question_chars = 2\n")
    of_home = json.loads(run(folder, "--json", home=tmp_path).stdout)
    with_config = json.loads(run(folder, "--json", "--config", tmp_path / "faqbot.toml").stdout)
    assert (of_home["P@1"], with_config["P@1"]) == (1.0, 0.0)


def test_questions_that_are_not_answered_right_are_listed(questions, sample_settings):
    shown = run(questions, home=sample_settings.home).stdout
    assert "right answer first     50.0% of 2" in shown
    assert "answered, but should not be: 0 of 1" in shown
    assert "row 3: dental van\n  expected: /nowhere (not found)\n  first:    http" in shown
    assert "row 2" not in shown


def test_the_same_is_printed_as_json(questions, sample_settings):
    done = json.loads(run(questions, "--json", home=sample_settings.home).stdout)
    assert (done["questions"], done["answerable"], done["unanswerable"]) == (3, 2, 1)
    assert (done["right_first"], done["first_five"], done["unanswerable_answered"]) == (0.5, 0.5, 0)
    assert [(one["row"], one["rank"], one["expected"]) for one in done["not_right"]] == [
        (3, 0, ["/nowhere"])
    ]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--run", "run.txt"], id="run"),
        pytest.param(["--split", "dev"], id="split"),
        pytest.param(["--config", "missing.toml"], id="settings file"),
        pytest.param(["--depth", "3"], id="unknown option"),
    ],
)
def test_invalid_options_exit_with_2(questions, options):
    assert run(questions, *options).exit_code == 2


@pytest.mark.parametrize("name", ["missing", "missing.csv"])
def test_a_missing_path_is_named(tmp_path, name):
    error = run(tmp_path / name, home=tmp_path).exception
    assert isinstance(error, FaqbotError | FileNotFoundError)
    assert name in str(error)
