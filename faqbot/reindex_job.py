"""A reindex as a recorded job: scrape, index, verify, publish; one at a time, whoever starts it.

Terminal and cron run `faqbot reindex`; button, webhook and schedule start the same command as a
process of its own. What stops the database from being written never stops the work.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

from faqbot.errors import StoreError
from faqbot.preview import Preview, preview
from faqbot.records import IndexReport, Job, Progress, ScrapeReport, StartedBy
from faqbot.reindex import build_index
from faqbot.scraping import scrape
from faqbot.settings import Settings
from faqbot.staff.jobs import (
    current_job,
    find_job,
    job_history,
    job_log,
    queue_job,
    request_cancel,
)
from faqbot.staff.questions import distinct_questions, expire_questions
from faqbot.staff.running_job import RunningJob, start_job
from faqbot.staff.schema import utc_now
from faqbot.staff.stopping import stoppable
from faqbot.staff.store import Store

REINDEX = "reindex"
PREVIEW = "preview"
_PREVIEWED = timedelta(days=30)

Report = Callable[[Progress], None]
Spawn = Callable[[Sequence[str]], None]


@dataclass(frozen=True)
class Order:
    """What to do and for whom; without `urls`, all sources or known sites are read.

    `job_id` is the waiting job that this process was started for.
    """

    urls: tuple[str, ...] = ()
    is_preview: bool = False
    force: bool = False
    started_by: StartedBy = "terminal"
    job_id: int | None = None


@dataclass(frozen=True)
class Listener:
    """Who is told how it goes: every step, what the scrape did, and why it is not recorded."""

    step: Report
    scraped: Callable[[list[ScrapeReport]], None]
    unrecorded: Callable[[str], None]


@dataclass(frozen=True)
class Reindexed:
    """What a reindex did; nothing was indexed if every site failed."""

    scraped: tuple[ScrapeReport, ...]
    indexed: IndexReport | None = None
    preview: Preview | None = None


def open_store(settings: Settings) -> Store:
    """Return the staff database of these settings; close it."""
    return Store(settings.database.url or settings.database_file)


def reindex(settings: Settings, order: Order, listener: Listener) -> Reindexed:
    """Do what was ordered as a job, in this process and its main thread.

    A site that fails keeps what it had; then the job counts as failed, and so it does if the build
    is refused. Raises JobRunningError if another runs, JobCancelledError once staff cancel it, and
    what `scrape` and `build_index` raise.
    """
    kind = PREVIEW if order.is_preview else REINDEX
    with closing(open_store(settings)) as store:
        job = start_job(store, kind, order.started_by, job_id=order.job_id)
        if job.problem:
            listener.unrecorded(f"this {kind} is not recorded: {job.problem}")
        with job, stoppable(job):
            done = _reindex(settings, order, _Telling(listener, job), store)
            _end(job, done)
    return done


def start_reindex(settings: Settings, started_by: StartedBy, *, spawn: Spawn | None = None) -> int:
    """Start a reindex as a process of its own and return the number of its job.

    `spawn` starts a program with its arguments. Raises JobRunningError if one runs, StoreError.
    """
    with closing(open_store(settings)) as store:
        job_id = queue_job(store, REINDEX, started_by)
        try:
            (spawn or spawn_detached)(reindex_command(settings, "--job", str(job_id)))
        except BaseException:
            request_cancel(store, job_id)
            raise
    return job_id


def reindex_command(settings: Settings, *options: str) -> list[str]:
    """Return the program and the arguments of a reindex in this home folder."""
    home = str(settings.home.resolve())
    # Without -P, modules of the current folder would come before those of Python.
    return [sys.executable, "-P", "-m", "faqbot.cli", "--home", home, "reindex", *options]


def spawn_detached(command: Sequence[str]) -> None:
    """Start a program that goes on when this process ends; it has no terminal."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    # Whoever started a process must wait for it, or it stays in the system's list.
    Thread(target=process.wait, daemon=True).start()


def cancel(settings: Settings, job_id: int | None = None) -> Job | None:
    """Ask a job to end, else the one that runs; return it, or None if none does.

    Raises NotFoundError if there is no job of this number, StoreError.
    """
    with closing(open_store(settings)) as store:
        job = find_job(store, job_id) if job_id else current_job(store)
        return job if job and job.is_active and request_cancel(store, job.id) else None


def last_jobs(settings: Settings, limit: int) -> list[Job]:
    """Return the last jobs, newest first; raises StoreError."""
    with closing(open_store(settings)) as store:
        return job_history(store, limit=limit)


def job_with_log(settings: Settings, job_id: int) -> tuple[Job, list[str]]:
    """Return a job and the last lines of its log; raises NotFoundError, StoreError."""
    with closing(open_store(settings)) as store:
        return find_job(store, job_id), job_log(store, job_id)


class _Telling:
    """Passes on to the listener and to the job what happens."""

    def __init__(self, listener: Listener, job: RunningJob) -> None:
        self._listener = listener
        self._job = job

    def step(self, progress: Progress) -> None:
        self._listener.step(progress)
        self._job.report(progress)

    def scraped(self, reports: list[ScrapeReport]) -> None:
        self._listener.scraped(reports)
        for report in reports:
            self._job.log(report.failure or f"{report.seed}: {_counts(report)}")

    def indexed(self, report: IndexReport, *, is_published: bool) -> None:
        build = report.build
        self._job.log(
            f"build {build.id}{' is in force' if is_published else ''}: "
            f"{build.passage_count} passages of {build.document_count} documents"
        )


def _reindex(settings: Settings, order: Order, told: _Telling, store: Store) -> Reindexed:
    if not settings.log.questions:  # nobody else deletes old ones while the log is switched off
        with suppress(StoreError):
            expire_questions(store, settings.log.keep_days, utc_now())
    reports = scrape(settings, order.urls, told.step, force=order.force)
    told.scraped(reports)
    done = Reindexed(tuple(reports))
    if all(report.failure for report in reports):
        return done
    indexed = build_index(settings, told.step, force=order.force, is_preview=order.is_preview)
    told.indexed(indexed, is_published=not order.is_preview)
    changes = None
    if order.is_preview:
        changes = preview(settings, indexed.build.id, _asked_lately(store), told.step)
    return Reindexed(done.scraped, indexed, changes)


def _asked_lately(store: Store) -> list[tuple[str, int]]:
    """Return what visitors asked in the last month and how often; nothing if that is not known."""
    try:
        asked = distinct_questions(store, utc_now() - _PREVIEWED)
    except StoreError:
        return []
    return [(each.question, each.count) for each in asked]


def _end(job: RunningJob, done: Reindexed) -> None:
    build_id = done.indexed.build.id if done.indexed else ""
    failures = [report.failure for report in done.scraped if report.failure]
    if failures:
        job.fail("; ".join(failures), build_id)
    else:
        job.finish(build_id)


def _counts(report: ScrapeReport) -> str:
    counts = Counter(outcome.result for outcome in report.outcomes)
    return ", ".join(f"{count} {result}" for result, count in counts.items()) or "nothing to read"
