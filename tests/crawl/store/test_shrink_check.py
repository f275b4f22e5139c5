from itertools import islice

import pytest

from faqbot.crawl.page.directives import read_directives
from faqbot.crawl.store.shrink_check import ShrinkCheck
from faqbot.crawl.store.snapshots import Snapshot, stored_page

SEED = "https://oakhill.example/"


@pytest.fixture
def make_snapshot(tmp_path, make_page):
    """Return a maker of snapshots with `count` pages."""

    def commit(count):
        snapshot = Snapshot(tmp_path / "oakhill.example")
        page = make_page("open")
        snapshot.store(page)
        pages = {f"{SEED}{number}": stored_page(page) for number in range(count)}
        snapshot.commit((SEED,), pages)
        return snapshot

    return commit


@pytest.fixture
def make_directives(make_page):
    """Return a maker of the directives of a page with `word_count` words."""

    def read(word_count):
        page = make_page("<p>" + "desk " * word_count)
        return read_directives(page, product="faqbot", now=None)

    return read


def first(snapshot, count):
    return dict(islice(snapshot.entries.items(), count))


@pytest.mark.parametrize(
    ("known", "left", "is_refused"),
    [
        pytest.param(10, 5, False, id="half"),
        pytest.param(10, 4, True, id="less than half"),
        pytest.param(4, 1, True, id="one of four"),
        pytest.param(3, 1, False, id="of three, which may be chance"),
    ],
)
def test_a_site_must_keep_half_of_its_pages(make_snapshot, known, left, is_refused):
    snapshot = make_snapshot(known)

    failure = ShrinkCheck(SEED, snapshot).failure(first(snapshot, left))

    assert bool(failure) is is_refused
    assert not failure or f"only {left} of {known} known pages are left" in failure


def test_the_failure_names_the_way_out(make_snapshot):
    snapshot = make_snapshot(10)

    failure = ShrinkCheck(SEED, snapshot).failure(first(snapshot, 1))

    assert f"faqbot scrape --force {SEED}" in failure


def test_copies_of_pages_that_fail_now_do_not_count_as_left(make_snapshot):
    snapshot = make_snapshot(10)
    shrink_check = ShrinkCheck(SEED, snapshot)
    for _ in range(6):
        shrink_check.count_failure()

    assert "only 4 of 10 known pages are left (6 failed" in shrink_check.failure(
        first(snapshot, 10)
    )


@pytest.mark.parametrize(
    ("before", "after", "is_lost"),
    [
        pytest.param(90, 30, False, id="a third is left"),
        pytest.param(90, 29, True, id="less than a third is left"),
        pytest.param(30, 90, False, id="more than before"),
    ],
)
def test_pages_that_lost_their_text_do_not_count_as_left(
    make_snapshot, make_directives, before, after, is_lost
):
    snapshot = make_snapshot(4)
    shrink_check = ShrinkCheck(SEED, snapshot)
    for _ in range(3):
        shrink_check.compare(make_directives(before), make_directives(after))

    assert ("3 lost their text" in shrink_check.failure(first(snapshot, 4))) is is_lost


def test_excluded_pages_are_no_loss(make_snapshot):
    snapshot = make_snapshot(10)
    shrink_check = ShrinkCheck(SEED, snapshot)
    for url in list(snapshot.entries)[2:]:
        shrink_check.exclude(url)

    assert shrink_check.failure(first(snapshot, 2)) == ""


def test_losing_every_page_fails_however_small_the_site(make_snapshot):
    assert "no page could be kept" in ShrinkCheck(SEED, make_snapshot(1)).failure({})
