import json

import pytest

from faqbot.core.records import Omission, Outcome, PageOmissions, ScrapeReport
from faqbot.crawl.store.reports import note_extraction, read_report, write_report

SEED = "https://oakhill.example/"
REPORT = ScrapeReport(SEED, (Outcome(SEED, "fetched"), Outcome(f"{SEED}scan.pdf", "fetched")), 90)


def test_a_report_is_read_as_it_was_written(tmp_path):
    write_report(tmp_path, REPORT)

    report = read_report(tmp_path)

    assert report["seed"] == SEED
    assert [outcome["result"] for outcome in report["outcomes"]] == ["fetched", "fetched"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"outcomes": [{"url": 3}]}', '{"outcomes": 1}']
)
def test_a_damaged_report_counts_as_missing(content, tmp_path):
    (tmp_path / "report.json").write_text(content)

    assert read_report(tmp_path) == {}


def test_pages_that_gave_no_passage_are_noted_as_empty(tmp_path):
    write_report(tmp_path / "oakhill", REPORT)

    note_extraction(tmp_path, [Outcome(f"{SEED}scan.pdf", "empty", "no text; run OCR")], [])

    outcomes = json.loads((tmp_path / "oakhill" / "report.json").read_text())["outcomes"]
    assert [(each["result"], each["reason"]) for each in outcomes] == [
        ("fetched", ""),
        ("empty", "no text; run OCR"),
    ]


def test_damaged_reports_are_left_alone(tmp_path):
    (tmp_path / "oakhill").mkdir()
    path = tmp_path / "oakhill" / "report.json"
    path.write_text("{")

    note_extraction(tmp_path, [Outcome(SEED, "empty", "no text")], [])

    assert path.read_text() == "{"


def test_what_was_left_out_of_a_page_is_noted_with_a_warning(tmp_path):
    write_report(tmp_path / "oakhill", REPORT)
    omitted = (Omission("footer", 3, "Elm Road 12"),)

    note_extraction(tmp_path, [], [PageOmissions(SEED, omitted, "most of it")])

    first, second = json.loads((tmp_path / "oakhill" / "report.json").read_text())["outcomes"]
    assert first["omitted"] == [{"reason": "footer", "word_count": 3, "sample": "Elm Road 12"}]
    assert (first["result"], first["warning"]) == ("fetched", "most of it")
    assert "omitted" not in second
