import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from faqbot.sample_site import publications
from faqbot.sample_site.publications import publication_list

ENTRIES = json.loads(
    Path(publications.__file__).with_name("publications.json").read_text(encoding="utf-8")
)
ALL = {"F_All": "y"}


def listed(arguments):
    return BeautifulSoup(publication_list(arguments), "lxml")


def titles(arguments):
    return [heading.get_text() for heading in listed(arguments).find_all("h3")]


def test_show_all_lists_all_twelve_publications():
    assert len(ENTRIES) == 12
    assert titles(ALL) == [entry["title"] for entry in ENTRIES]
    assert "12 publications found" in listed(ALL).get_text()


def test_without_arguments_only_the_form_is_shown():
    soup = listed({})
    assert soup.find("form")
    assert not soup.find("h3")
    assert "publications found" not in soup.get_text()


@pytest.mark.parametrize(
    ("argument", "key"),
    [
        ("F_Organization", "organization"),
        ("F_Category", "category"),
        ("F_Topic", "topic"),
        ("F_Result", "result"),
        ("F_Role", "role"),
    ],
)
def test_a_filter_shows_the_entries_of_its_value_only(argument, key):
    wanted = ENTRIES[0][key]

    shown = titles({argument: wanted})

    assert shown == [entry["title"] for entry in ENTRIES if entry[key] == wanted]
    assert 0 < len(shown) < len(ENTRIES)


def test_titles_match_in_part_and_in_any_case():
    assert titles({"F_Title": "annual REPORT"}) == ["Annual Report 2025"]


def test_filters_narrow_each_other():
    assert titles({"F_Title": "annual", "F_Topic": "Attendance"}) == []


def test_empty_filters_match_everything():
    assert all(not select.find("option").get_text() for select in listed({}).find_all("select"))


def test_every_topic_has_a_link_that_shows_its_entries():
    links = {link.get_text(): link["href"] for link in listed({}).select("a[href*=F_Topic]")}
    assert set(links) == {entry["topic"] for entry in ENTRIES}
    assert links["Family Engagement"] == "?F_All=y&F_Topic=Family+Engagement"


def test_an_entry_shows_authors_size_date_and_link():
    soup = listed({"F_Title": "Annual Report 2025"})
    text = soup.get_text(" ")
    assert "(Ruth Okafor, Tomas Brandt)" in text
    assert "13 KB, 05/19/26, Open Doors Alliance for Community Schools" in text
    assert {link["href"] for link in soup.select("a[href^='/']")} == {
        "/files/annual-report-2025.pdf"
    }


def test_an_entry_without_a_file_has_no_size():
    entry = next(entry for entry in ENTRIES if not entry["size_kb"])
    assert "KB" not in listed({"F_Title": entry["title"]}).get_text()


def test_every_entry_has_its_own_anchor():
    names = [link["name"] for link in listed(ALL).select("a[name]")]
    assert len(set(names)) == len(names) == len(ENTRIES)


def test_arguments_are_never_echoed_into_the_page():
    assert "<script>" not in publication_list({"F_Title": "<script>", "F_Topic": "<script>"})
