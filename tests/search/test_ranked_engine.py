"""The contract of `faqbot.search.engine`, kept by the default engine."""

import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from faqbot.core.errors import BuildError, NotFoundError
from faqbot.core.records import Document, Passage, Weights
from faqbot.search.query.correct import CorrectedQuestion
from faqbot.search.query.parse import parse_question
from faqbot.search.ranked_engine import RankedEngine


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
    RankedEngine().build(DOCUMENTS, folder)
    opened = RankedEngine().open(folder)
    yield opened
    opened.close()


def found(reader, question: str, limit: int = 10, languages=("en", "es")) -> list[str]:
    query = parse_question(question, languages, max_chars=1000)
    return [hit.passage.id for hit in reader.search(query, limit).hits]


def test_the_passage_whose_question_matches_comes_first(reader):
    assert found(reader, "library open hours")[0] == "hours"


def test_other_forms_of_a_word_are_found(reader):
    assert found(reader, "libraries opening")[0] == "hours"


def test_headings_count(reader):
    assert found(reader, "swimming") == ["lanes"]


@pytest.fixture
def reader_of(tmp_path):
    opened = []

    def build(*documents):
        RankedEngine().build(documents, tmp_path)
        opened.append(RankedEngine().open(tmp_path))
        return opened[-1]

    yield build
    for each in opened:
        each.close()


def test_the_heading_right_above_a_text_counts_more_than_words_in_it(reader_of):
    reader = reader_of(
        document(
            "tools",
            section("said", "A review of each partner is on the list, for the office.", "Office"),
            section("headed", "Two pages, on the list that the office keeps.", "Partner review"),
        )
    )

    assert found(reader, "partner review")[0] == "headed"


@pytest.mark.parametrize(
    "typed",
    ["email", "e-mail", "onsite", "1200", "501c3", "office@hall.example", "5550142", "QA"],
)
def test_words_written_as_one_are_found_with_and_without_their_signs(typed, reader_of):
    text = (
        "E-mail office@hall.example or call 555-0142. On-site, a 501(c)(3) pays $1,200 for the Q&A."
    )
    reader = reader_of(
        document("contact", section("hall", text, "Hall"), section("pool", "Lanes.", "Pool"))
    )

    assert found(reader, typed) == ["hall"]


ALIASES = ("How much is a ticket?", "How much for a child?", "How much do groups pay?")


def test_a_passage_is_found_by_other_wordings_of_its_question(reader_of):
    fee = replace(faq("fee", "What are the dues?", "Three dollars."), aliases=ALIASES)
    opened = reader_of(document("a", fee, faq("hours", "When is it open?", "For a child, at ten.")))
    assert found(opened, "tickets for one child")[0] == "fee"


def test_other_wordings_make_no_question_lose_what_it_has_by_its_own_words(tmp_path):
    others = [faq(f"{n}", f"Who cleans hall {n} on Mondays?", "A neighbor.") for n in range(30)]
    scores = []
    for name, aliases in (("with", ALIASES), ("without", ())):
        fee = replace(faq("fee", "What are the dues?", "Three dollars."), aliases=aliases)
        (tmp_path / name).mkdir()
        RankedEngine(Weights(ngrams=0)).build([document("a", fee, *others)], tmp_path / name)
        with closing(RankedEngine().open(tmp_path / name)) as opened:
            [hit] = opened.search(parse_question("dues", ["en"], max_chars=100), 1).hits
            scores.append(hit.score)
    assert scores[0] == pytest.approx(scores[1], rel=0.01)


def test_other_wordings_are_not_what_the_page_says(reader_of):
    fee = replace(faq("fee", "What are the dues?", "Three dollars."), aliases=ALIASES)
    opened = reader_of(document("a", fee))
    assert found(opened, '"much for a child"') == []


def test_words_that_frame_a_question_count_less_than_what_is_asked(reader_of):
    reader = reader_of(
        document(
            "help",
            faq("frame", "Who helps in summer?", "Ask at the desk."),
            faq("swim", "Who swims in summer?", "The green one."),
        )
    )

    assert found(reader, "help, swim")[0] == "swim"


def test_neighbouring_words_count_more_than_scattered_ones(reader_of):
    reader = reader_of(
        document(
            "school",
            section("scattered", "The bus waits at the gate; a stop is planned.", "One"),
            section("together", "The bus stop is planned; a gate waits at the.", "Two"),
        )
    )
    assert found(reader, "bus stop") == ["together", "scattered"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param(
            "busstop", CorrectedQuestion("bus stop", is_sure=True), id="side by side twice"
        ),
        pytest.param(
            "busgate", CorrectedQuestion("bus gate", is_sure=False), id="never side by side"
        ),
    ],
)
def test_words_run_together_are_parted_where_the_site_has_them_side_by_side(
    reader_of, typed, meant
):
    reader = reader_of(
        document(
            "school",
            section("winter", "The bus stop is moved. A gate opens.", "Winter"),
            section("summer", "One bus stop is closed, and one gate.", "Summer"),
        )
    )
    assert reader.correct(parse_question(typed, ("en",), max_chars=1000)) == meant


def test_words_in_quotes_must_stand_together(reader):
    assert found(reader, '"bring a card"') == ["lanes"]


def test_excluded_words_must_not_be_there(reader):
    assert "cards" in found(reader, "library card")
    assert "cards" not in found(reader, "library -card")


@pytest.mark.parametrize(
    ("question", "kinds"),
    [("library card kind:faq", {"faq"}), ("library card kind:text", {"text"})],
)
def test_a_kind_narrows_the_results(reader, question, kinds):
    query = parse_question(question, ("en", "es"), max_chars=1000)
    assert {hit.passage.kind for hit in reader.search(query, 10).hits} == kinds


