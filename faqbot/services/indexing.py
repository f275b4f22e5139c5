"""Index the snapshots: make a build, verify it and publish it."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from faqbot.core.errors import BuildError, ExtractionError, NoBuildError, SourceError
from faqbot.core.files import exclusive
from faqbot.core.records import (
    Build,
    Document,
    IndexReport,
    Outcome,
    PageOmissions,
    Progress,
    ReportProgress,
    Weights,
)
from faqbot.core.settings import Settings
from faqbot.crawl.store.reports import note_extraction
from faqbot.crawl.store.snapshots import Snapshot, known_sites
from faqbot.extract.documents import read_contact
from faqbot.extract.extraction_cache import ExtractionCache, program_version
from faqbot.extract.passages.sections import without_repeats
from faqbot.extract.publications.linkage import ExtractedPage, link_publications
from faqbot.extract.sheets.conflicts import conflicting_answers
from faqbot.extract.sheets.documents import imported_documents
from faqbot.extract.sheets.reader import ImportedRow
from faqbot.search.builds.folders import check_build, publish, seal, servable, start_build
from faqbot.search.calibration import calibrate
from faqbot.search.confidence.signals import Calibration, write_calibration
from faqbot.search.engine import Reader
from faqbot.search.pipeline import Retrieval, retrieve
from faqbot.search.ranked_engine import RankedEngine
from faqbot.services.crawling import TABLE, imported_tables, stored_table
from faqbot.services.publishing import publish_verified
from faqbot.services.variants import QueryVariant, add_variants

_EXTRACTED = "extracted"
_LOST = "its stored copy is lost or damaged; run `faqbot scrape` to fetch it again"

_log = logging.getLogger(__name__)


def build_index(
    settings: Settings, report: ReportProgress, *, force: bool = False, is_preview: bool = False
) -> IndexReport:
    """Make a build of all snapshots, verify it and publish it; a preview stops before that.

    Raises SourceError if there is nothing to index, and RefusedBuildError if the build fails
    verification, unless `force` is set; the published build then stays live.
    """
    with exclusive(settings.scraped_dir):
        index_report = _build_index(settings, report)
        if not is_preview:
            publish_verified(settings, index_report.build.id, report, force=force)
    return index_report


def _build_index(settings: Settings, report: ReportProgress) -> IndexReport:
    skipped: list[Outcome] = []
    variants: list[QueryVariant] = []
    omitted: list[PageOmissions] = []
    found = _documents(settings, report, skipped, variants, omitted)
    documents = list(without_repeats(found))
    if not documents:
        raise SourceError(_nothing_to_index(settings.scraped_dir, skipped))
    documents, broken_links = add_variants(documents, variants)
    report(Progress("index", 0, len(documents)))
    build = make_build(settings, documents)
    note_extraction(settings.scraped_dir, skipped, omitted)
    report(Progress("index", len(documents), len(documents)))
    warnings = tuple(page for page in omitted if page.warning)
    return IndexReport(build, (*broken_links, *skipped), _conflicts(settings), warnings)


def _conflicts(settings: Settings) -> tuple[str, ...]:
    tables = ((stored.file, stored.table.rows) for stored in imported_tables(settings))
    found = conflicting_answers(tables)
    return tuple(f"{each.file}, {each.place}: {each.reason}" for each in found)


def publish_documents(settings: Settings, documents: Sequence[Document]) -> Build:
    """Make a build of these documents and publish it without verification."""
    build = make_build(settings, documents)
    publish(settings.index_dir, build.id)
    return build


def make_build(settings: Settings, documents: Sequence[Document]) -> Build:
    """Make a sealed build of these documents, ready to be published."""
    engine = RankedEngine(Weights(**vars(settings.ranking)))
    previous = _previous_build(settings.index_dir, engine.name)
    folder = start_build(settings.index_dir)
    engine.build(documents, folder, previous)
    languages = _languages(documents)
    calibration = _calibrate(engine.open(folder), documents, languages)
    # Before the seal, which covers every file of the build.
    write_calibration(folder, calibration)
    build = Build(
        id=folder.name,
        engine=engine.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        document_count=len(documents),
        passage_count=sum(len(document.passages) for document in documents),
        languages=languages,
        sources=dict(Counter(_source(document.url) for document in documents)),
        kinds=dict(Counter(document.kind for document in documents)),
        reliability=calibration.reliability,
    )
    seal(folder, build)
    return build


def _languages(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the languages of the documents, those with the most passages first."""
    # The order matters: a question without function words is taken for one in the first language.
    counts: Counter[str] = Counter()
    for document in documents:
        counts[document.language] += len(document.passages)
    return tuple(sorted(counts, key=lambda language: (-counts[language], language)))


