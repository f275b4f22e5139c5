"""The frontier: URLs still to be fetched, in order, each once."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

_MAX_CHARS = 30_000_000
_OVERHEAD_CHARS = 200  # memory that a URL takes beside its characters


class _HeapEntry(NamedTuple):
    """Sorts by the distance from the seed, then by the order of discovery."""

    depth: int
    number: int
    url: str
    key: int


class Frontier:
    """Yields each URL once with its depth: the number of links from the seed.

    Links and sitemaps take turns, so that neither starves. Among links, those nearest to the seed
    come first. URLs with equal `key` are the same; keys may change during the crawl. The queue
    holds some 30 MB; further URLs are counted, and accepted if they come again later.
    """

    def __init__(self, key: Callable[[str], str] = str) -> None:
        self._key = key
        self._linked: list[_HeapEntry] = []
        self._listed: deque[_HeapEntry] = deque()
        # Hashes of keys, which need less room than the keys.
        self._linked_keys: set[int] = set()
        self._waiting_keys: set[int] = set()
        self._done_keys: set[int] = set()
        self._is_turn_of_listed = True
        self._number = 0
        self._chars = 0
        self.dropped_count = 0
        """How often a URL was dropped because the queue was full."""

    def add(self, urls: Iterable[str], depth: int) -> None:
        """Add URLs that pages link to, unless known as links already."""
        for url in urls:
            entry = self._entry(url, depth)
            # A listed URL may wait here too: as a link it may come earlier, and only once.
            if entry.key not in self._linked_keys and self._may_wait(entry):
                self._linked_keys.add(entry.key)
                heappush(self._linked, entry)

    def add_listed(self, urls: Iterable[str]) -> None:
        """Add the URLs of a sitemap in their order, unless known already."""
        for url in urls:
            entry = self._entry(url, depth=1)
            if entry.key not in self._waiting_keys and self._may_wait(entry):
                self._listed.append(entry)

    def new_links(self, urls: Iterable[str]) -> list[str]:
        """Return the URLs that `add` would accept: no page linked to them before."""
        known = self._linked_keys, self._done_keys
        return [url for url in urls if not any(hash(self._key(url)) in keys for keys in known)]

    def mark_done(self, url: str) -> None:
        """Never yield this URL: it was fetched already."""
        self._finish(self._entry(url, depth=0))

    def __iter__(self) -> Iterator[tuple[str, int]]:
        while self._linked or self._listed:
            entry = self._take()
            self._chars -= len(entry.url) + _OVERHEAD_CHARS
            # A parameter learnt meanwhile may have made it equal to another URL.
            is_new = self._done_keys.isdisjoint({entry.key, hash(self._key(entry.url))})
            self._finish(entry)
            if is_new:
                yield entry.url, entry.depth

    def __len__(self) -> int:
        """Return how many URLs are waiting."""
        return len(self._waiting_keys)

    def _entry(self, url: str, depth: int) -> _HeapEntry:
        self._number += 1
        return _HeapEntry(depth, self._number, url, hash(self._key(url)))

    def _may_wait(self, entry: _HeapEntry) -> bool:
        if entry.key in self._done_keys:
            return False
        chars = len(entry.url) + _OVERHEAD_CHARS
        if self._chars + chars > _MAX_CHARS:
            self.dropped_count += 1
            return False
        self._chars += chars
        self._waiting_keys.add(entry.key)
        return True

    def _take(self) -> _HeapEntry:
        # Before taking, so that a link comes first.
        self._is_turn_of_listed = not self._is_turn_of_listed
        if self._listed and (self._is_turn_of_listed or not self._linked):
            return self._listed.popleft()
        return heappop(self._linked)

    def _finish(self, entry: _HeapEntry) -> None:
        self._waiting_keys.discard(entry.key)
        # Both keys: other URLs may wait under the key of either time.
        self._done_keys.update({entry.key, hash(self._key(entry.url))})
