from dataclasses import replace
from datetime import UTC, datetime

import pytest

from faqbot.core.errors import FetchError, RefusedError
from faqbot.crawl.redirects import Download, Downloader, follow_redirects
from faqbot.crawl.store.journal import Journal
from faqbot.crawl.store.snapshots import Snapshot, stored_page

SEED = "https://oakhill.example/"
FAQ, HELP, COST = SEED + "faq", SEED + "help", SEED + "cost"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class FakeSite:
    """A site by URL (HTML, a target to redirect to, or an error), and a downloader to it."""

    def __init__(self, folder, make_page):
        self.pages = {}
        self.requested = []
        self.forbidden = {}
        self.snapshot = Snapshot(folder)
        self.make_page = make_page
        self.resume()

    def resume(self):
        """Start the run, or resume it."""
        self.journal = Journal(self.snapshot, NOON)
        self.downloader = Downloader(
            self.fetch, self.snapshot, self.journal, lambda url: self.forbidden.get(url, "")
        )

    def fetch(self, url, previous=None):
        self.requested.append((url, previous.url if previous else ""))
        answer = self.pages[url]
        if isinstance(answer, Exception):
            raise answer
        if not answer.startswith("->"):
            return self.make_page(answer, url=url)
        page = self.make_page("", url=url, status=302)
        return replace(page, headers={"location": answer[2:]})

    def download(self, url, done=()):
        return self.downloader.download(url, lambda each: each in done)


@pytest.fixture
def site(tmp_path, make_page):
    site = FakeSite(tmp_path / "oakhill.example", make_page)
    yield site
    site.journal.close()


def test_a_download_is_counted(site):
    site.pages[FAQ] = "answers"

    download = site.download(FAQ)

    assert download == Download((), FAQ, site.make_page("answers", url=FAQ))
    assert (site.downloader.request_count, site.downloader.downloaded_bytes) == (1, 7)


def test_a_resumed_run_reuses_recorded_responses(site):
    site.pages[FAQ] = "answers"
    site.download(FAQ)
    site.journal.close()
    site.resume()

    download = site.download(FAQ)

    assert download.page.body == b"answers"
    assert len(site.requested) == 1
    assert (site.downloader.request_count, site.downloader.downloaded_bytes) == (1, 0)


def test_redirects_are_followed_and_reported_in_order(site):
    site.pages = {FAQ: "->/help", HELP: f"->{COST}#desk", COST: "prices"}

    download = site.download(FAQ)

    assert (download.hops, download.url, download.page.body) == ((FAQ, HELP), COST, b"prices")


def test_the_target_of_a_redirect_is_requested_conditionally(site):
    page = site.make_page("prices", url=COST)
    site.snapshot.store(page)
    site.snapshot.commit((SEED,), {COST: stored_page(page)})
    site.pages = {FAQ: "->/cost", COST: "prices"}

    site.download(FAQ)

    assert site.requested == [(FAQ, ""), (COST, COST)]


def test_a_target_that_is_done_is_not_requested_again(site):
    site.pages = {FAQ: "->/help"}

    assert site.download(FAQ, done=[HELP]) == Download((FAQ,), HELP)
    assert [url for url, _ in site.requested] == [FAQ]


def test_a_forbidden_target_is_never_requested(site):
    site.pages = {FAQ: "->/help", HELP: "answers"}
    site.forbidden[HELP] = "disallowed by robots.txt"

    download = site.download(FAQ)

    assert download == Download((FAQ,), HELP, refusal="disallowed by robots.txt")
    assert [url for url, _ in site.requested] == [FAQ]


@pytest.mark.parametrize(
    ("error", "field"),
    [
        pytest.param(FetchError(HELP, "no response in time"), "failure", id="failed"),
        pytest.param(RefusedError(HELP, "a private address"), "refusal", id="refused"),
    ],
)
def test_an_error_is_reported_for_the_url_that_caused_it(site, error, field):
    site.pages = {FAQ: "->/help", HELP: error}

    assert site.download(FAQ) == Download((FAQ,), HELP, **{field: error.reason})


@pytest.mark.parametrize(
    ("answers", "failure"),
    [
        pytest.param({FAQ: "->"}, "redirects without a target", id="no target"),
        pytest.param({FAQ: "->/faq#top"}, "redirects in a loop", id="to itself"),
        pytest.param({FAQ: "->/help", HELP: "->/faq"}, "redirects in a loop", id="loop"),
        pytest.param(
            {FAQ: "->mailto:desk@oakhill.example"}, "redirects without a target", id="no page"
        ),
        pytest.param(
            {FAQ: "->/1"} | {f"{SEED}{n}": f"->/{n + 1}" for n in range(1, 99)},
            "redirects more than 10 times",
            id="without end",
        ),
    ],
)
def test_a_redirect_that_leads_nowhere_fails(site, answers, failure):
    site.pages = answers

    download = site.download(FAQ)

    assert (download.page, download.failure) == (None, failure)
    assert len(site.requested) <= 11


def test_at_most_three_redirects_lead_to_a_file(site):
    site.pages = {f"{SEED}{n}": f"->/{n + 1}" for n in range(9)} | {
        FAQ: "->/8",
        SEED + "9": "map",
    }
    follow = follow_redirects(site.fetch)

    assert (follow(FAQ).body, follow(SEED + "0").status) == (b"map", 302)
