"""Downloads one URL and follows its redirects, each hop checked like any other link."""

from collections.abc import Callable
from dataclasses import dataclass

from faqbot.core.errors import FetchError, RefusedError
from faqbot.core.records import Page
from faqbot.core.urls import resolve_link
from faqbot.crawl.store.journal import Journal
from faqbot.crawl.store.snapshots import Snapshot

Fetch = Callable[[str, Page | None], Page]
_MOVED = (301, 302, 303, 307, 308)
_MAX_HOPS = 10
_MAX_FILE_HOPS = 3  # for sitemaps and the home page of a survey


@dataclass(frozen=True)
class Download:
    """The result of one download.

    `hops` are the URLs that redirect, in order, and `url` is the last target. Its result is a
    `page` of any status, a `refusal` or a `failure`; or none of these if that URL was done before.
    """

    hops: tuple[str, ...]
    url: str
    page: Page | None = None
    refusal: str = ""
    failure: str = ""


class Downloader:
    """Requests the pages of one site, stores their bodies and records them in the journal.

    `refusal` returns why a URL must not be requested, or "".
    """

    def __init__(
        self, fetch: Fetch, snapshot: Snapshot, journal: Journal, refusal: Callable[[str], str]
    ) -> None:
        self.request_count = 0
        self.downloaded_bytes = 0
        self._fetch = fetch
        self._snapshot = snapshot
        self._journal = journal
        self._refusal = refusal

    def download(self, url: str, is_done: Callable[[str], bool]) -> Download:
        """Return the response after redirects, none of which leads to a URL that is done."""
        hops: list[str] = []
        while not (hops and is_done(url)):
            try:
                page = self._request(url)
            except RefusedError as error:
                return Download(tuple(hops), url, refusal=error.reason)
            except FetchError as error:
                return Download(tuple(hops), url, failure=error.reason)
            if page.status not in _MOVED:
                return Download(tuple(hops), url, page)
            target = resolve_link(url, page.headers.get("location", ""))
            if problem := _problem(target, [*hops, url]):
                return Download(tuple(hops), url, failure=problem)
            hops.append(url)
            url = target
        return Download(tuple(hops), url)

    def _request(self, url: str) -> Page:
        if reason := self._refusal(url):
            raise RefusedError(url, reason)
        self.request_count += 1
        # Counted above although nothing is sent: a resumed run stops at the same max_pages.
        if page := self._journal.response(url):
            return page
        page = self._fetch(url, self._snapshot.page(url))
        if page.status == 200:
            self.downloaded_bytes += len(page.body)
            # Before the journal, which promises that the body is there.
            self._snapshot.store(page)
        self._journal.add(page)
        return page


def follow_redirects(fetch: Callable[[str], Page]) -> Callable[[str], Page]:
    """Return a `fetch` that follows up to three redirects."""

    def follow(url: str) -> Page:
        page = fetch(url)
        for _ in range(_MAX_FILE_HOPS):
            target = resolve_link(page.url, page.headers.get("location", ""))
            if page.status not in _MOVED or not target:
                break
            page = fetch(target)
        return page

    return follow


def _problem(target: str, hops: list[str]) -> str:
    """Return why a redirect cannot be followed, or ""."""
    if not target:
        return "redirects without a target"
    if target in hops:
        return "redirects in a loop"
    return f"redirects more than {_MAX_HOPS} times" if len(hops) > _MAX_HOPS else ""
