from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from faqbot.crawl.store.journal import Journal
from faqbot.crawl.store.snapshots import Snapshot

SEED = "https://oakhill.example/"
FAQ = SEED + "faq"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def begin(tmp_path):
    """Return a function that begins or goes on with a scrape, so many hours after noon."""

    opened = []

    def open_journal(hours=0, **options):
        snapshot = Snapshot(tmp_path / "oakhill.example")
        opened.append(Journal(snapshot, NOON + timedelta(hours=hours), **options))
        return opened[-1]

    yield open_journal
    for journal in opened:
        journal.close()


@pytest.fixture
def cut_short(begin, make_page, tmp_path):
    """Return a function that writes answers down and stops, as a killed scrape does."""

    def write(*pages):
        journal = begin()
        for page in pages:
            Snapshot(tmp_path / "oakhill.example").store(page)
            journal.add(page)
        journal.close()
        return tmp_path / "oakhill.example" / "journal.jsonl"

    return write


def test_a_resumed_scrape_knows_the_recorded_responses(begin, cut_short, make_page):
    page = make_page("caf\N{LATIN SMALL LETTER E WITH ACUTE}", url=FAQ)
    cut_short(page)

    journal = begin(1)

    assert journal.response(FAQ) == page
    assert (journal.resumed_count, journal.run) == (1, NOON.isoformat())


def test_a_url_that_was_not_requested_has_no_response(begin, cut_short, make_page):
    cut_short(make_page("open", url=SEED))

    assert begin(1).response(FAQ) is None


@pytest.mark.parametrize("status", [301, 304, 404, 410])
def test_a_response_without_a_body_is_recorded_with_its_headers(
    begin, cut_short, make_page, status
):
    page = replace(make_page("", url=FAQ, status=status), headers={"location": "/help"})
    cut_short(page)

    assert begin(1).response(FAQ) == page


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_failures_that_may_pass_are_not_recorded(begin, cut_short, make_page, status):
    cut_short(make_page("", url=FAQ, status=status))

    assert begin(1).response(FAQ) is None


def test_a_page_whose_body_is_lost_has_no_response(begin, cut_short, make_page, tmp_path):
    page = make_page("open", url=FAQ)
    cut_short(page)
    (tmp_path / "oakhill.example" / "pages" / page.sha256).unlink()

    assert begin(1).response(FAQ) is None


@pytest.mark.parametrize(
    ("hours", "count"),
    [
        pytest.param(23.9, 1, id="within a day"),
        pytest.param(24, 0, id="a day later"),
        pytest.param(-1, 0, id="before it began, as when a clock was set"),
    ],
)
def test_a_scrape_resumes_within_a_day(begin, cut_short, make_page, hours, count):
    cut_short(make_page("open", url=FAQ))

    assert begin(hours).resumed_count == count


def test_a_scrape_started_afresh_drops_the_responses(begin, cut_short, make_page):
    cut_short(make_page("open", url=FAQ))

    begin(1, start_anew=True).close()

    assert begin(1).resumed_count == 0


def test_a_committed_scrape_is_not_resumed(begin, cut_short, make_page):
    path = cut_short(make_page("open", url=FAQ))

    begin(1).drop()

    assert not path.exists()


def test_two_interruptions_add_up(begin, cut_short, make_page):
    cut_short(make_page("open", url=SEED))
    again = begin(1)
    again.add(make_page("", url=FAQ, status=404))
    again.close()

    assert begin(2).resumed_count == 2


@pytest.mark.parametrize(
    "end",
    [
        pytest.param('{"url": "https://oakhill.exam', id="cut off"),
        pytest.param("\x00\x00\x00", id="zeros, as after a power failure"),
        pytest.param('{"url": "https://oakhill.example/x"}', id="too little"),
        pytest.param("[1, 2]", id="something else"),
    ],
)
def test_a_damaged_line_costs_no_other_response(begin, cut_short, make_page, end):
    path = cut_short(make_page("open", url=SEED))
    with path.open("a") as file:
        file.write(end)
    again = begin(1)
    again.add(make_page("", url=FAQ, status=404))
    again.close()

    journal = begin(2)

    assert [bool(journal.response(url)) for url in (SEED, FAQ)] == [True, True]


@pytest.mark.parametrize("start", ["", "\x00\x00", "[]", '{"run": 7}', '{"run": "yesterday"}'])
def test_an_unreadable_journal_is_replaced(begin, cut_short, start):
    cut_short().write_text(start)

    journal = begin(1)

    assert (journal.resumed_count, journal.run) == (0, (NOON + timedelta(hours=1)).isoformat())
