"""A journal of the responses of a running scrape, so that an interrupted one can resume.

    scraped/www.example.org/journal.jsonl     a line for the run, then one for each response

Lines are appended as responses arrive; a kill at any moment costs at most the last one. Bodies are
stored with those of the snapshot. Failures are not recorded: those URLs are requested again.
"""

import json
import os
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import IO, Any

from faqbot.core.records import Page
from faqbot.crawl.store.snapshots import Snapshot, StoredPage, stored_page

_NAME = "journal.jsonl"
_MAX_AGE = timedelta(hours=24)
# After a power failure, at most this many responses are requested again.
_LINES_PER_SYNC = 100
_WITHOUT_BODY = (301, 302, 303, 304, 307, 308, 404, 410)


class Journal:
    """The responses of one run, which goes on with a run interrupted less than a day ago.

    `now` is an aware time. Call `close` to keep the journal, `drop` when the run is complete.
    """

    def __init__(self, snapshot: Snapshot, now: datetime, *, start_anew: bool = False) -> None:
        self._path = snapshot.folder / _NAME
        self._snapshot = snapshot
        self._responses: dict[str, StoredPage] = {}
        self._unsynced = 0
        self.run = "" if start_anew else self._load(now)
        self.resumed_count = len(self._responses)
        if self.run:
            self._file: IO[str] = self._path.open("a", encoding="utf-8")
            self._file.write("\n")  # in case the last line was cut off
        else:
            self.run = now.isoformat()
            snapshot.folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
            self._write({"run": self.run})

    def response(self, url: str) -> Page | None:
        """Return the recorded response of a URL, or None if it has to be requested."""
        entry = self._responses.get(url)
        if entry is None:
            return None
        if entry.status == 200:
            return self._snapshot.read(url, entry)
        return Page(url, entry.status, entry.fetched_at, entry.headers, entry.sha256, b"")

    def add(self, page: Page) -> None:
        """Record a response unless it may be temporary; its body must be stored already."""
        if page.status == 200 or page.status in _WITHOUT_BODY:
            self._write({"url": page.url} | asdict(stored_page(page)))

    def close(self) -> None:
        """Keep the journal for the next run."""
        self._file.close()

    def drop(self) -> None:
        """Delete the journal: the run is complete."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        self._unsynced += 1
        if self._unsynced == _LINES_PER_SYNC:
            os.fsync(self._file.fileno())
            self._unsynced = 0

    def _load(self, now: datetime) -> str:
        """Load the responses of an interrupted run and return its name, or ""."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
            run = str(json.loads(lines[0])["run"])
            is_fresh = timedelta() <= now - datetime.fromisoformat(run) < _MAX_AGE
        except (OSError, LookupError, TypeError, ValueError):
            return ""
        # Killed between the commit and `drop`: the run is complete.
        if not is_fresh or run == self._snapshot.run:
            return ""
        for line in lines[1:]:
            try:
                fields = json.loads(line)
                url = str(fields.pop("url"))
                self._responses[url] = StoredPage(**fields)
            except (LookupError, TypeError, ValueError, AttributeError):
                continue  # the line that a kill cut off
        return run
