from datetime import UTC, datetime, timedelta

import pytest

from faqbot.crawl.page.directives import read_directives
from faqbot.crawl.store.crawl_log import CrawlLog
from faqbot.crawl.store.shrink_check import ShrinkCheck
from faqbot.crawl.store.snapshots import Snapshot, stored_page

SEED = "https://oakhill.example/"
FAQ, COST = SEED + "faq", SEED + "cost"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Books:
    """A log over a snapshot of a few pages, and what it needs."""

    def __init__(self, folder, make_page):
        self.make_page = make_page
        self.folder = folder
        self.open({SEED: "home", FAQ: "answers"})

    def open(self, texts=(), *, days=0, pages=None):
        """Begin a log, with a new snapshot of these texts if there are any."""
        self.snapshot = Snapshot(self.folder)
        made = [self.make_page(text, url=url) for url, text in dict(texts).items()]
        for page in made:
            self.snapshot.store(page)
        entries = pages or {page.url: stored_page(page) for page in made}
        self.snapshot.commit((SEED,), entries)
        now = NOON + timedelta(days=days)
        shrink_check = ShrinkCheck(SEED, self.snapshot)
        self.log = CrawlLog(self.snapshot, shrink_check, self.read, now=now, keep_failed_days=14)
        return self.log

    def read(self, page):
        return read_directives(page, product="faqbot", now=NOON)

    def keep(self, url, text):
        page = self.make_page(text, url=url)
        self.snapshot.store(page)
        self.log.keep(url, stored_page(page), self.read(page), "fetched")

    def told(self, url):
        outcome = self.log.outcomes[url]
        return outcome.result, outcome.reason


@pytest.fixture
def books(tmp_path, make_page):
    return Books(tmp_path / "oakhill.example", make_page)


def test_what_is_kept_is_told_and_in_the_next_manifest(books):
    books.keep(COST, "prices")

    assert books.told(COST) == ("fetched", "")
    assert list(books.log.pages) == [COST]


def test_what_is_settled_otherwise_is_told_and_not_kept(books):
    books.log.record(COST, "refused", "disallowed by robots.txt")

    assert books.told(COST) == ("refused", "disallowed by robots.txt")
    assert books.log.pages == {}


def test_refusals_are_counted_where_they_are_too_many_to_list(books):
    for number in range(5_003):
        books.log.record(f"{SEED}{number}", "refused", "excluded")
    books.log.record(FAQ, "gone", "HTTP status 404")

    assert books.log.unlisted_count == 3
    assert books.told(FAQ)[0] == "gone"


def test_a_page_that_fails_keeps_its_copy_and_says_of_when(books):
    shown = books.log.fail(FAQ, "no response in time")

    assert shown.word_count == 1
    assert books.told(FAQ) == (
        "failed",
        "no response in time; the copy of 2026-11-23 is kept",
    )
    assert books.log.pages[FAQ].failing_since == NOON.isoformat()


@pytest.mark.parametrize(
    ("days", "result"),
    [pytest.param(14, "failed", id="two weeks"), pytest.param(14.1, "gone", id="longer")],
)
def test_a_page_may_fail_for_so_many_days(books, days, result):
    books.log.fail(FAQ, "no response in time")
    failing = dict(books.log.pages)
    books.open(days=days, pages=failing)

    books.log.fail(FAQ, "no response in time")

    assert books.told(FAQ)[0] == result
    assert (FAQ in books.log.pages) is (result == "failed")


def test_how_long_a_page_failed_is_told_when_it_goes(books):
    books.log.fail(FAQ, "no response in time")
    books.open(days=15, pages=dict(books.log.pages))

    books.log.fail(FAQ, "HTTP status 500")

    assert books.told(FAQ) == ("gone", "HTTP status 500; it has failed since 2026-11-23")


def test_a_page_that_fails_at_first_sight_leaves_nothing(books):
    assert books.log.fail(COST, "no response in time") is None
    assert books.told(COST) == ("failed", "no response in time")


def test_a_page_that_fails_and_whose_copy_is_lost_leaves_nothing(books):
    (books.folder / "pages" / books.snapshot.entries.get(FAQ).sha256).unlink()

    assert books.log.fail(FAQ, "no response in time") is None
    assert books.log.pages == {}


def test_known_pages_that_had_no_turn_stay_as_they_are(books):
    books.keep(SEED, "home")

    books.log.record_unvisited({FAQ}, was_cut_short=True)

    assert books.told(FAQ) == ("unchanged", "not requested: max_pages reached")
    assert books.log.pages[FAQ] == books.snapshot.entries.get(FAQ)


@pytest.mark.parametrize(
    ("was_cut_short", "reason"),
    [
        pytest.param(False, "still there, but no page links to it any more", id="whole"),
        pytest.param(True, "", id="cut short: a page that was not read may link to it"),
    ],
)
def test_a_page_that_nothing_links_to_is_named(books, was_cut_short, reason):
    books.keep(SEED, "home")
    books.keep(FAQ, "answers")

    books.log.record_unvisited({FAQ}, was_cut_short=was_cut_short)

    assert books.told(FAQ) == ("fetched", reason)


def test_of_pages_that_show_the_same_one_is_kept(books):
    books.keep(FAQ, "answers")
    books.keep(FAQ + "?print=2", "answers")

    books.log.merge(frozenset())

    assert list(books.log.pages) == [FAQ]
    assert books.told(FAQ + "?print=2") == ("same", f"same content as {FAQ}")


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        pytest.param(["Hours", "Fees", "Rooms"], [FAQ], id="half of it"),
        pytest.param(["Hours", "Desks", "Rooms"], [FAQ, COST], id="little of it"),
    ],
)
def test_a_canonical_page_must_share_half_of_what_is_not_on_the_home_page(books, own, kept):
    frame = "<p>Oak Hill<p>Contact<p>Imprint"
    home = books.read(books.make_page(frame))
    books.keep(FAQ, frame + "<p>Hours<p>Fees<p>Keys")
    link = f'<link rel="canonical" href="{FAQ}">'
    books.keep(COST, link + frame + "".join(f"<p>{line}" for line in own))

    books.log.merge(home.lines)

    assert list(books.log.pages) == kept
