"""A reindex as a recorded job: scrape, index, verify, publish; one at a time, whoever starts it.

It also works without the database, unrecorded.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta

from faqbot.core.errors import JobCancelledError, NotifyError, StoreError
from faqbot.core.records import IndexReport, Progress, ReportProgress, ScrapeReport, StartedBy
from faqbot.core.settings import Settings
from faqbot.evaluation.preview import Preview, preview
from faqbot.jobs.control import PREVIEW, REINDEX, open_store
from faqbot.jobs.notify import Failure, notify_failure
from faqbot.services.crawling import scrape
from faqbot.services.indexing import build_index
from faqbot.staff.cancellation import stoppable
from faqbot.staff.questions import distinct_questions, expire_questions
from faqbot.staff.running_job import RunningJob, start_job
from faqbot.staff.store.schema import utc_now
from faqbot.staff.store.transactions import Store

_PREVIEW_PERIOD = timedelta(days=30)


@dataclass(frozen=True)
class Order:
    """A request for a reindex; without `urls`, all sources or known sites are read.

    `job_id` is the waiting job that this process was started for.
    """

    urls: tuple[str, ...] = ()
    is_preview: bool = False
    force: bool = False
    started_by: StartedBy = "terminal"
    job_id: int | None = None


@dataclass(frozen=True)
class Listener:
    """Callbacks of the caller: each step, the reports of the scrape, and warnings."""

    step: ReportProgress
    scraped: Callable[[list[ScrapeReport]], None]
    warn: Callable[[str], None]


@dataclass(frozen=True)
class ReindexReport:
    """What a reindex did; `indexed` is None if every site failed."""

    scraped: tuple[ScrapeReport, ...]
    indexed: IndexReport | None = None
    preview: Preview | None = None


def reindex(settings: Settings, order: Order, listener: Listener) -> ReindexReport:
    """Run the reindex as a job, in the main thread of this process.

    A site that fails keeps its snapshot. The job fails if a site does, or if the build is refused.
    Raises JobRunningError if another runs, JobCancelledError once staff cancel it, and what
    `scrape` and `build_index` raise.
    """
    kind = PREVIEW if order.is_preview else REINDEX
    with closing(open_store(settings)) as store:
        job = start_job(store, kind, order.started_by, job_id=order.job_id)
        if job.problem:
            listener.warn(f"this {kind} is not recorded: {job.problem}")
        events = _Events(settings, order, listener, job)
        with job, stoppable(job):
            try:
                report = _reindex(settings, order, events, store)
            # No failure to report: staff cancelled it.
            except JobCancelledError:
                raise
            except Exception as error:
                events.failed(str(error) or type(error).__name__)
                raise
            _end(job, report, events)
    return report


class _Events:
    """Passes events to the listener and the job, and failures that nobody watches to staff."""

    def __init__(
        self, settings: Settings, order: Order, listener: Listener, job: RunningJob
    ) -> None:
        self._rules = settings.reindex
        self._started_by = order.started_by
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
            f"build {build.id}{' is live' if is_published else ''}: "
            f"{build.passage_count} passages of {build.document_count} documents"
        )

    def failed(self, error: str) -> None:
        if self._started_by == "terminal":  # whoever started it sees the error
            return
        try:
            notify_failure(self._rules, Failure(self._job.id, self._started_by, error))
        except NotifyError as problem:
            self._job.log(str(problem))
            self._listener.warn(str(problem))


def _reindex(settings: Settings, order: Order, events: _Events, store: Store) -> ReindexReport:
    if not settings.log.questions:  # the log itself deletes old ones only while it is on
        with suppress(StoreError):
            expire_questions(store, settings.log.keep_days, utc_now())
    reports = scrape(settings, order.urls, events.step, force=order.force)
    events.scraped(reports)
    if all(report.failure for report in reports):
        return ReindexReport(tuple(reports))
    indexed = build_index(settings, events.step, force=order.force, is_preview=order.is_preview)
    events.indexed(indexed, is_published=not order.is_preview)
    changes = None
    if order.is_preview:
        changes = preview(settings, indexed.build.id, _recent_questions(store), events.step)
    return ReindexReport(tuple(reports), indexed, changes)


def _recent_questions(store: Store) -> list[tuple[str, int]]:
    """Return the questions of the last 30 days with their counts; [] without a database."""
    try:
        questions = distinct_questions(store, utc_now() - _PREVIEW_PERIOD)
    except StoreError:
        return []
    return [(each.question, each.count) for each in questions]


def _end(job: RunningJob, report: ReindexReport, events: _Events) -> None:
    build_id = report.indexed.build.id if report.indexed else ""
    failures = "; ".join(site.failure for site in report.scraped if site.failure)
    if failures:
        # Before the job ends, so that its log shows whether staff could be notified.
        events.failed(failures)
        job.fail(failures, build_id)
    else:
        job.finish(build_id)


def _counts(report: ScrapeReport) -> str:
    counts = Counter(outcome.result for outcome in report.outcomes)
    return ", ".join(f"{count} {result}" for result, count in counts.items()) or "nothing to read"
