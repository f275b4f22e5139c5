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


class Desk:
    """A site by URL (HTML, a target to redirect to, or an error), and a downloader to it."""

    def __init__(self, folder, make_page):
        self.answers = {}
        self.asked = []
        self.forbidden = {}
        self.snapshot = Snapshot(folder)
        self.make_page = make_page
        self.begin()

    def begin(self):
        """Begin the run, or go on with it."""
        self.journal = Journal(self.snapshot, NOON)
        self.downloader = Downloader(
            self.fetch, self.snapshot, self.journal, lambda url: self.forbidden.get(url, "")
        )

    def fetch(self, url, previous=None):
        self.asked.append((url, previous.url if previous else ""))
        answer = self.answers[url]
        if isinstance(answer, Exception):
            raise answer
        if not answer.startswith("->"):
            return self.make_page(answer, url=url)
        page = self.make_page("", url=url, status=302)
        return replace(page, headers={"location": answer[2:]})

    def download(self, url, done=()):
        return self.downloader.download(url, lambda each: each in done)


@pytest.fixture
def desk(tmp_path, make_page):
    desk = Desk(tmp_path / "oakhill.example", make_page)
    yield desk
    desk.journal.close()


def test_a_page_that_is_read_is_counted(desk):
    desk.answers[FAQ] = "answers"

    download = desk.download(FAQ)

    assert download == Download((), FAQ, desk.make_page("answers", url=FAQ))
    assert (desk.downloader.request_count, desk.downloader.downloaded_bytes) == (1, 7)


def test_what_the_run_was_answered_before_it_stopped_is_not_asked_again(desk):
    desk.answers[FAQ] = "answers"
    desk.download(FAQ)
    desk.journal.close()
    desk.begin()

    download = desk.download(FAQ)

    assert download.page.body == b"answers"
    assert len(desk.asked) == 1
    assert (desk.downloader.request_count, desk.downloader.downloaded_bytes) == (1, 0)


def test_redirects_are_followed_and_told_in_order(desk):
    desk.answers = {FAQ: "->/help", HELP: f"->{COST}#desk", COST: "prices"}

    download = desk.download(FAQ)

    assert (download.hops, download.url, download.page.body) == ((FAQ, HELP), COST, b"prices")


def test_the_last_copy_of_where_a_redirect_leads_is_asked_about(desk):
    page = desk.make_page("prices", url=COST)
    desk.snapshot.store(page)
    desk.snapshot.commit((SEED,), {COST: stored_page(page)})
    desk.answers = {FAQ: "->/cost", COST: "prices"}

    desk.download(FAQ)

    assert desk.asked == [(FAQ, ""), (COST, COST)]


def test_where_a_redirect_leads_is_not_asked_twice(desk):
    desk.answers = {FAQ: "->/help"}

    assert desk.download(FAQ, done=[HELP]) == Download((FAQ,), HELP)
    assert [url for url, _ in desk.asked] == [FAQ]


def test_a_hop_that_may_not_be_asked_for_is_never_asked(desk):
    desk.answers = {FAQ: "->/help", HELP: "answers"}
    desk.forbidden[HELP] = "disallowed by robots.txt"

    download = desk.download(FAQ)

    assert download == Download((FAQ,), HELP, refusal="disallowed by robots.txt")
    assert [url for url, _ in desk.asked] == [FAQ]


@pytest.mark.parametrize(
    ("error", "field"),
    [
        pytest.param(FetchError(HELP, "no response in time"), "failure", id="failed"),
        pytest.param(RefusedError(HELP, "a private address"), "refusal", id="refused"),
    ],
)
def test_what_goes_wrong_is_told_of_the_url_where_it_does(desk, error, field):
    desk.answers = {FAQ: "->/help", HELP: error}

    assert desk.download(FAQ) == Download((FAQ,), HELP, **{field: error.reason})


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
def test_a_redirect_that_leads_nowhere_fails(desk, answers, failure):
    desk.answers = answers

    download = desk.download(FAQ)

    assert (download.page, download.failure) == (None, failure)
    assert len(desk.asked) <= 11


def test_a_file_is_fetched_through_three_redirects_at_most(desk):
    desk.answers = {f"{SEED}{n}": f"->/{n + 1}" for n in range(9)} | {
        FAQ: "->/8",
        SEED + "9": "map",
    }
    follow = follow_redirects(desk.fetch)

    assert (follow(FAQ).body, follow(SEED + "0").status) == (b"map", 302)
