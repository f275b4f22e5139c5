"""Status of a home: sources, builds, disk, database, schedule, jobs, and all problems."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from faqbot.core.errors import SourceError, StoreError
from faqbot.core.records import Build, Job
from faqbot.core.settings import Settings
from faqbot.core.urls import normalise_url
from faqbot.crawl.store.reports import read_report
from faqbot.crawl.store.snapshots import Snapshot, is_imported
from faqbot.jobs.control import REINDEX, open_store
from faqbot.jobs.schedule import next_run
from faqbot.search.builds.folders import build_path
from faqbot.services.publishing import builds, readiness
from faqbot.staff.jobs import job_history
from faqbot.staff.questions import log_gaps_since
from faqbot.staff.store.schema import iso_time
from faqbot.staff.store.transactions import Store

_GAP_PERIOD = timedelta(days=7)
# The scheduler looks every 10 seconds: after this long, none is running.
_LATE = timedelta(minutes=10)
# Besides room for a new build: for the scrape and the database.
_MIN_FREE_BYTES = 100_000_000
# Job records cut long errors, so only the beginnings are compared.
_COMPARED_CHARS = 100
_MAX_JOBS = 100


@dataclass(frozen=True)
class SourceState:
    """A site or file: when it was last read (ISO 8601) and how many pages it has.

    `counts` has the number of URLs by result; `failure` is why the last scrape changed nothing.
    """

    name: str
    read_at: str
    page_count: int
    counts: dict[str, int]
    failure: str


@dataclass(frozen=True)
class Disk:
    """Disk usage by folder, and free space, in bytes."""

    scraped_bytes: int
    index_bytes: int
    database_bytes: int
    free_bytes: int


@dataclass(frozen=True)
class Status:
    """Status of a home; each problem is one line that says what is wrong and what to do.

    `published` is None if no build can be opened; `next_run` is an ISO 8601 time, "" if none is
    due; `running` and `last_reindex` are None if there is none or the database cannot be read.
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
    """Return the free space on the disk of a folder."""
    return shutil.disk_usage(folder if folder.is_dir() else Path()).free


def status(
    settings: Settings, now: datetime, *, free: Callable[[Path], int] = free_bytes
) -> Status:
    """Check everything, including with a test write whether the staff database is writable.

    Raises UrlError for a source whose URL is invalid.
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
        if last and last.state in ("failed", "died") and not _is_reported(last, sources):
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
    for source_settings in settings.sources:
        file = Path(source_settings.file).name
        expected = [file] if file else [normalise_url(url) for url in source_settings.starts]
        if not names.intersection(expected):
            problems.append(f"{expected[0]}: not read yet; run `faqbot reindex`")


def _source(folder: Path) -> SourceState:
    snapshot = Snapshot(folder)
    report = read_report(folder)
    seed = (*snapshot.seeds, str(report.get("seed") or folder.name))[0]
    outcomes = report.get("outcomes") or []
    return SourceState(
        unquote(seed.rpartition("/")[2]) if is_imported(seed) else seed,
        # Imports write no report.
        str(report.get("finished_at") or _changed_at(folder)),
        len(snapshot.entries),
        dict(Counter(str(outcome["result"]) for outcome in outcomes)),
        str(report.get("failure") or ""),
    )


def _changed_at(folder: Path) -> str:
    newest = max((path.stat().st_mtime for path in folder.glob("*.json")), default=0.0)
    return iso_time(datetime.fromtimestamp(newest, UTC)) if newest else ""


def _disk(settings: Settings, published: Build | None, free: int, problems: list[str]) -> Disk:
    # No build is called "-": its size is 0.
    build = build_path(settings.index_dir, published.id if published else "-")
    needed = 2 * _size(build) + _MIN_FREE_BYTES
    if free < needed:
        problems.append(
            f"{settings.home.resolve()}: only {free / 1e6:,.0f} MB are free, but a reindex may "
            f"need {needed / 1e6:,.0f} MB; free some space, or lower index.keep_builds"
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
    """Return the running job and the last reindex that has ended."""
    if problem := store.problem():
        problems.append(
            f"{problem}. Visitors still get answers; questions and reindexes are not recorded"
        )
    try:
        history = job_history(store, limit=_MAX_JOBS, now=now)
        lost = sum(gap.lost_count for gap in log_gaps_since(store, now - _GAP_PERIOD))
    except StoreError:
        return None, None
    if lost:
        problems.append(
            f"{store.name}: {lost:,} questions of the last {_GAP_PERIOD.days} days could not be "
            "logged; make sure that the database is always writable"
        )
    running = next((job for job in history if job.is_active), None)
    ended = (job for job in history if job.kind == REINDEX and not job.is_active)
    return running, next(ended, None)


def _is_reported(job: Job, sources: tuple[SourceState, ...]) -> bool:
    """Return whether a job failed because of a source whose failure is listed already."""
    failures = [source.failure[:_COMPARED_CHARS] for source in sources if source.failure]
    return any(failure in job.error for failure in failures)


def _due(settings: Settings, now: datetime, problems: list[str]) -> datetime | None:
    try:
        due = next_run(settings, now)
    except StoreError:
        return None
    if due and due + _LATE < now:
        problems.append(
            f"the reindex due at {iso_time(due)} has not started; `faqbot serve` keeps the "
            "schedule, check that it is running"
        )
    return due
