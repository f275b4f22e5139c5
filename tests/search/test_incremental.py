"""A build that takes over what the build before has answers like one made from nothing."""

import json
import logging
import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from faqbot.core.errors import BuildError, NotFoundError
from faqbot.core.records import Document, Passage, Weights
from faqbot.search.analysis import passages
from faqbot.search.inverted.weights import DEFAULT_WEIGHTS
from faqbot.search.query.parse import parse_question
from faqbot.search.ranked_engine import RankedEngine, check_openable

WORDS = {
    "en": "library pool card lesson hour fee open close lane book child adult day week free "
    "museum ticket guide town mill bridge don't bring swim learn".split(),
    "es": "biblioteca piscina carné clase hora precio abrir cerrar libro niño adulto día museo "
    "entrada guía pueblo puente traer nadar aprender".split(),
}
QUESTIONS = [
    "library hours",
    "When does the pool open?",
    "piscina precio niño",
    "¿cuándo abre el museo?",
    '"lesson fee"',
    '"book child" day',
    "swim -adult",
    "museum kind:faq",
    "hour card kind:text",
    "ticket year:2024",
    "libary cards",
    "musum tickts",
    "swimming lessons for children don't",
]
TYPED = ["wh", "pool op", "libr", "piscina", "guia", "bri fre"]


def text(random: Random, language: str, count: int) -> str:
    return " ".join(random.choices(WORDS[language], k=count))


def passage(random: Random, document_id: str, number: int, language: str) -> Passage:
    passage_id = f"{document_id}-{random.randrange(10**9)}"
    if random.random() < 0.4:
        asked = f"{text(random, language, 4)}?"
        aliases = (text(random, language, 3),) if random.random() < 0.3 else ()
        body = text(random, language, random.randint(3, 30))
        return Passage(passage_id, document_id, "faq", body, asked, aliases, position=number)
    path = (text(random, language, 1), text(random, language, 2))
    body = text(random, language, random.randint(1, 40))
    return Passage(passage_id, document_id, "text", body, heading_path=path, position=number)


def document(random: Random) -> Document:
    language = random.choice(("en", "en", "es"))
    document_id = f"d{random.randrange(10**9)}"
    passages = tuple(
        passage(random, document_id, number, language) for number in range(random.randint(1, 4))
    )
    return Document(
        document_id,
        f"https://example.org/{document_id}",
        random.choice(("faq", "page", "publication")),
        text(random, language, 2),
        language,
        published=random.choice(("", "2024-05-01", "2025-06-02")),
        authors=("Ana Ruiz",),
        fetched_at="2026-11-01T09:00:00+00:00",
        passages=passages,
    )


def edited(random: Random, documents: list[Document], share: float) -> list[Document]:
    """Return the documents with about this share added, changed, deleted and moved."""
    after = []
    for each in documents:
        if random.random() >= share:
            after.append(each)
            continue
        kind = random.choice(("gone", "title", "passage", "fetched", "year", "language"))
        if kind == "title":
            after.append(replace(each, title=text(random, each.language, 3)))
        elif kind == "passage":
            new = passage(random, each.id, 0, each.language)
            after.append(replace(each, passages=(new, *each.passages[1:])))
        elif kind == "fetched":
            after.append(replace(each, fetched_at="2026-11-02T10:00:00+00:00"))
        elif kind == "year":
            after.append(replace(each, published="2023-01-01"))
        elif kind == "language":
            after.append(replace(each, language="es" if each.language == "en" else "en"))
    after += [document(random) for _ in range(int(share * len(documents)))]
    if random.random() < 0.5:
        random.shuffle(after)
    return after


