"""What a scrape under way has been answered so far, so that the next can go on where it stopped.

    scraped/www.example.org/journal.jsonl     a line for the run, then one for each answer

Lines are appended as answers come; a kill at any moment costs at most the last of them. Bodies
lie beside it, among those of the snapshot. What failed is not written down: it is asked again.
"""

import json
import os
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import IO, Any

from faqbot.core.records import Page
from faqbot.crawl.store.snapshots import Snapshot, StoredPage, stored_page

_NAME = "journal.jsonl"
_LASTS = timedelta(hours=24)
_SYNC_EVERY = 100
_WITHOUT_BODY = (301, 302, 303, 304, 307, 308, 404, 410)


class Journal:
    """The answers of one run; those of a run that was cut short less than a day ago count.

    `now` is an aware time. Close it with `close` to keep it, or `drop` it when its run is over.
    """

    def __init__(self, snapshot: Snapshot, now: datetime, *, start_anew: bool = False) -> None:
        self._path = snapshot.folder / _NAME
        self._snapshot = snapshot
        self._answers: dict[str, StoredPage] = {}
        self._unsynced = 0
        self.run = "" if start_anew else self._load(now)
        self.resumed_count = len(self._answers)
        if self.run:
            self._file: IO[str] = self._path.open("a", encoding="utf-8")
            self._file.write("\n")  # ends a line that was cut off
        else:
            self.run = now.isoformat()
            snapshot.folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
            self._write({"run": self.run})

    def answer(self, url: str) -> Page | None:
        """Return what the URL answered in this run, or None if it has to be asked."""
        entry = self._answers.get(url)
        if entry is None:
            return None
        if entry.status == 200:
            return self._snapshot.read(url, entry)
        return Page(url, entry.status, entry.fetched_at, entry.headers, entry.sha256, b"")

    def add(self, page: Page) -> None:
        """Write an answer down, if it is one that will hold; its body must be stored already."""
        if page.status == 200 or page.status in _WITHOUT_BODY:
            self._write({"url": page.url} | asdict(stored_page(page)))

    def close(self) -> None:
        """Keep what is written down for the next run."""
        self._file.close()

    def drop(self) -> None:
        """Forget the run: it is over."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        self._unsynced += 1
        if self._unsynced == _SYNC_EVERY:
            os.fsync(self._file.fileno())
            self._unsynced = 0

    def _load(self, now: datetime) -> str:
        """Read the answers of a run that was cut short, and return its name, or ""."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
            run = str(json.loads(lines[0])["run"])
            is_fresh = timedelta() <= now - datetime.fromisoformat(run) < _LASTS
        except (OSError, LookupError, TypeError, ValueError):
            return ""
        if not is_fresh or run == self._snapshot.run:
            return ""
        for line in lines[1:]:
            try:
                facts = json.loads(line)
                url = str(facts.pop("url"))
                self._answers[url] = StoredPage(**facts)
            except (LookupError, TypeError, ValueError, AttributeError):
                continue  # the line at which it was cut off
        return run
