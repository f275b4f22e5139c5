"""The contract of `faqbot.search.engine`, kept by the Whoosh engine."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from faqbot.errors import BuildError, NotFoundError
from faqbot.records import Document, Passage
from faqbot.search.query import parse_question
from faqbot.search.whoosh_engine import WhooshEngine


def faq(passage_id: str, question: str, text: str) -> Passage:
    return Passage(passage_id, "", "faq", text, question)


def section(passage_id: str, text: str, *path: str) -> Passage:
    return Passage(passage_id, "", "text", text, heading_path=path)


def document(document_id: str, *passages: Passage, language: str = "en") -> Document:
    url = f"https://example.org/{document_id}"
    return Document(document_id, url, "page", document_id, language, passages=passages)


DOCUMENTS = [
    document(
        "library",
        faq("hours", "When is the library open?", "From nine to five on weekdays."),
        faq("cards", "Who gets a card?", "Every resident, and the library keeps it free."),
        section("history", "A librarian of the mill town gave the house in 1911.", "History"),
    ),
    document("pool", section("lanes", "Lanes open at six. Bring a card.", "Swimming", "Lanes")),
    document(
        "biblioteca",
        faq("horas", "¿Cuándo abre la biblioteca?", "De nueve a cinco, la puerta está abierta."),
        language="es",
    ),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("build")
    WhooshEngine().build(DOCUMENTS, folder)
    opened = WhooshEngine().open(folder)
    yield opened
    opened.close()


def found(reader, question: str, limit: int = 10, languages=("en", "es")) -> list[str]:
    query = parse_question(question, languages, max_chars=1000)
    return [hit.passage.id for hit in reader.search(query, limit)]


def test_the_passage_whose_question_matches_comes_first(reader):
    assert found(reader, "library open hours")[0] == "hours"


def test_other_forms_of_a_word_are_found(reader):
    assert found(reader, "libraries opening")[0] == "hours"


def test_headings_count(reader):
    assert found(reader, "swimming") == ["lanes"]


def test_neighbouring_words_count_more_than_scattered_ones(reader):
    assert found(reader, "bring card")[0] == "lanes"


def test_accents_may_be_left_out(reader):
    assert found(reader, "cuando ABRE biblioteca")[0] == "horas"


def test_only_the_asked_language_is_searched(reader):
    assert found(reader, "biblioteca library", languages=("en",))[0] == "hours"
    assert "horas" not in found(reader, "biblioteca library", languages=("en",))


def test_what_no_passage_mentions_is_not_found(reader):
    assert found(reader, "parking") == []


def test_hits_are_limited_ranked_from_1_and_sorted_by_score(reader):
    hits = reader.search(parse_question("library card open", ["en"], max_chars=100), 3)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_carries_its_passage_and_document(reader):
    hit = reader.search(parse_question("mill town", ["en"], max_chars=100), 1)[0]
    assert hit.passage == DOCUMENTS[0].passages[2]
    assert (hit.document.url, hit.document.passages) == ("https://example.org/library", ())


def test_a_document_comes_with_its_passages(reader):
    assert reader.document("library") == DOCUMENTS[0]


def test_a_passage_comes_by_its_id(reader):
    assert reader.passage("lanes") == DOCUMENTS[1].passages[0]


@pytest.mark.parametrize("ask", ["passage", "document"])
def test_unknown_ids_are_reported(reader, ask):
    with pytest.raises(NotFoundError, match="'nope'"):
        getattr(reader, ask)("nope")


def test_many_threads_may_share_a_reader(reader):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: tuple(found(reader, "library card open")), range(100)))
    assert len(set(answers)) == 1


def test_a_build_that_fails_leaves_no_lock_behind(tmp_path):
    def broken():
        yield DOCUMENTS[0]
        raise KeyError("lost")

    with pytest.raises(KeyError):
        WhooshEngine().build(broken(), tmp_path)
    (tmp_path / "again").mkdir()
    WhooshEngine().build(DOCUMENTS, tmp_path / "again")
    assert found(WhooshEngine().open(tmp_path / "again"), "swimming") == ["lanes"]


def test_a_folder_without_an_index_is_reported(tmp_path):
    with pytest.raises(BuildError, match="run `faqbot index`"):
        WhooshEngine().open(tmp_path)
