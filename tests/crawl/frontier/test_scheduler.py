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


class Crawl:
    """A scheduler over a snapshot of some pages; `read` gives it the links of a page."""

    def __init__(self, folder, make_page, *, known=(), **bounds):
        snapshot = Snapshot(folder)
        page = make_page("open")
        snapshot.store(page)
        snapshot.commit((SEED,), {url: stored_page(page, depth=1) for url in known})
        plan = Plan((SEED,), **bounds)
        shrink_check = ShrinkCheck(SEED, snapshot)
        self.log = CrawlLog(snapshot, shrink_check, self.directives, now=NOON, keep_failed_days=14)
        self.scheduler = Scheduler(plan, plan.scope(), snapshot, self.log)
        self.make_page = make_page

    def directives(self, page):
        return read_directives(page, product="faqbot", now=NOON)

    def read(self, url, *links, depth=0, text="", **options):
        body = f"<p>{text or url}</p>" + "".join(f'<a href="{link}"></a>' for link in links)
        directives = self.directives(self.make_page(body, url=url))
        self.scheduler.follow(url, directives, depth, **options)

    def outcome(self, url):
        recorded = self.log.outcomes[url]
        return recorded.result, recorded.reason


@pytest.fixture
def make_crawl(tmp_path, make_page):
    """Return a maker of crawls."""
    return lambda **options: Crawl(tmp_path / "oakhill.example", make_page, **options)


def test_known_pages_come_before_new_ones(make_crawl):
    crawl = make_crawl(known=[COST])
    crawl.read(SEED, FAQ)

    assert list(crawl.scheduler) == [(COST, 1), (FAQ, 1)]


def test_each_link_comes_once_in_the_order_of_the_page(make_crawl):
    crawl = make_crawl()
    crawl.read(SEED, NEWS, FAQ, NEWS, "https://elsewhere.example/", FAQ + "?utm_source=mail")

    assert list(crawl.scheduler) == [(NEWS, 1), (FAQ, 1)]


def test_urls_that_are_done_are_not_yielded(make_crawl):
    crawl = make_crawl(known=[COST])
    crawl.read(SEED, FAQ, NEWS)
    crawl.scheduler.mark_done(FAQ)
    crawl.log.record(COST, "gone")

    assert list(crawl.scheduler) == [(NEWS, 1)]


def test_a_known_page_is_requested_without_tracking_parameters(make_crawl):
    crawl = make_crawl(known=[FAQ + "?utm_source=mail"])

    assert list(crawl.scheduler) == [(FAQ, 1)]
    assert crawl.outcome(FAQ + "?utm_source=mail") == ("same", f"same content as {FAQ}")


def test_urls_of_sitemaps_alternate_with_links(make_crawl):
    crawl = make_crawl()
    crawl.scheduler.add_listed([COST, SEED + "rooms"])
    crawl.read(SEED, FAQ, NEWS)

    assert [url for url, _ in crawl.scheduler] == [FAQ, COST, NEWS, SEED + "rooms"]


def test_links_outside_the_patterns_are_refused_with_the_pattern(make_crawl):
    crawl = make_crawl(exclude=("/news*",))
    crawl.read(SEED, NEWS, FAQ)

    assert list(crawl.scheduler) == [(FAQ, 1)]
    assert crawl.outcome(NEWS) == ("refused", 'excluded by the pattern "/news*"')


def test_a_page_beyond_max_depth_is_recorded_at_the_end_only(make_crawl):
    crawl = make_crawl(max_depth=2)
    crawl.read(NEWS, FAQ, COST, depth=2)
    crawl.read(SEED, FAQ, depth=0)

    assert list(crawl.scheduler) == [(FAQ, 1)]
    assert FAQ not in crawl.log.outcomes
    crawl.scheduler.record_too_deep()
    assert crawl.outcome(COST) == ("refused", "more than 2 links away from the start")


def test_pages_without_links_are_orphans(make_crawl):
    crawl = make_crawl(known=[FAQ, COST, NEWS])
    crawl.read(SEED, FAQ)
    crawl.scheduler.mark_done(COST, is_led_to=True)

    assert crawl.scheduler.orphans == {NEWS}


def test_a_single_file_leads_nowhere(tmp_path, make_page):
    page = make_page(f'<a href="{FAQ}">')
    crawl = Crawl(tmp_path, make_page)
    plan = Plan((SEED + "rules.pdf",))
    scheduler = Scheduler(plan, plan.scope(), Snapshot(tmp_path), crawl.log)

    scheduler.follow(SEED + "rules.pdf", crawl.directives(page), 0)

    assert list(scheduler) == []


def test_traps_and_idle_parameters_are_reported(make_crawl):
    crawl = make_crawl()
    crawl.read(SEED, SEED + "a/a/a/a")
    for number in range(6):
        crawl.read(f"{FAQ}?from={number}", text="equal")

    rules = {finding.rule for finding in crawl.scheduler.findings()}

    assert rules == {"the path repeats itself", "a parameter makes no difference"}


def test_links_of_an_old_copy_are_never_taken_for_a_trap(make_crawl):
    crawl = make_crawl()
    crawl.read(NEWS, *[f"{SEED}n/{number}" for number in range(300)], text="old")
    crawl.read(NEWS, *[f"{SEED}m/{number}" for number in range(300)], text="old", is_fresh=False)

    assert sum(url.startswith(SEED + "m/") for url, _ in crawl.scheduler) == 300


def test_waiting_urls_are_counted(make_crawl):
    crawl = make_crawl()
    crawl.read(SEED, FAQ, COST)

    assert crawl.scheduler.waiting_count == 2
