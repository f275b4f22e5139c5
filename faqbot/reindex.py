"""What staff run: scrape the site, make a build of what it says, publish it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from faqbot import __version__
from faqbot.crawl.crawler import crawl
from faqbot.crawl.fetch import Fetcher
from faqbot.crawl.guard import Guard
from faqbot.crawl.links import normalise_url
from faqbot.crawl.robots import read_robots
from faqbot.crawl.snapshots import Snapshot, known_sites, site_folder
from faqbot.errors import ExtractionError, SourceError
from faqbot.extract.documents import read_document, site_boilerplate
from faqbot.extract.passages import without_repeats
from faqbot.records import Build, Document, IndexReport, Outcome, Progress, ScrapeReport
from faqbot.search.builds import publish, start_build
from faqbot.search.whoosh_engine import WhooshEngine
from faqbot.settings import Settings

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
        yield _scrape_site(settings, seed, report)


def known_seeds(settings: Settings) -> list[str]:
    """Return the URLs from which the sites in `scraped/` were read."""
    return [site.seed for site in known_sites(settings.scraped_dir)]


def build_index(settings: Settings, report: Report) -> IndexReport:
    """Make a build of all snapshots and publish it.

    Raises SourceError if there is nothing to index; the published build then stays in force.
    """
    passed_over: list[Outcome] = []
    documents = list(without_repeats(_documents(settings, report, passed_over)))
    if not documents:
        raise SourceError(_nothing_found(settings.scraped_dir, passed_over))
    report(Progress("index", 0, len(documents)))
    folder = start_build(settings.index_dir)
    engine = WhooshEngine()
    engine.build(documents, folder)
    build = Build(
        id=folder.name,
        engine=engine.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        document_count=len(documents),
        passage_count=sum(len(document.passages) for document in documents),
        languages=tuple(sorted({document.language for document in documents})),
    )
    publish(folder, build)
    report(Progress("index", len(documents), len(documents)))
    return IndexReport(build, tuple(passed_over))


def _scrape_site(settings: Settings, seed: str, report: Report) -> ScrapeReport:
    rules = settings.scrape
    contact = f"; +{rules.contact}" if rules.contact else ""
    user_agent = f"faqbot/{__version__} (site search{contact})"
    report(Progress("scrape", 0, 0, seed))
    with Fetcher(
        Guard(rules.allow_private),
        user_agent=user_agent,
        delay_s=rules.delay_s,
        deadline_s=rules.deadline_s,
        max_bytes=rules.max_page_bytes,
    ) as fetcher:
        robots = read_robots(seed, fetcher.fetch, user_agent)
        fetcher.delay_s = max(fetcher.delay_s, robots.crawl_delay_s)
        return crawl(
            seed,
            Snapshot(site_folder(settings.scraped_dir, seed)),
            fetch=fetcher.fetch,
            robots=robots,
            max_pages=rules.max_pages,
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
        boilerplate = site_boilerplate(site.pages())
        for page in site.pages():
            done += 1
            report(Progress("extract", done, total, page.url))
            try:
                yield read_document(page, boilerplate)
            except ExtractionError as error:
                passed_over.append(Outcome(page.url, "empty", str(error)))


def _nothing_found(scraped_dir: Path, passed_over: list[Outcome]) -> str:
    if not passed_over:
        return f"{scraped_dir}: no page has been scraped yet; run `faqbot scrape URL` first"
    first = passed_over[0]
    return (
        f"none of {len(passed_over)} scraped pages holds a question or running text "
        f"(first: {first.url} {first.reason}); nothing was published"
    )
