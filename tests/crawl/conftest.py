"""A site in a dict, and what a scrape makes of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from protego import Protego

from faqbot.crawl.crawler import crawl
from faqbot.crawl.plan import Plan
from faqbot.crawl.robots import Robots
from faqbot.crawl.snapshots import Snapshot

SEED = "https://oakhill.example/"
NOT_CRAWLED = (
    SEED + "faqbot-asks-for-a-page-that-is-not-there",
    SEED + "sitemap.xml",
)


class Site:
    """A site in a dict by URL: HTML, a status, an error to raise, or (status, URL) to redirect."""

    def __init__(self, folder, make_page):
        self.pages = {}
        self.asked = []
        self.progress = []
        self.knows_conditions = True
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self._folder = folder
        self._make_page = make_page

    def scrape(self, *, forbidden=(), force=False, seeds=(SEED,), **bounds):
        """Crawl the site and return what happened to each URL."""
        self.asked.clear()
        rules = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in forbidden)
        self.report = crawl(
            Plan(seeds, **bounds),
            self.snapshot,
            fetch=self.fetch,
            fetch_sitemap=self.fetch,
            robots=Robots(Protego.parse(rules), "faqbot"),
            now=self.now,
            report=self.progress.append,
            force=force,
        )
        self.downloaded_bytes = self.report.downloaded_bytes
        return {outcome.url: outcome.result for outcome in self.report.outcomes}

    def reason(self, url):
        """Return why the last scrape did with a URL what it did."""
        return next(one.reason for one in self.report.outcomes if one.url == url)

    def fetch(self, url, previous=None):
        answer = self.pages.get(url, 404)
        if url not in NOT_CRAWLED:
            self.asked.append(url)
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, int):
            return self._make_page("", url=url, status=answer)
        if isinstance(answer, tuple):
            page = self._make_page("", url=url, status=answer[0])
            return replace(page, headers={"location": answer[1]})
        page = self._make_page(answer, url=url)
        if self.knows_conditions and previous and previous.sha256 == page.sha256:
            return self._make_page("", url=url, status=304)
        return page

    @property
    def snapshot(self):
        return Snapshot(self._folder)

    @property
    def stored(self):
        return {page.url: page.body.decode() for page in self.snapshot.pages()}


@pytest.fixture
def site(tmp_path, make_page):
    """Return a site of three pages that was not scraped yet."""
    site = Site(tmp_path / "oakhill.example", make_page)
    home = '<p><a href="/faq">more</a><p><a href="/cost">more</a>'
    site.pages = {SEED: home, SEED + "faq": "answers", SEED + "cost": "prices"}
    return site


@pytest.fixture
def known(site):
    """Return the site after its first scrape."""
    site.scrape()
    site.progress.clear()
    return site