def test_a_year_narrows_the_results(reader_of):
    old = replace(
        document("old", section("1999", "The hall opens.", "Old")), published="1999-05-01"
    )
    new = replace(
        document("new", section("2026", "The hall opened.", "New")), modified="2026-05-01"
    )
    reader = reader_of(old, new)
    assert found(reader, "hall year:2026") == ["2026"]


def test_a_long_text_under_two_headings_is_shown_once(reader_of):
    text = "The hall opens at nine on weekdays and closes at five, but on Fridays it stays open."
    reader = reader_of(document("hall", section("a", text, "Hours"), section("b", text, "Times")))
    assert len(found(reader, "hall")) == 1


def test_an_answer_on_two_pages_with_a_word_changed_is_shown_once(reader_of):
    question, text = "When is the hall open?", "It opens at nine on weekdays and closes at five, "
    more = "but on Fridays it stays open for games and music until everybody has gone home."
    reader = reader_of(
        document("old", faq("other", question, text + more.replace("gone", "left"))),
        document("hall", faq("better", question, f"{text}{more} In the hall.")),
    )
    assert found(reader, "hall") == ["better"]


@pytest.mark.parametrize("newer", ["first", "second"])
def test_of_passages_that_score_alike_the_later_dated_comes_first(newer, reader_of):
    days = dict.fromkeys(("first", "second"), "2021-02-03") | {newer: "2026-02-03"}
    reader = reader_of(
        *(
            replace(document(name, faq(name, "May I swim?", "Yes.")), title="Pool", modified=day)
            for name, day in days.items()
        ),
        document("undated", faq("undated", "May I swim?", "Yes.")),
    )
    assert found(reader, "swim")[:2] == [newer, ({"first", "second"} - {newer}).pop()]


def test_a_later_day_does_not_outweigh_a_better_score(reader_of):
    reader = reader_of(
        document("old", faq("better", "May I swim?", "Yes.")),
        replace(
            document("new", faq("newer", "May I run?", "Not beside those who swim.")),
            modified="2026-02-03",
        ),
    )
    assert found(reader, "swim") == ["better", "newer"]


def test_longer_words_with_the_same_beginning_are_found_next_to_the_asked(reader_of):
    reader = reader_of(
        document(
            "clinic",
            section("other", "The nurse keeps a register of children.", "Register"),
            section("shots", "The nurse keeps vaccines for children.", "Medicine"),
        )
    )
    assert found(reader, "vaccination nurse")[0] == "shots"


@pytest.mark.parametrize("typed", ["libary hours", "librray hours"])
def test_a_mistyped_word_is_corrected(reader, typed):
    meant = reader.correct(parse_question(typed, ("en", "es"), max_chars=1000))
    assert meant is not None
    assert meant.question == "library hours"


def test_known_words_are_left_alone(reader):
    asked = parse_question("library hours abre", ("en", "es"), max_chars=1000)
    assert reader.correct(asked) is None


def test_questions_complete_what_is_typed(reader):
    assert [each.text for each in reader.suggest("libr op", 5)] == ["When is the library open?"]


def test_accents_may_be_left_out(reader):
    assert found(reader, "cuando ABRE biblioteca")[0] == "horas"


def test_only_the_asked_language_is_searched(reader):
    assert found(reader, "biblioteca library", languages=("en",))[0] == "hours"
    assert "horas" not in found(reader, "biblioteca library", languages=("en",))


def test_what_no_passage_mentions_is_not_found(reader):
    assert found(reader, "parking") == []


def test_hits_are_limited_ranked_from_1_and_sorted_by_score(reader):
    hits = reader.search(parse_question("library card open", ["en"], max_chars=100), 3).hits
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("question", "coverage"),
    [
        pytest.param("when is the library open", 1.0, id="its question"),
        pytest.param("swimming lanes", 0.0, id="more than its heading"),
        pytest.param("lanes", 1.0, id="its heading"),
        pytest.param("library open on mars", 0.0, id="something else too"),
        pytest.param("parking", 0.0, id="no hit"),
    ],
)
def test_a_ranking_says_how_much_of_the_first_question_is_asked(question, coverage, reader):
    query = parse_question(question, ["en", "es"], max_chars=100)
    assert reader.search(query, 5).coverage == coverage


def test_a_ranking_says_how_much_of_the_question_the_site_knows(reader):
    known, half = (
        reader.search(parse_question(question, ["en"], max_chars=100), 5).rarity.known
        for question in ("library card", "library parking")
    )
    assert known == 1.0
    assert 0 < half < 1


def test_a_hit_carries_its_passage_and_document(reader):
    hit = reader.search(parse_question("mill town", ["en"], max_chars=100), 1).hits[0]
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
        RankedEngine().build(broken(), tmp_path)
    (tmp_path / "again").mkdir()
    RankedEngine().build(DOCUMENTS, tmp_path / "again")
    assert found(RankedEngine().open(tmp_path / "again"), "swimming") == ["lanes"]


def test_a_folder_without_an_index_is_reported(tmp_path):
    with pytest.raises(BuildError, match="run `faqbot index`"):
        RankedEngine().open(tmp_path)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are counted on Linux")
def test_a_build_that_is_closed_keeps_no_file_open(tmp_path):
    engine = RankedEngine()
    engine.build(DOCUMENTS, tmp_path)
    gc.disable()
    try:
        before = open_files()
        reader = engine.open(tmp_path)
        query = parse_question("when is the libary open", ["en", "es"], max_chars=100)
        reader.correct(query)
        reader.search(query, 5)
        reader.suggest("wen is", 5)
        reader.close()
        del reader
        assert open_files() == before
    finally:
        gc.enable()
