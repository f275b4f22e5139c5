"""Files of questions on their way from staff to visitors: their names, and double answers."""

import json
from dataclasses import replace

import pytest

from faqbot.core.settings import SourceSettings
from faqbot.services.answer_json import answer_json
from faqbot.services.answering import AnswerService
from faqbot.services.crawling import import_file, scrape
from faqbot.services.indexing import build_index
from faqbot.web.app import create_app

ROWS = "Question,Answer\nWhere is the boat house?,Behind the mill.\n"


@pytest.fixture
def settings(loopback_settings):
    return loopback_settings


def write(folder, name, text=ROWS):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def shown_title(settings):
    """Return what visitors see as the source of the answer to the question in ROWS."""
    build_index(settings, lambda _: None)
    return AnswerService(settings).ask("Where is the boat house?").results[0].hit.document.title


def test_visitors_see_the_name_that_staff_give(settings, tmp_path):
    report = import_file(settings, write(tmp_path, "messy4.csv"), name=" Front desk  handbook ")
    assert (report.name, report.has_given_name) == ("Front desk handbook", True)
    assert shown_title(settings) == "Front desk handbook"


def test_a_name_stays_when_the_file_is_imported_again_without_one(settings, tmp_path):
    path = write(tmp_path, "messy4.csv")
    import_file(settings, path, name="Front desk handbook")
    assert import_file(settings, path).name == "Front desk handbook"


def test_a_file_without_a_name_goes_by_the_title_above_its_header(settings, tmp_path):
    path = write(tmp_path, "messy4.csv", f"sep=,\nBoat club handbook\n\n{ROWS}")
    assert not import_file(settings, path).has_given_name
    assert shown_title(settings) == "Boat club handbook"


def test_a_file_without_a_title_goes_by_its_cleaned_file_name(settings, tmp_path):
    import_file(settings, write(tmp_path, "boat-club_faq v3 (1).csv"))
    assert shown_title(settings) == "Boat club faq"


def test_a_source_in_the_settings_has_a_name(settings):
    settings.home.mkdir(exist_ok=True)
    write(settings.home, "messy4.csv")
    source = SourceSettings(file="messy4.csv", name="Boat club")
    scrape(replace(settings, sources=(source,)), [], lambda _: None)
    assert shown_title(settings) == "Boat club"


def test_nothing_public_holds_the_name_of_the_file(settings, tmp_path):
    import_file(settings, write(tmp_path, "messy4.csv"), name="Boat club")
    build_index(settings, lambda _: None)
    answer = AnswerService(settings).ask("Where is the boat house?")
    assert "messy4" not in json.dumps(answer_json(answer))
    client = create_app(settings).test_client()
    document_id = answer.results[0].hit.document.id
    for path in ("/?q=boat+house", "/api/v1/ask?q=boat+house", f"/api/v1/documents/{document_id}"):
        body = client.get(path).get_data(as_text=True)
        assert "Boat club" in body
        assert "messy4" not in body


def test_two_answers_to_one_question_are_reported_and_both_kept(settings, tmp_path):
    path = write(tmp_path, "club.csv", f"{ROWS}where is the boat house ?,On the island.\n")
    report = import_file(settings, path)
    assert report.question_count == 2
    assert report.problems == (
        "row 3: “where is the boat house ?” has another answer in row 2; correct or delete one",
    )


def test_two_answers_in_two_files_are_reported_by_import_and_index(settings, tmp_path):
    import_file(settings, write(tmp_path, "a.csv"))
    report = import_file(settings, write(tmp_path, "b.csv", ROWS.replace("mill", "church")))
    expected = "row 2: “Where is the boat house?” has another answer in a.csv, row 2"
    assert [problem.split(";")[0] for problem in report.problems] == [expected]
    [conflict] = build_index(settings, lambda _: None).conflicts
    assert conflict.startswith(f"b.csv, {expected}")
    results = AnswerService(settings).ask("boat house").results
    texts = [result.hit.passage.text for result in results]
    assert sorted(texts) == ["Behind the church.", "Behind the mill."]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("Where is the boat house,behind  the mill\n", id="same answer"),
        pytest.param("Where is the old boat house?,On the island.\n", id="other question"),
    ],
)
def test_rows_that_do_not_contradict_each_other_are_not_reported(settings, tmp_path, rows):
    assert import_file(settings, write(tmp_path, "club.csv", ROWS + rows)).problems == ()


def test_the_same_question_about_two_pages_is_not_reported(settings, tmp_path):
    text = "question,answer,url\nCost?,Nine.,/adults\nCost?,Five.,/children\n"
    assert import_file(settings, write(tmp_path, "club.csv", text)).problems == ()