def answers(folder: Path, documents: list[Document]) -> dict[str, object]:
    """Return all that a reader says about these documents."""
    reader = RankedEngine().open(folder)
    replies: dict[str, object] = {}
    for question in QUESTIONS:
        query = parse_question(question, ("en", "es"), max_chars=1000)
        replies[question] = reader.search(query, 300), reader.correct(query)
    for typed in TYPED:
        replies[f"{typed}…"] = reader.suggest(typed, 20)
    for each in documents:
        replies[each.id] = reader.document(each.id)
        for single in each.passages:
            replies[single.id] = reader.passage(single.id)
    reader.close()
    return replies


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build(
    documents: list[Document],
    folder: Path,
    previous: Path | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Path:
    folder.mkdir()
    RankedEngine(weights).build(documents, folder, previous)
    return folder


def segment_names(folder: Path) -> list[str]:
    return [name for name, _ in json.loads((folder / "store" / "segments.json").read_bytes())]


@pytest.fixture
def count_analysed(monkeypatch):
    """Return a list that grows by one entry for each passage that is analysed."""
    calls = []
    analyse = passages.analyse

    def counted(*arguments):
        calls.append(arguments)
        return analyse(*arguments)

    monkeypatch.setattr(passages, "analyse", counted)
    return calls


@pytest.mark.parametrize("seed", [1, 2])
def test_generations_of_edits_give_the_answers_of_a_full_build(seed, tmp_path):
    random = Random(seed)
    documents = [document(random) for _ in range(60)]
    previous = build(documents, tmp_path / "0")
    begun_with = segment_names(previous)
    for number, share in enumerate((0.05, 0.02, 0.05, 0.3, 0.02, 0.0, 0.7, 0.05), start=1):
        documents = edited(random, documents, share)
        before = contents(previous)
        folder = build(documents, tmp_path / str(number), previous)
        full = build(documents, tmp_path / f"full-{number}")
        assert answers(folder, documents) == answers(full, documents)
        assert contents(previous) == before
        for part in ("inverted", "ngrams", "spelling", "suggestions"):
            assert contents(folder / part) == contents(full / part)
        assert len(segment_names(folder)) <= 6
        previous = folder
    assert not set(begun_with) & set(segment_names(previous))


def test_what_is_gone_is_found_neither_by_words_nor_by_its_id(tmp_path):
    random = Random(3)
    documents = [document(random) for _ in range(20)]
    first = build(documents, tmp_path / "first")
    reader = RankedEngine().open(build(documents[1:], tmp_path / "second", first))
    gone = documents[0].passages[0]
    phrase = parse_question(f'"{gone.text}"', ("en", "es"), max_chars=1000)
    assert gone.id not in [hit.passage.id for hit in reader.search(phrase, 300).hits]
    with pytest.raises(NotFoundError):
        reader.passage(gone.id)


def test_only_what_changed_is_analysed_and_written(tmp_path, count_analysed):
    random = Random(4)
    documents = [document(random) for _ in range(40)]
    first = build(documents, tmp_path / "first")
    count_analysed.clear()
    changed = replace(documents[7].passages[0], text="The bridge is closed for repair.")
    documents[7] = replace(documents[7], passages=(changed, *documents[7].passages[1:]))
    second = build(documents, tmp_path / "second", first)
    assert len(count_analysed) == 1
    assert segment_names(second)[:-1] == segment_names(first)
    segment = f"store/{segment_names(first)[0]}.seg"
    assert (first / segment).samefile(second / segment)


def test_changed_weights_hold_for_all_that_is_taken_over_too(tmp_path, count_analysed):
    random = Random(7)
    documents = [document(random) for _ in range(40)]
    weights = Weights(question=3.0, heading=1.0, pairs=0.7, ngrams=0.0, function_words=1.0)
    first = build(documents, tmp_path / "first")
    before = contents(first)
    count_analysed.clear()
    second = build(documents, tmp_path / "second", first, weights)
    assert count_analysed == []
    full = build(documents, tmp_path / "full", weights=weights)
    assert answers(second, documents) == answers(full, documents)
    assert answers(second, documents) != answers(first, documents)
    assert contents(first) == before


def test_a_new_time_of_fetching_alone_changes_no_segment(tmp_path):
    random = Random(5)
    documents = [document(random) for _ in range(10)]
    first = build(documents, tmp_path / "first")
    later = [replace(each, fetched_at="2026-12-01T00:00:00+00:00") for each in documents]
    second = build(later, tmp_path / "second", first)
    assert segment_names(second) == segment_names(first)
    reader = RankedEngine().open(second)
    assert reader.document(later[0].id).fetched_at == "2026-12-01T00:00:00+00:00"
    reader.close()


def test_where_files_cannot_be_linked_they_are_copied(tmp_path, monkeypatch):
    random = Random(6)
    documents = [document(random) for _ in range(10)]
    first = build(documents, tmp_path / "first")

    def refuse(*_):
        raise OSError("Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    second = build(documents[:-1], tmp_path / "second", first)
    full = build(documents[:-1], tmp_path / "full")
    assert answers(second, documents[:-1]) == answers(full, documents[:-1])


@pytest.fixture(scope="module")
def some_documents():
    random = Random(7)
    return [document(random) for _ in range(10)]


@pytest.fixture(scope="module")
def full(some_documents, tmp_path_factory):
    return build(some_documents, tmp_path_factory.mktemp("builds") / "full")


def change_manifest(folder: Path, kind: str, name: str) -> None:
    stated = json.loads((folder / "manifest.json").read_bytes())
    assert name in stated[kind]
    stated[kind][name] = 0
    (folder / "manifest.json").write_text(json.dumps(stated))


DAMAGES = ("inverted/tf_all.u16", "ngrams/texts.utf8", "store/segments.json", "fingerprints.u64")


@pytest.mark.parametrize("file", DAMAGES)
def test_a_damaged_build_is_not_reused(file, some_documents, full, tmp_path, count_analysed):
    old = build(some_documents, tmp_path / "old")
    (old / file).write_bytes(b"x")
    count_analysed.clear()
    folder = build(some_documents, tmp_path / "new", old)
    assert len(count_analysed) == sum(len(each.passages) for each in some_documents)
    assert answers(folder, some_documents) == answers(full, some_documents)


def test_a_build_of_an_earlier_version_is_refused_in_one_line(some_documents, tmp_path):
    old = build(some_documents, tmp_path / "old")
    (old / "manifest.json").rename(old / "parts.json")
    for refuse in (RankedEngine().open, check_openable):
        with pytest.raises(BuildError, match="made by an earlier version.*; run `faqbot index`"):
            refuse(old)


def test_a_build_of_another_format_is_refused_in_one_line(some_documents, tmp_path):
    old = build(some_documents, tmp_path / "old")
    change_manifest(old, "formats", "inverted")
    with pytest.raises(BuildError, match="made by another version.*; run `faqbot index`"):
        RankedEngine().open(old)


def test_a_build_of_other_libraries_is_opened(some_documents, full, tmp_path):
    old = build(some_documents, tmp_path / "old")
    change_manifest(old, "made_with", "stemmers")
    check_openable(old)
    assert answers(old, some_documents) == answers(full, some_documents)


@pytest.mark.parametrize("about", ["", "[]", "{}", "no JSON"])
def test_a_build_that_does_not_state_how_it_was_made_is_not_reused(
    about, some_documents, full, tmp_path, count_analysed
):
    old = build(some_documents, tmp_path / "old")
    (old / "manifest.json").write_text(about)
    count_analysed.clear()
    folder = build(some_documents, tmp_path / "new", old)
    assert count_analysed
    assert answers(folder, some_documents) == answers(full, some_documents)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("made_with", "analysis"),
        ("made_with", "passages"),
        ("made_with", "stemmers"),
        ("formats", "store"),
        ("formats", "ngrams"),
        ("formats", "suggestions"),
    ],
)
def test_a_build_of_another_format_is_not_reused(
    kind, name, some_documents, full, tmp_path, caplog
):
    old = build(some_documents, tmp_path / "old")
    change_manifest(old, kind, name)
    folder = build(some_documents, tmp_path / "new", old)
    assert not set(segment_names(folder)) & set(segment_names(old))
    assert "another version" in caplog.text


def test_a_whole_build_is_reused_without_a_word(some_documents, full, tmp_path, caplog):
    with caplog.at_level(logging.INFO):
        build(some_documents, tmp_path / "new", full)
    assert caplog.text == ""


def test_a_missing_build_is_not_reused(some_documents, full, tmp_path):
    folder = build(some_documents, tmp_path / "new", tmp_path / "nowhere")
    assert answers(folder, some_documents) == answers(full, some_documents)


def test_everything_may_go_and_come_back(some_documents, full, tmp_path):
    empty = build([], tmp_path / "empty", full)
    assert RankedEngine().open(empty).suggest("li", 5) == []
    again = build(some_documents, tmp_path / "again", empty)
    assert answers(again, some_documents) == answers(full, some_documents)
