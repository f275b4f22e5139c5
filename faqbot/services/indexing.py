"""What staff run after a scrape: make a build of what the sites say, and publish it."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
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
    Progress,
)
from faqbot.core.settings import Settings
from faqbot.crawl.store.snapshots import known_sites
from faqbot.extract.documents import read_contact
from faqbot.extract.extraction_cache import KeptReadings, program_version
from faqbot.extract.passages.sections import without_repeats
from faqbot.extract.publications.linkage import Reading, join
from faqbot.extract.sheets.documents import imported_documents
from faqbot.extract.sheets.reader import Row, read_table
from faqbot.search.builds.folders import check_build, publish, seal, servable, start_build
from faqbot.search.calibration import calibrate
from faqbot.search.confidence.signals import Calibration, write_calibration
from faqbot.search.engine import Reader
from faqbot.search.inverted.weights import Weights
from faqbot.search.pipeline import Found, find
from faqbot.search.ranked_engine import RankedEngine
from faqbot.services.crawling import TABLE, note_passed_over
from faqbot.services.publishing import publish_verified
from faqbot.services.variants import Wording, with_wordings

_EXTRACTED = "extracted"
_LOST = "its stored copy is lost or damaged; run `faqbot scrape` to fetch it again"

Report = Callable[[Progress], None]

_log = logging.getLogger(__name__)


def _languages(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the languages of the documents, those of most passages first."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts[document.language] += len(document.passages)
    return tuple(sorted(counts, key=lambda language: (-counts[language], language)))


def _source(url: str) -> str:
    """Return the host and port of a document's site, or the name of its file if it has none."""
    return urlsplit(url).netloc or unquote(url).rpartition("/")[2].partition("#")[0]


def build_index(
    settings: Settings, report: Report, *, force: bool = False, is_preview: bool = False
) -> IndexReport:
    """Make a build of all snapshots, verify it and publish it; a preview stops before that.

    Raises SourceError if there is nothing to index, and RefusedBuildError if the build must not be
    published as it is, unless `force` is set; the published build then stays in force.
    """
    with exclusive(settings.scraped_dir):
        done = _build_index(settings, report)
        if not is_preview:
            publish_verified(settings, done.build.id, report, force=force)
    return done


def _build_index(settings: Settings, report: Report) -> IndexReport:
    passed_over: list[Outcome] = []
    wordings: list[Wording] = []
    documents = list(without_repeats(_documents(settings, report, passed_over, wordings)))
    if not documents:
        raise SourceError(_nothing_found(settings.scraped_dir, passed_over))
    documents, lost = with_wordings(documents, wordings)
    report(Progress("index", 0, len(documents)))
    build = make_build(settings, documents)
    note_passed_over(settings.scraped_dir, passed_over)
    report(Progress("index", len(documents), len(documents)))
    return IndexReport(build, (*lost, *passed_over))


def publish_documents(settings: Settings, documents: Sequence[Document]) -> Build:
    """Make a build of these documents and publish it as it is."""
    build = make_build(settings, documents)
    publish(settings.index_dir, build.id)
    return build


def make_build(settings: Settings, documents: Sequence[Document]) -> Build:
    """Make a sealed build of these documents, ready to be published."""
    engine = RankedEngine(Weights(**vars(settings.ranking)))
    previous = _reusable(settings.index_dir, engine.name)
    folder = start_build(settings.index_dir)
    engine.build(documents, folder, previous)
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
        sources=dict(Counter(_source(document.url) for document in documents)),
        kinds=dict(Counter(document.kind for document in documents)),
        reliability=calibration.reliability,
    )
    seal(folder, build)
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


def _reusable(index_dir: Path, engine: str) -> Path | None:
    """Return the folder of the last published build that is whole, if this engine made it."""
    with suppress(NoBuildError):
        for folder in servable(index_dir):
            try:
                build = check_build(folder)
            except BuildError as error:
                _log.warning("everything is indexed anew or from an earlier build: %s", error)
                continue
            return folder if build.engine == engine else None
    return None


def _documents(
    settings: Settings, report: Report, passed_over: list[Outcome], wordings: list[Wording]
) -> Iterator[Document]:
    """Yield the documents of all snapshots; pages that give nothing go to `passed_over`.

    Other wordings in imported files go to `wordings`.
    """
    sites = known_sites(settings.scraped_dir)
    total = sum(len(site.urls) for site in sites)
    done = 0
    version = program_version()
    for site in sites:
        kept = KeptReadings(site.folder / _EXTRACTED, version)
        boilerplate = kept.boilerplate(page for page in site.pages() if page.content_type != TABLE)
        readings: list[Reading] = []
        for number, url in enumerate(site.urls):
            done += 1
            page = site.page(url)
            if page is None:
                passed_over.append(Outcome(url, "failed", _LOST))
                continue
            if page.content_type == TABLE:
                rows = read_table(unquote(url), page.body).rows
                wordings += _wordings(unquote(url), rows)
                yield from imported_documents(page, rows)
                continue
            if number == 0 and (contact := read_contact(page, boilerplate)):
                yield contact
            report(Progress("extract", done, total, url))
            try:
                readings.append(kept.read(page, boilerplate))
            except ExtractionError as error:
                passed_over.append(Outcome(page.url, "empty", str(error)))
        kept.drop_unused()
        yield from join(readings)


def _wordings(name: str, rows: Iterable[Row]) -> Iterator[Wording]:
    file = name.rpartition("/")[2]
    for row in rows:
        if not row.answer:
            yield Wording(row.question, tuple(row.url.split()), f"{file}, row {row.number}")


def _nothing_found(scraped_dir: Path, passed_over: list[Outcome]) -> str:
    if not passed_over:
        return f"{scraped_dir}: no page has been scraped yet; run `faqbot scrape URL` first"
    first = passed_over[0]
    return (
        f"none of {len(passed_over)} scraped pages holds a question or running text "
        f"(first: {first.url} {first.reason}); nothing was published"
    )
