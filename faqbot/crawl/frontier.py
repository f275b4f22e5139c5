"""The URLs still to be fetched, in order, each once."""

from collections import deque
from collections.abc import Iterable, Iterator


class Frontier:
    """Hands out URLs in the order in which they were found, also those added meanwhile."""

    def __init__(self, seeds: Iterable[str]) -> None:
        self._waiting: deque[str] = deque()
        self._seen: set[str] = set()
        self.add(seeds)

    def add(self, urls: Iterable[str]) -> None:
        """Append the URLs that were never added before."""
        for url in urls:
            if url not in self._seen:
                self._seen.add(url)
                self._waiting.append(url)

    def __iter__(self) -> Iterator[str]:
        while self._waiting:
            yield self._waiting.popleft()

    def __len__(self) -> int:
        """Return how many URLs are known and not yet handed out."""
        return len(self._waiting)
