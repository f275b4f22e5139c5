"""Scrapes sites, several at once, and imports files into snapshots."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from faqbot import __version__
from faqbot.core.errors import ExtractionError, FaqbotError, SettingsError, SourceError
from faqbot.core.files import exclusive
from faqbot.core.records import ImportReport, Outcome, Page, Progress, ReportProgress, ScrapeReport
from faqbot.core.settings import FILE_NAME, Settings, SourceSettings
from faqbot.core.text.unicode import squeeze
from faqbot.core.urls import normalise_url
from faqbot.crawl.crawler import crawl
from faqbot.crawl.frontier.plan import Plan
from faqbot.crawl.frontier.robots import read_robots
from faqbot.crawl.http.content_types import ROBOTS, SITEMAP
from faqbot.crawl.http.fetch import Fetcher
from faqbot.crawl.http.ssrf_guard import SsrfGuard
from faqbot.crawl.parallel import in_parallel
from faqbot.crawl.store.reports import write_report
from faqbot.crawl.store.snapshots import (
    Snapshot,
    import_folder,
    import_url,
    is_imported,
    known_sites,
    site_folder,
    stored_page,
)
from faqbot.extract.sheets.conflicts import conflicting_answers
from faqbot.extract.sheets.documents import default_name
from faqbot.extract.sheets.reader import ImportedTable, read_table

TABLE = "application/x-faqbot-table"
"""The media type of imported files in a snapshot."""

# The header of an imported page that holds the name that staff gave it.
_NAME = "x-faqbot-name"
_MAX_NAME_CHARS = 120
_MAX_THREADS = 8


def scrape(
    settings: Settings, urls: Iterable[str], report: ReportProgress, *, force: bool = False
) -> list[ScrapeReport]:
    """Update the snapshots of these sites; without URLs, of all sources or else all known sites.

    Returns one report per site, failures last; a failure of one site does not affect the others.
    With `force`, the loss of most pages is accepted and an interrupted scrape starts afresh. Raises
    UrlError, SettingsError or SourceError before the first request.
    """
    starts = [normalise_url(url) for url in urls]
    tasks = list(_tasks(settings, starts))
    files = [] if starts else [source for source in settings.sources if source.file]
    if not tasks and not files:
        raise SourceError(
            f"{settings.scraped_dir}: no site has been scraped yet; name one: "
            "faqbot scrape https://www.example.org/"
        )
    with exclusive(settings.scraped_dir):
        reports = _scrape_sites(settings, tasks, report, force=force)
    # Not under the lock, which each import takes itself.
    reports.extend(_import_again(settings, source) for source in files)
    return sorted(reports, key=lambda report: bool(report.failure))


def import_file(settings: Settings, path: Path, *, name: str = "") -> ImportReport:
    """Import a file of questions as a source and return a summary of it.

    The next index run reads it; another file of the same name replaces it. Visitors see `name`, or
    the one given at an earlier import, or else one made from the file. Raises ExtractionError if it
    holds no usable question, OSError if it cannot be read.
    """
    body = path.read_bytes()
    # Read first: a file without a usable question must not replace an earlier one.
    table = read_table(path.name, body)
    url = import_url(path.name)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with exclusive(settings.scraped_dir):
        snapshot = Snapshot(import_folder(settings.scraped_dir, path.name))
        earlier = snapshot.entries[url].headers if url in snapshot.entries else {}
        given = squeeze(name)[:_MAX_NAME_CHARS] or earlier.get(_NAME, "")
        headers = {"content-type": TABLE, **({_NAME: given} if given else {})}
        page = Page(url, 200, now, headers, sha256(body).hexdigest(), body)
        snapshot.store(page)
        snapshot.commit((url,), {url: stored_page(page)})
        others = [each for each in imported_tables(settings) if each.file != path.name]
    tables = [*((each.file, each.table.rows) for each in others), (path.name, table.rows)]
    conflicts = [each for each in conflicting_answers(tables) if each.file == path.name]
    question_count = sum(bool(row.answer) for row in table.rows)
    return ImportReport(
        table.columns,
        question_count,
        len(table.rows) - question_count,
        (*table.problems, *(f"{each.place}: {each.reason}" for each in conflicts)),
        name=given or default_name(path.name, table.title),
        has_given_name=bool(given),
    )


class StoredTable(NamedTuple):
    """An imported file: its page in the snapshot, its questions, and its name for visitors."""

    file: str
    page: Page
    table: ImportedTable
    name: str


def stored_table(page: Page) -> StoredTable:
    """Return the questions of an imported file. Raises ExtractionError if it has none."""
    file = unquote(page.url).rpartition("/")[2]
    table = read_table(file, page.body)
    return StoredTable(
        file, page, table, page.headers.get(_NAME) or default_name(file, table.title)
    )


def imported_tables(settings: Settings) -> Iterator[StoredTable]:
    """Yield the imported files; what cannot be read is left to the next index run to report."""
    for site in known_sites(settings.scraped_dir):
        for page in site.pages() if any(map(is_imported, site.seeds)) else ():
            with suppress(ExtractionError):
                yield stored_table(page)


def known_seeds(settings: Settings) -> list[str]:
    """Return the seeds of all sites in `scraped/`."""
    seeds = (seed for site in known_sites(settings.scraped_dir) for seed in site.seeds)
    return [seed for seed in seeds if not is_imported(seed)]


def open_fetcher(settings: Settings, *, delay_s: float = 0.0) -> Fetcher:
    """Return a fetcher with these settings, to be used as a context manager."""
    rules = settings.scrape
    return Fetcher(
        SsrfGuard(rules.allow_private),
        user_agent=f"faqbot/{__version__}",
        contact=rules.contact,
        delay_s=delay_s or rules.delay_s,
        deadline_s=rules.deadline_s,
        max_bytes=rules.max_page_bytes,
    )


@dataclass(frozen=True)
class _ScrapeTask:
    """The scrape of one site."""

    plan: Plan
    delay_s: float

    @property
    def host(self) -> str:
        """Return the host, which only one task at a time may request."""
        # www.example.org and example.org are most often the same server.
        return urlsplit(self.plan.seeds[0]).netloc.removeprefix("www.")


def _tasks(settings: Settings, starts: Sequence[str]) -> Iterator[_ScrapeTask]:
    """Yield the tasks for these URLs, one per site."""
    scraped_dir = settings.scraped_dir
    sources = _sources_by_folder(settings)
    known = known_seeds(settings) if starts or not settings.sources else []
    urls_by_folder: dict[Path, dict[str, None]] = defaultdict(dict)
    for url in starts or ([] if settings.sources else known):
        urls_by_folder[site_folder(scraped_dir, url)][url] = None
    if not starts:
        urls_by_folder.update({folder: {} for folder in sources})
    for folder, urls in urls_by_folder.items():
        source = sources.get(folder, SourceSettings())
        # A site without a source keeps the seeds of its last scrape.
        seeds = [normalise_url(url) for url in source.starts] or [
            url for url in known if site_folder(scraped_dir, url) == folder
        ]
        # A scrape replaces the whole snapshot, so a new URL comes beside the seeds, not in place
        # of them.
        yield _task(settings, source, tuple(dict.fromkeys([*seeds, *urls])))


def _task(settings: Settings, source: SourceSettings, seeds: tuple[str, ...]) -> _ScrapeTask:
    plan = Plan(
        seeds,
        max_pages=source.max_pages or settings.scrape.max_pages,
        max_depth=source.max_depth,
        include=source.include,
        exclude=source.exclude,
        ignore_parameters=source.ignore_parameters,
        sitemaps=tuple(normalise_url(url) for url in source.sitemaps),
        keep_failed_days=settings.scrape.keep_failed_days,
    )
    try:
        # Checked before the first request; the crawl makes its own.
        plan.scope()
    except SettingsError as error:
        raise SettingsError(f"{settings.home / FILE_NAME}: source {seeds[0]}: {error}") from None
    return _ScrapeTask(plan, source.delay_s)


def _sources_by_folder(settings: Settings) -> dict[Path, SourceSettings]:
    sources: dict[Path, SourceSettings] = {}
    for source in settings.sources:
        seeds = [normalise_url(url) for url in source.starts]
        for seed in seeds[:1]:
            folder = site_folder(settings.scraped_dir, seed)
            others = [url for url in seeds if site_folder(settings.scraped_dir, url) != folder]
            if others:
                raise SettingsError(
                    f"{settings.home / FILE_NAME}: {others[0]} and {seed} are of different sites; "
                    "give each its own [[source]]"
                )
            if folder in sources:
                raise SettingsError(
                    f"{settings.home / FILE_NAME}: two sources belong to the site of {seed}; "
                    "join them in one [[source]]: urls = [...]"
                )
            sources[folder] = source
    return sources


def _scrape_sites(
    settings: Settings, tasks: Sequence[_ScrapeTask], report: ReportProgress, *, force: bool
) -> list[ScrapeReport]:
    hosts: dict[str, list[_ScrapeTask]] = defaultdict(list)
    for task in tasks:
        hosts[task.host].append(task)
    joint = _JointProgress(report)

    def work(task: _ScrapeTask, is_over: Event) -> ScrapeReport:
        def report_step(step: Progress) -> None:
            if is_over.is_set():  # ends this thread; the next scrape resumes
                raise KeyboardInterrupt
            joint.report(task.plan.seeds[0], step)

        return _scrape_site(settings, task, report_step, force=force)

    return list(in_parallel(hosts.values(), work, limit=_MAX_THREADS))


class _JointProgress:
    """Adds up the progress of several sites."""

    def __init__(self, report: ReportProgress) -> None:
        self._report = report
        self._lock = Lock()
        self._steps: dict[str, Progress] = {}

    def report(self, site: str, step: Progress) -> None:
        """Report the sum over all sites, with the note of this step."""
        with self._lock:
            self._steps[site] = step
            done = sum(each.done for each in self._steps.values())
            total = sum(each.total for each in self._steps.values())
            self._report(replace(step, done=done, total=total))


def _scrape_site(
    settings: Settings, task: _ScrapeTask, report: ReportProgress, *, force: bool
) -> ScrapeReport:
    seed = task.plan.seeds[0]
    folder = site_folder(settings.scraped_dir, seed)
    report(Progress("scrape", 0, 0, seed))
    try:
        snapshot = Snapshot(folder)
        with open_fetcher(settings, delay_s=task.delay_s) as fetcher:
            robots = read_robots(
                seed, lambda url: fetcher.fetch(url, accept=ROBOTS), fetcher.user_agent
            )
            throttle = fetcher.throttle
            throttle.delay_s = max(throttle.delay_s, robots.crawl_delay_s)
            scrape_report = crawl(
                task.plan,
                snapshot,
                fetch=fetcher.fetch,
                fetch_sitemap=lambda url: fetcher.fetch(url, accept=SITEMAP),
                robots=robots,
                now=datetime.now(UTC),
                report=report,
                force=force,
            )
    except FaqbotError as error:
        scrape_report = ScrapeReport(seed, (), 0, failure=str(error))
    # Of a failed scrape too: `faqbot status` shows why it failed.
    write_report(folder, scrape_report)
    return scrape_report


def _import_again(settings: Settings, source: SourceSettings) -> ScrapeReport:
    path = settings.home / source.file
    try:
        import_file(settings, path, name=source.name)
    except FaqbotError as error:
        return ScrapeReport(str(path), (), 0, failure=f"{path}: {error}")
    except OSError as error:
        failure = f"{path}: {error.strerror or error}; correct `file` in {FILE_NAME}"
        return ScrapeReport(str(path), (), 0, failure=failure)
    return ScrapeReport(str(path), (Outcome(str(path), "fetched"),), path.stat().st_size)
