"""What staff run: scrape the site, make a build of what it says, publish it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

from faqbot import __version__
from faqbot.crawl.crawler import crawl
from faqbot.crawl.fetch import Fetcher
from faqbot.crawl.guard import Guard
from faqbot.crawl.links import normalise_url
from faqbot.crawl.robots import read_robots
from faqbot.crawl.snapshots import Snapshot, known_sites, site_folder
from faqbot.errors import ExtractionError, SourceError
from faqbot.extract.documents import read_contact, read_page, site_boilerplate
from faqbot.extract.imported import imported_documents
from faqbot.extract.joining import Reading, join
from faqbot.extract.passages import without_repeats
from faqbot.extract.tables import read_table
from faqbot.files import exclusive
from faqbot.records import (
    Build,
    Document,
    ImportReport,
    IndexReport,
    Outcome,
    Page,
    Progress,
    ScrapeReport,
)
from faqbot.search.builds import publish, start_build
from faqbot.search.calibration import calibrate
from faqbot.search.confidence import Calibration, write_calibration
from faqbot.search.engine import Reader
from faqbot.search.finding import Found, find
from faqbot.search.ranked_engine import RankedEngine
from faqbot.settings import Settings

_IMPORTED = "import:/"
_TABLE = "application/x-faqbot-table"
_LOST = "its stored copy is lost or damaged; run `faqbot scrape` to fetch it again"

Report = Callable[[Progress], None]


def scrape(settings: Settings, urls: Iterable[str], report: Report) -> Iterator[ScrapeReport]:
    """Bring the snapshots of these sites up to date, or of all known ones if none is given.

    Yields one report a site. Raises UrlError or SourceError; finished sites stay scraped.
    """
    seeds = [normalise_url(url) for url in urls] or known_seeds(settings)
    if not seeds:
        raise SourceError(
            f"{settings.scraped_dir}: no site has been scraped yet; say which: "
            "faqbot scrape https://www.example.org/"
        )
    for seed in seeds:
        with exclusive(settings.scraped_dir):
            done = _scrape_site(settings, seed, report)
        yield done


def import_file(settings: Settings, path: Path) -> ImportReport:
    """Take a file of questions as a source and return what was found in it.

    It counts at the next index run; importing a file of the same name again replaces it. Raises
    ExtractionError if it holds no usable question, OSError if it cannot be read.
    """
    body = path.read_bytes()
    table = read_table(path.name, body)
    url = f"{_IMPORTED}{quote(path.name)}"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    page = Page(url, 200, now, {"content-type": _TABLE}, sha256(body).hexdigest(), body)
    snapshot = Snapshot(site_folder(settings.scraped_dir, f"import://import-{quote(path.name)}"))
    with exclusive(settings.scraped_dir):
        snapshot.store(page)
        snapshot.commit(url, {url: page})
    return ImportReport(table.columns, len(table.rows), table.problems)


def _languages(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the languages of the documents, those of most passages first."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts[document.language] += len(document.passages)
    return tuple(sorted(counts, key=lambda language: (-counts[language], language)))


def known_seeds(settings: Settings) -> list[str]:
    """Return the URLs from which the sites in `scraped/` were read."""
    seeds = (site.seed for site in known_sites(settings.scraped_dir))
    return [seed for seed in seeds if not seed.startswith(_IMPORTED)]


def build_index(settings: Settings, report: Report) -> IndexReport:
    """Make a build of all snapshots and publish it.

    Raises SourceError if there is nothing to index; the published build then stays in force.
    """
    with exclusive(settings.scraped_dir):
        return _build_index(settings, report)


def _build_index(settings: Settings, report: Report) -> IndexReport:
    passed_over: list[Outcome] = []
    documents = list(without_repeats(_documents(settings, report, passed_over)))
    if not documents:
        raise SourceError(_nothing_found(settings.scraped_dir, passed_over))
    report(Progress("index", 0, len(documents)))
    build = publish_documents(settings, documents)
    report(Progress("index", len(documents), len(documents)))
    return IndexReport(build, tuple(passed_over))


def publish_documents(settings: Settings, documents: Sequence[Document]) -> Build:
    """Make a build of these documents and publish it."""
    folder = start_build(settings.index_dir)
    engine = RankedEngine()
    engine.build(documents, folder)
    languages = _languages(documents)
    calibration = _calibrated(engine.open(folder), documents, languages)
    write_calibration(folder, calibration)
    build = Build(
        id=folder.name,
        engine=engine.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        document_count=len(documents),
        passage_count=sum(len(document.passages) for document in documents),
        languages=languages,
        reliability=calibration.reliability,
    )
    publish(folder, build)
    return build


def _calibrated(
    reader: Reader, documents: Sequence[Document], languages: Sequence[str]
) -> Calibration:
    """Return what the index answers to questions whose answers are known."""

    def ask(question: str, limit: int) -> Found:
        return find(reader, question, languages, limit=limit, max_chars=len(question))

    try:
        return calibrate(documents, languages, ask)
    finally:
        reader.close()


def open_fetcher(settings: Settings) -> Fetcher:
    """Return a fetcher that keeps to the settings; close it with `with`."""
    rules = settings.scrape
    contact = f"; +{rules.contact}" if rules.contact else ""
    return Fetcher(
        Guard(rules.allow_private),
        user_agent=f"faqbot/{__version__} (site search{contact})",
        delay_s=rules.delay_s,
        deadline_s=rules.deadline_s,
        max_bytes=rules.max_page_bytes,
    )


def _scrape_site(settings: Settings, seed: str, report: Report) -> ScrapeReport:
    report(Progress("scrape", 0, 0, seed))
    with open_fetcher(settings) as fetcher:
        robots = read_robots(seed, fetcher.fetch, fetcher.user_agent)
        fetcher.delay_s = max(fetcher.delay_s, robots.crawl_delay_s)
        return crawl(
            seed,
            Snapshot(site_folder(settings.scraped_dir, seed)),
            fetch=fetcher.fetch,
            robots=robots,
            max_pages=settings.scrape.max_pages,
            report=report,
        )


def _documents(
    settings: Settings, report: Report, passed_over: list[Outcome]
) -> Iterator[Document]:
    """Yield the documents of all snapshots; pages that give nothing go to `passed_over`."""
    sites = known_sites(settings.scraped_dir)
    total = sum(len(site.urls) for site in sites)
    done = 0
    for site in sites:
        web_pages = (page for page in site.pages() if page.content_type != _TABLE)
        boilerplate = site_boilerplate(web_pages)
        readings: list[Reading] = []
        for number, url in enumerate(site.urls):
            done += 1
            page = site.page(url)
            if page is None:
                passed_over.append(Outcome(url, "failed", _LOST))
                continue
            if page.content_type == _TABLE:
                yield from imported_documents(page, read_table(unquote(url), page.body).rows)
                continue
            if number == 0 and (contact := read_contact(page, boilerplate)):
                yield contact
            report(Progress("extract", done, total, url))
            try:
                readings.append(read_page(page, boilerplate))
            except ExtractionError as error:
                passed_over.append(Outcome(page.url, "empty", str(error)))
        yield from join(readings)


def _nothing_found(scraped_dir: Path, passed_over: list[Outcome]) -> str:
    if not passed_over:
        return f"{scraped_dir}: no page has been scraped yet; run `faqbot scrape URL` first"
    first = passed_over[0]
    return (
        f"none of {len(passed_over)} scraped pages holds a question or running text "
        f"(first: {first.url} {first.reason}); nothing was published"
    )
