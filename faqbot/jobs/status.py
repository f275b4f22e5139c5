"""How things stand: sources, builds, disk, database, schedule, jobs, and what is not well."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from faqbot.core.errors import SourceError, StoreError
from faqbot.core.records import Build, Job
from faqbot.core.settings import Settings
from faqbot.core.urls import normalise_url
from faqbot.crawl.store.snapshots import Snapshot
from faqbot.jobs.control import REINDEX, open_store
from faqbot.jobs.schedule import next_run
from faqbot.services.publishing import builds, readiness
from faqbot.staff.jobs import job_history
from faqbot.staff.questions import log_gaps_since
from faqbot.staff.store.schema import iso_time
from faqbot.staff.store.transactions import Store

_IMPORTED = "import:"
_GAPS_SHOWN = timedelta(days=7)
_LATE = timedelta(minutes=10)
# A new build lies beside the old one, and the scrape and the database want some room too.
_LEAST_FREE_BYTES = 100_000_000
_COMPARED_CHARS = 100


@dataclass(frozen=True)
class SourceState:
    """A site or file that was read: when last (ISO 8601), how many pages it has, what happened.

    `counts` tells how many URLs had which result; `failure` why the last try changed nothing.
    """

    name: str
    read_at: str
    page_count: int
    counts: dict[str, int]
    failure: str


@dataclass(frozen=True)
class Disk:
    """What is used by whom, and what is left for all, in bytes."""

    scraped_bytes: int
    index_bytes: int
    database_bytes: int
    free_bytes: int


@dataclass(frozen=True)
class Status:
    """How things stand. `problems` says, one line each, what is not well and what to do.

    `published` is None if no whole build is in force; `next_run` is an ISO 8601 time, "" if none
    is due; `running` and `last_reindex` are None if there is none or the database cannot be read.
    """

    sources: tuple[SourceState, ...]
    build_count: int
    published: Build | None
    disk: Disk
    database: str
    schedule: str
    next_run: str
    running: Job | None
    last_reindex: Job | None
    problems: tuple[str, ...]


def free_bytes(folder: Path) -> int:
    """Return how much room is left on the disk of a folder."""
    return shutil.disk_usage(folder if folder.is_dir() else Path()).free


def status(
    settings: Settings, now: datetime, *, free: Callable[[Path], int] = free_bytes
) -> Status:
    """Look at everything; writes one row of the staff database to see whether that works.

    Raises UrlError for a source whose address is none.
    """
    problems: list[str] = []
    sources = tuple(_sources(settings, problems))
    ready = readiness(settings)
    published = ready.published
    if ready.problem:
        problems.append(ready.problem)
    disk = _disk(settings, published, free(settings.home), problems)
    with closing(open_store(settings)) as store:
        running, last = _database(store, now, problems)
        if last and last.state in ("failed", "died") and not _is_told(last, sources):
            problems.append(
                f"{last.kind} {last.id} {last.state}: {last.error}; `faqbot jobs {last.id}` shows "
                "its log, `faqbot reindex` tries again"
            )
        due = _due(settings, now, problems)
        return Status(
            sources,
            len(builds(settings)),
            published,
            disk,
            store.name,
            settings.reindex.every,
            iso_time(due) if due else "",
            running,
            last,
            tuple(problems),
        )


def _sources(settings: Settings, problems: list[str]) -> Iterator[SourceState]:
    names = set()
    folders = [path for path in settings.scraped_dir.glob("*") if path.is_dir()]
    for folder in sorted(folders):
        try:
            source = _source(folder)
        except SourceError as error:
            problems.append(str(error))
            continue
        names.add(source.name)
        if source.failure:
            problems.append(source.failure)
        yield source
    for configured in settings.sources:
        file = Path(configured.file).name
        expected = [file] if file else [normalise_url(url) for url in configured.starts]
        if not names.intersection(expected):
            problems.append(f"{expected[0]}: never read yet; run `faqbot reindex`")


def _source(folder: Path) -> SourceState:
    snapshot = Snapshot(folder)
    told = _report(folder / "report.json")
    seed = (*snapshot.seeds, str(told.get("seed") or folder.name))[0]
    outcomes = told.get("outcomes") or []
    return SourceState(
        unquote(seed.rpartition("/")[2]) if seed.startswith(_IMPORTED) else seed,
        str(told.get("finished_at") or _changed_at(folder)),
        len(snapshot.urls),
        dict(Counter(str(outcome["result"]) for outcome in outcomes)),
        str(told.get("failure") or ""),
    )


def _report(path: Path) -> dict[str, Any]:
    """Return the report of the last scrape, or nothing if there is none or it is damaged."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        told: dict[str, Any] = json.loads(path.read_bytes())
        if all(outcome["result"] for outcome in told.get("outcomes") or []):
            return told
    return {}


def _changed_at(folder: Path) -> str:
    newest = max((path.stat().st_mtime for path in folder.glob("*.json")), default=0.0)
    return iso_time(datetime.fromtimestamp(newest, UTC)) if newest else ""


def _disk(settings: Settings, published: Build | None, free: int, problems: list[str]) -> Disk:
    build = settings.index_dir / "builds" / (published.id if published else "-")
    needed = 2 * _size(build) + _LEAST_FREE_BYTES
    if free < needed:
        problems.append(
            f"{settings.home.resolve()}: only {free / 1e6:,.0f} MB are free, and a reindex may "
            f"need {needed / 1e6:,.0f} MB; free some, or lower index.keep_builds"
        )
    instance = settings.database_file.parent
    return Disk(_size(settings.scraped_dir), _size(settings.index_dir), _size(instance), free)


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # a running reindex deletes files meanwhile
            total += path.lstat().st_size
    return total


def _database(store: Store, now: datetime, problems: list[str]) -> tuple[Job | None, Job | None]:
    """Return the job that runs and the last reindex that has ended."""
    if problem := store.problem():
        problems.append(f"{problem}. Answers go on; questions and reindexes are not recorded")
    try:
        found = job_history(store, limit=100, now=now)
        lost = sum(gap.lost_count for gap in log_gaps_since(store, now - _GAPS_SHOWN))
    except StoreError:
        return None, None
    if lost:
        problems.append(
            f"{store.name}: {lost:,} questions of the last {_GAPS_SHOWN.days} days could not be "
            "logged; see that the database can be written at all times"
        )
    running = next((job for job in found if job.is_active), None)
    ended = (job for job in found if job.kind == REINDEX and not job.is_active)
    return running, next(ended, None)


def _is_told(job: Job, sources: tuple[SourceState, ...]) -> bool:
    """Return whether what a job failed of is told of a source already."""
    failures = [source.failure[:_COMPARED_CHARS] for source in sources if source.failure]
    return any(failure in job.error for failure in failures)


def _due(settings: Settings, now: datetime, problems: list[str]) -> datetime | None:
    try:
        due = next_run(settings, now)
    except StoreError:
        return None
    if due and due + _LATE < now:
        problems.append(
            f"the reindex of {iso_time(due)} has not begun; `faqbot serve` keeps the schedule, "
            "see that it runs"
        )
    return due
