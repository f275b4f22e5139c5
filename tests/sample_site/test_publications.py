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


def test_all_twelve_publications_are_shown_on_demand():
    assert len(ENTRIES) == 12
    assert titles(ALL) == [entry["title"] for entry in ENTRIES]
    assert "12 publications found" in listed(ALL).get_text()


def test_the_bare_address_shows_the_form_alone():
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


def test_a_part_of_a_title_finds_it_in_any_case():
    assert titles({"F_Title": "annual REPORT"}) == ["Annual Report 2025"]


def test_filters_narrow_each_other():
    assert titles({"F_Title": "annual", "F_Topic": "Attendance"}) == []


def test_every_filter_can_be_left_open():
    assert all(not select.find("option").get_text() for select in listed({}).find_all("select"))


def test_every_topic_has_a_link_that_shows_its_entries():
    links = {link.get_text(): link["href"] for link in listed({}).select("a[href*=F_Topic]")}
    assert set(links) == {entry["topic"] for entry in ENTRIES}
    assert links["Family Engagement"] == "?F_All=y&F_Topic=Family+Engagement"


def test_an_entry_tells_authors_size_date_and_where_to_read_it():
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


def test_every_entry_has_an_anchor_of_its_own():
    names = [link["name"] for link in listed(ALL).select("a[name]")]
    assert len(set(names)) == len(names) == len(ENTRIES)


def test_what_a_visitor_types_is_not_written_into_the_page():
    assert "<script>" not in publication_list({"F_Title": "<script>", "F_Topic": "<script>"})
