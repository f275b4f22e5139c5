import json
import lzma

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import ExtractionError
from faqbot.evaluation.collections import JudgedQuestion, read_collection

CORPUS = '{"id": "p1", "question": "Who may park?", "answer": "Residents."}\n'
QUERIES = '{"id": "q1", "text": "parking"}\n'
QRELS = "q1\tp1\t1\n"


def write(folder, corpus=CORPUS, queries=QUERIES, qrels=QRELS):
    for name, text in (("corpus.jsonl", corpus), ("queries.jsonl", queries), ("qrels.tsv", qrels)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def lines(*records) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_each_row_is_a_document_with_one_passage(tmp_path):
    row = {
        "id": 7,
        "question": "Who may park?",
        "text": "Residents.",
        "title": "Parking",
        "url": "https://oakhill.example/park",
        "variants": ["Where do I leave my car?"],
        "lang": "en-GB",
    }
    (document,) = read_collection(write(tmp_path, corpus=lines(row))).documents
    (passage,) = document.passages

    assert (document.title, document.url, document.language) == ("Parking", row["url"], "en")
    assert (passage.id, passage.kind, passage.question) == ("7", "faq", "Who may park?")
    assert (passage.text, passage.aliases) == ("Residents.", ("Where do I leave my car?",))


def test_a_row_without_a_question_is_running_text(tmp_path):
    collection = read_collection(write(tmp_path, corpus=lines({"id": "a", "text": "Open daily."})))
    assert collection.documents[0].passages[0].kind == "text"


def test_the_language_is_that_of_the_collection_unless_a_row_says_otherwise(tmp_path):
    spanish = "La biblioteca de la ciudad abre todos los días por la mañana."
    rows = [
        *({"id": f"s{number}", "text": spanish} for number in range(5)),
        {"id": "short", "text": "Sí."},
        {"id": "said", "text": "Hello.", "lang": "en"},
    ]
    documents = read_collection(write(tmp_path, corpus=lines(*rows))).documents
    assert [one.language for one in documents] == ["es"] * 6 + ["en"]


def test_questions_may_have_no_answer_and_belong_to_a_split(tmp_path):
    rows = [
        {"id": "q1", "text": "one"},
        {"id": "q2", "text": "", "answerable": False, "split": "dev"},
    ]
    questions = read_collection(write(tmp_path, queries=lines(*rows))).questions
    assert questions == (JudgedQuestion("q1", "one"), JudgedQuestion("q2", "", False, "dev"))


def test_grades_are_read_by_question_and_passage(tmp_path):
    collection = read_collection(write(tmp_path, qrels="q1\tp1\t3\r\n\nq1\tp2\t0\nq9\tp1\t1\n"))
    assert collection.grades == {"q1": {"p1": 3, "p2": 0}, "q9": {"p1": 1}}


def test_compressed_files_are_read(tmp_path):
    plain = read_collection(write(tmp_path))
    for path in list(tmp_path.iterdir()):
        path.with_name(f"{path.name}.xz").write_bytes(lzma.compress(path.read_bytes()))
        path.unlink()
    assert read_collection(tmp_path) == plain


def test_a_damaged_compressed_file_is_named(tmp_path):
    write(tmp_path)
    (tmp_path / "corpus.jsonl").unlink()
    (tmp_path / "corpus.jsonl.xz").write_bytes(lzma.compress(CORPUS.encode())[:-20])
    with pytest.raises(ExtractionError, match=r"corpus\.jsonl\.xz: is damaged"):
        read_collection(tmp_path)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path, name):
    (write(tmp_path) / name).unlink()
    with pytest.raises(ExtractionError, match=f"{name}: is missing"):
        read_collection(tmp_path)


def test_a_path_that_is_not_a_folder_is_refused(tmp_path):
    with pytest.raises(ExtractionError, match="nothere: is neither a folder"):
        read_collection(tmp_path / "nothere")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"corpus": ""}, "corpus.jsonl: holds no passage", id="no passage"),
        pytest.param({"queries": "\n"}, "queries.jsonl: holds no question", id="no question"),
        pytest.param({"corpus": CORPUS + "{"}, "corpus.jsonl: line 2: is not JSON", id="no json"),
        pytest.param({"corpus": "\n[1]"}, "line 2: is not a JSON object", id="no object"),
        pytest.param({"corpus": "[" * 99_999}, "line 1: is not JSON", id="nested"),
        pytest.param({"corpus": CORPUS * 2}, "line 2: the id p1 is used twice", id="id twice"),
        pytest.param({"corpus": '{"text": "a"}'}, "line 1: needs an id", id="no id"),
        pytest.param(
            {"corpus": '{"id": "a b", "text": "a"}'}, "without spaces", id="id with space"
        ),
        pytest.param({"corpus": '{"id": "a"}'}, "has neither question", id="nothing said"),
        pytest.param({"corpus": '{"id": "a", "text": 5}'}, "text is not text", id="no text"),
        pytest.param(
            {"corpus": '{"id": "a", "text": "b", "variants": "c"}'}, "not a list", id="variants"
        ),
        pytest.param(
            {"queries": '{"id": "q"}'}, "queries.jsonl: line 1: has no text", id="no query"
        ),
        pytest.param(
            {"queries": '{"id": "q", "text": "", "answerable": "no"}'}, "neither true", id="flag"
        ),
        pytest.param({"qrels": "q1\tp1\t1\nq1 p1 1\n"}, "qrels.tsv: line 2: is not", id="spaces"),
        pytest.param({"qrels": "q1\tp1\thigh\n"}, "qrels.tsv: line 1: is not", id="no grade"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path, files, message):
    with pytest.raises(ExtractionError) as raised:
        read_collection(write(tmp_path, **files))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(tmp_path_factory, corpus, qrels):
    folder = write(tmp_path_factory.mktemp("any"))
    (folder / "corpus.jsonl").write_bytes(CORPUS.encode() + corpus)
    (folder / "qrels.tsv").write_bytes(qrels)
    try:
        assert read_collection(folder).documents
    except ExtractionError as error:
        assert "line" in str(error)
