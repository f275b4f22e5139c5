from datetime import UTC, datetime

import pytest

from faqbot.crawl.frontier.plan import Plan
from faqbot.crawl.frontier.scheduler import Scheduler
from faqbot.crawl.page.directives import read_directives
from faqbot.crawl.store.crawl_log import CrawlLog
from faqbot.crawl.store.shrink_check import ShrinkCheck
from faqbot.crawl.store.snapshots import Snapshot, stored_page

SEED = "https://oakhill.example/"
FAQ, COST, NEWS = SEED + "faq", SEED + "cost", SEED + "news"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Walk:
    """A trail over a snapshot of some pages; `read` tells it what a page links to."""

    def __init__(self, folder, make_page, *, known=(), **bounds):
        snapshot = Snapshot(folder)
        page = make_page("open")
        snapshot.store(page)
        snapshot.commit((SEED,), {url: stored_page(page, depth=1) for url in known})
        plan = Plan((SEED,), **bounds)
        shrink_check = ShrinkCheck(SEED, snapshot)
        self.log = CrawlLog(snapshot, shrink_check, self.shown, now=NOON, keep_failed_days=14)
        self.trail = Scheduler(plan, plan.scope(), snapshot, self.log)
        self.make_page = make_page

    def shown(self, page):
        return read_directives(page, product="faqbot", now=NOON)

    def read(self, url, *links, depth=0, text="", **options):
        body = f"<p>{text or url}</p>" + "".join(f'<a href="{link}"></a>' for link in links)
        shown = self.shown(self.make_page(body, url=url))
        self.trail.follow(url, shown, depth, **options)

    def told(self, url):
        outcome = self.log.outcomes[url]
        return outcome.result, outcome.reason


@pytest.fixture
def walk(tmp_path, make_page):
    """Return a maker of walks."""
    return lambda **options: Walk(tmp_path / "oakhill.example", make_page, **options)


def test_known_pages_come_before_new_ones(walk):
    walker = walk(known=[COST])
    walker.read(SEED, FAQ)

    assert list(walker.trail) == [(COST, 1), (FAQ, 1)]


def test_links_come_in_the_order_of_the_page_each_once(walk):
    walker = walk()
    walker.read(SEED, NEWS, FAQ, NEWS, "https://elsewhere.example/", FAQ + "?utm_source=mail")

    assert list(walker.trail) == [(NEWS, 1), (FAQ, 1)]


def test_what_had_its_turn_is_not_handed_out(walk):
    walker = walk(known=[COST])
    walker.read(SEED, FAQ, NEWS)
    walker.trail.mark_done(FAQ)
    walker.log.record(COST, "gone")

    assert list(walker.trail) == [(NEWS, 1)]


def test_a_known_page_goes_on_under_its_address_without_tracking(walk):
    walker = walk(known=[FAQ + "?utm_source=mail"])

    assert list(walker.trail) == [(FAQ, 1)]
    assert walker.told(FAQ + "?utm_source=mail") == ("same", f"same content as {FAQ}")


def test_what_a_sitemap_lists_takes_turns_with_links(walk):
    walker = walk()
    walker.trail.add_listed([COST, SEED + "rooms"])
    walker.read(SEED, FAQ, NEWS)

    assert [url for url, _ in walker.trail] == [FAQ, COST, NEWS, SEED + "rooms"]


def test_links_outside_the_patterns_are_refused_with_the_pattern(walk):
    walker = walk(exclude=("/news*",))
    walker.read(SEED, NEWS, FAQ)

    assert list(walker.trail) == [(FAQ, 1)]
    assert walker.told(NEWS) == ("refused", 'excluded by the pattern "/news*"')


def test_a_page_too_many_links_away_is_told_at_the_end_only(walk):
    walker = walk(max_depth=2)
    walker.read(NEWS, FAQ, COST, depth=2)
    walker.read(SEED, FAQ, depth=0)

    assert list(walker.trail) == [(FAQ, 1)]
    assert FAQ not in walker.log.outcomes
    walker.trail.record_too_deep()
    assert walker.told(COST) == ("refused", "more than 2 links away from the start")


def test_pages_that_nothing_leads_to_are_known(walk):
    walker = walk(known=[FAQ, COST, NEWS])
    walker.read(SEED, FAQ)
    walker.trail.mark_done(COST, is_led_to=True)

    assert walker.trail.orphans == {NEWS}


def test_a_single_file_leads_nowhere(tmp_path, make_page):
    page = make_page(f'<a href="{FAQ}">')
    walker = Walk(tmp_path, make_page)
    plan = Plan((SEED + "rules.pdf",))
    trail = Scheduler(plan, plan.scope(), Snapshot(tmp_path), walker.log)

    trail.follow(SEED + "rules.pdf", walker.shown(page), 0)

    assert list(trail) == []


def test_traps_and_idle_parameters_are_told(walk):
    walker = walk()
    walker.read(SEED, SEED + "a/a/a/a")
    for number in range(6):
        walker.read(f"{FAQ}?from={number}", text="equal")

    rules = {finding.rule for finding in walker.trail.findings()}

    assert rules == {"the path repeats itself", "a parameter makes no difference"}


def test_links_of_an_old_copy_are_followed_whatever_it_says(walk):
    walker = walk()
    walker.read(NEWS, *[f"{SEED}n/{number}" for number in range(300)], text="old")
    walker.read(NEWS, *[f"{SEED}m/{number}" for number in range(300)], text="old", is_fresh=False)

    assert sum(url.startswith(SEED + "m/") for url, _ in walker.trail) == 300


def test_how_many_urls_wait_is_known(walk):
    walker = walk()
    walker.read(SEED, FAQ, COST)

    assert walker.trail.waiting_count == 2