def _calibrate(
    reader: Reader, documents: Sequence[Document], languages: Sequence[str]
) -> Calibration:
    def ask(question: str, limit: int) -> Retrieval:
        # Made questions may be longer than what visitors may type.
        return retrieve(reader, question, languages, limit=limit, max_chars=len(question))

    with closing(reader):
        return calibrate(documents, languages, ask)


def _source(url: str) -> str:
    """Return the host and port of a document's site, or the name of the file it came from."""
    return urlsplit(url).netloc or unquote(url).rpartition("/")[2].partition("#")[0]


def _previous_build(index_dir: Path, engine: str) -> Path | None:
    """Return the folder of the last published build that is sound, if this engine made it."""
    with suppress(NoBuildError):
        for folder in servable(index_dir):
            try:
                build = check_build(folder)
            except BuildError as error:
                _log.warning("a damaged build is not reused: %s", error)
                continue
            return folder if build.engine == engine else None
    return None


def _documents(
    settings: Settings,
    report: ReportProgress,
    skipped: list[Outcome],
    variants: list[QueryVariant],
    omitted: list[PageOmissions],
) -> Iterator[Document]:
    """Yield the documents of all snapshots.

    Pages without content are appended to `skipped`, query variants in imported files to
    `variants`, and what was left out of pages to `omitted`.
    """
    sites = known_sites(settings.scraped_dir)
    total = sum(len(site.entries) for site in sites)
    done = 0
    version = program_version()
    for site in sites:
        cache = ExtractionCache(site.folder / _EXTRACTED, version)
        # A first pass over all pages of the site: only then is it known which lines repeat.
        boilerplate = cache.boilerplate(page for page in site.pages() if page.content_type != TABLE)
        pages: list[ExtractedPage] = []
        for number, url in enumerate(site.entries):
            done += 1
            page = site.page(url)
            if page is None:
                skipped.append(Outcome(url, "failed", _LOST))
                continue
            if page.content_type == TABLE:
                stored = stored_table(page)
                rows = stored.table.rows
                variants += _variants(stored.file, rows)
                yield from imported_documents(
                    page, rows, name=stored.name, site_url=_only_site_url(sites)
                )
                continue
            # The contact lines of the site become one document, which links to its first page.
            if number == 0 and (contact := read_contact(page, boilerplate)):
                yield contact
            report(Progress("extract", done, total, url))
            try:
                extracted = cache.read(page, boilerplate)
                pages.append(extracted)
                omitted.append(PageOmissions(page.url, extracted.omissions, extracted.warning))
            except ExtractionError as error:
                skipped.append(Outcome(page.url, "empty", str(error)))
        cache.drop_unused()
        # Only with all pages of the site at hand: a list may link to pages before or after it.
        yield from link_publications(pages)


def _only_site_url(sites: Iterable[Snapshot]) -> str:
    """Return the URL that "/fees" in an imported file is relative to, "" if it may be several."""
    seeds = [seed for site in sites for seed in site.seeds if seed.startswith("http")]
    return seeds[0] if len({urlsplit(seed).netloc for seed in seeds}) == 1 else ""


def _variants(file: str, rows: Iterable[ImportedRow]) -> Iterator[QueryVariant]:
    """Yield the rows of a file that have a question and links but no answer."""
    for row in rows:
        if not row.answer:
            yield QueryVariant(row.question, tuple(row.url.split()), f"{file}, {row.place}")


def _nothing_to_index(scraped_dir: Path, skipped: Sequence[Outcome]) -> str:
    if not skipped:
        return f"{scraped_dir}: no page has been scraped yet; run `faqbot scrape URL` first"
    first = skipped[0]
    return (
        f"none of {len(skipped)} scraped pages has a question or running text "
        f"(first: {first.url} {first.reason}); nothing was published"
    )
