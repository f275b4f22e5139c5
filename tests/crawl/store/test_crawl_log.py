from datetime import UTC, datetime, timedelta

import pytest

from faqbot.crawl.page.directives import read_directives
from faqbot.crawl.store.crawl_log import CrawlLog
from faqbot.crawl.store.shrink_check import ShrinkCheck
from faqbot.crawl.store.snapshots import Snapshot, stored_page

SEED = "https://oakhill.example/"
FAQ, COST = SEED + "faq", SEED + "cost"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Logged:
    """A log over a snapshot of a few pages, and what it needs."""

    def __init__(self, folder, make_page):
        self.make_page = make_page
        self.folder = folder
        self.open({SEED: "home", FAQ: "answers"})

    def open(self, texts=(), *, days=0, pages=None):
        """Start a log, with a new snapshot of these texts if there are any."""
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

    def outcome(self, url):
        recorded = self.log.outcomes[url]
        return recorded.result, recorded.reason


@pytest.fixture
def logged(tmp_path, make_page):
    return Logged(tmp_path / "oakhill.example", make_page)


def test_a_kept_page_has_an_outcome_and_a_manifest_entry(logged):
    logged.keep(COST, "prices")

    assert logged.outcome(COST) == ("fetched", "")
    assert list(logged.log.pages) == [COST]


def test_any_other_outcome_is_recorded_without_a_manifest_entry(logged):
    logged.log.record(COST, "refused", "disallowed by robots.txt")

    assert logged.outcome(COST) == ("refused", "disallowed by robots.txt")
    assert logged.log.pages == {}


def test_refusals_beyond_the_limit_are_only_counted(logged):
    for number in range(5_003):
        logged.log.record(f"{SEED}{number}", "refused", "excluded")
    logged.log.record(FAQ, "gone", "HTTP status 404")

    assert logged.log.unlisted_count == 3
    assert logged.outcome(FAQ)[0] == "gone"


def test_a_failing_page_keeps_its_copy_and_names_its_date(logged):
    directives = logged.log.fail(FAQ, "no response in time")

    assert directives.word_count == 1
    assert logged.outcome(FAQ) == (
        "failed",
        "no response in time; the copy of 2026-11-23 is kept",
    )
    assert logged.log.pages[FAQ].failing_since == NOON.isoformat()


@pytest.mark.parametrize(
    ("days", "result"),
    [pytest.param(14, "failed", id="two weeks"), pytest.param(14.1, "gone", id="longer")],
)
def test_a_failing_page_is_gone_after_the_grace_period(logged, days, result):
    logged.log.fail(FAQ, "no response in time")
    failing = dict(logged.log.pages)
    logged.open(days=days, pages=failing)

    logged.log.fail(FAQ, "no response in time")

    assert logged.outcome(FAQ)[0] == result
    assert (FAQ in logged.log.pages) is (result == "failed")


def test_a_gone_page_says_since_when_it_failed(logged):
    logged.log.fail(FAQ, "no response in time")
    logged.open(days=15, pages=dict(logged.log.pages))

    logged.log.fail(FAQ, "HTTP status 500")

    assert logged.outcome(FAQ) == ("gone", "HTTP status 500; it has failed since 2026-11-23")


def test_an_unknown_page_that_fails_leaves_no_entry(logged):
    assert logged.log.fail(COST, "no response in time") is None
    assert logged.outcome(COST) == ("failed", "no response in time")


def test_a_failing_page_whose_copy_is_lost_leaves_no_entry(logged):
    (logged.folder / "pages" / logged.snapshot.entries.get(FAQ).sha256).unlink()

    assert logged.log.fail(FAQ, "no response in time") is None
    assert logged.log.pages == {}


def test_known_pages_that_were_not_requested_stay(logged):
    logged.keep(SEED, "home")

    logged.log.record_unvisited({FAQ}, was_cut_short=True)

    assert logged.outcome(FAQ) == ("unchanged", "not requested: max_pages reached")
    assert logged.log.pages[FAQ] == logged.snapshot.entries.get(FAQ)


@pytest.mark.parametrize(
    ("was_cut_short", "reason"),
    [
        pytest.param(False, "still there, but no page links to it any more", id="whole"),
        pytest.param(True, "", id="cut short: a page that was not read may link to it"),
    ],
)
def test_an_orphan_is_reported(logged, was_cut_short, reason):
    logged.keep(SEED, "home")
    logged.keep(FAQ, "answers")

    logged.log.record_unvisited({FAQ}, was_cut_short=was_cut_short)

    assert logged.outcome(FAQ) == ("fetched", reason)


def test_one_of_several_equal_pages_is_kept(logged):
    logged.keep(FAQ, "answers")
    logged.keep(FAQ + "?print=2", "answers")

    logged.log.merge(frozenset())

    assert list(logged.log.pages) == [FAQ]
    assert logged.outcome(FAQ + "?print=2") == ("same", f"same content as {FAQ}")


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        pytest.param(["Hours", "Fees", "Rooms"], [FAQ], id="half of it"),
        pytest.param(["Hours", "Desks", "Rooms"], [FAQ, COST], id="little of it"),
    ],
)
def test_a_canonical_page_must_share_half_of_what_is_not_on_the_home_page(logged, own, kept):
    frame = "<p>Oak Hill<p>Contact<p>Imprint"
    home = logged.read(logged.make_page(frame))
    logged.keep(FAQ, frame + "<p>Hours<p>Fees<p>Keys")
    link = f'<link rel="canonical" href="{FAQ}">'
    logged.keep(COST, link + frame + "".join(f"<p>{line}" for line in own))

    logged.log.merge(home.lines)

    assert list(logged.log.pages) == kept
