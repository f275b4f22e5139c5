"""Terminal output: progress while work runs, reports and answers at its end."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars
from rich.text import Text

from faqbot.core.records import (
    Answer,
    Document,
    ImportReport,
    IndexReport,
    OutcomeResult,
    Progress,
    Reliability,
    ReportProgress,
    Result,
    ScrapeReport,
)

_PLAIN_INTERVAL_S = 2.0
_MAX_LISTED = 10
# The order of results in the summary of a scrape; optional ones are omitted if there are none.
_RESULTS: tuple[OutcomeResult, ...] = (
    "fetched",
    "unchanged",
    "moved",
    "same",
    "gone",
    "empty",
    "refused",
    "failed",
)
_OPTIONAL_RESULTS = ("moved", "same", "empty")
_RESULT_NAMES = {"same": "duplicates"}
# The results whose URLs are listed, most important first.
_LISTED_RESULTS = ("failed", "empty", "refused")
_PHASES = {
    "scrape": "Scraping",
    "extract": "Extracting",
    "index": "Indexing",
    "ask": "Asking questions",
}

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def progress(console: Console) -> Iterator[ReportProgress]:
    """Yield a progress reporter: bars on a terminal, elsewhere a plain line every two seconds."""
    if not console.is_terminal:
        yield _plain_lines(console)
        return
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=console) as bars:
        tasks = {}

        def report(step: Progress) -> None:
            if step.phase not in tasks:
                tasks[step.phase] = bars.add_task(_PHASES[step.phase])
            bars.update(tasks[step.phase], completed=step.done, total=step.total or None)

        yield report


def _plain_lines(console: Console) -> ReportProgress:
    # The first line comes after the interval: short work prints none.
    last = time.monotonic()

    def report(step: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _PLAIN_INTERVAL_S:
            last = time.monotonic()
            line(console, f"{_PHASES[step.phase]}: {step.done} of {step.total} {step.note}")

    return report


def show_scrape(console: Console, report: ScrapeReport) -> None:
    """Print the counts of a scrape, what it skipped, and its first problems with their reasons."""
    counts = ", ".join(
        f"{count} {_RESULT_NAMES.get(result, result)}"
        for result in _RESULTS
        if (count := report.count(result)) or result not in _OPTIONAL_RESULTS
    )
    size = size_told(report.downloaded_bytes) if report.downloaded_bytes else "nothing"
    line(console, f"{report.seed}: {counts}; {size} downloaded")
    if report.resumed_count:
        line(console, f"  {report.resumed_count} responses were taken from the interrupted scrape")
    if report.unread_count:
        line(
            console,
            f"  stopped at scrape.max_pages, {report.unread_count} links were not followed; "
            "raise the setting to follow them",
        )
    for finding in report.findings[:_MAX_LISTED]:
        line(console, f"  skipped {finding.count}: {finding.rule}, such as {finding.example}")
    listed = [
        outcome
        for result in _LISTED_RESULTS
        for outcome in report.outcomes
        if outcome.result == result
    ]
    for outcome in listed[:_MAX_LISTED]:
        line(console, f"  {outcome.result}: {outcome.url}: {outcome.reason}")
    omitted_count = max(0, len(listed) - _MAX_LISTED) + report.unlisted_count
    if omitted_count:
        line(
            console, f"  and {omitted_count} more; see report.json in the site's folder of scraped/"
        )


def show_index(console: Console, report: IndexReport) -> None:
    """Print what a build contains, and which pages yielded nothing."""
    build = report.build
    line(
        console,
        f"Published build {build.id}: {build.passage_count} passages from "
        f"{build.document_count} documents ({', '.join(build.languages)})",
    )
    line(console, reliability_text(build.reliability))
    for outcome in report.skipped[:_MAX_LISTED]:
        line(console, f"  not indexed: {outcome.url} {outcome.reason}")
    if len(report.skipped) > _MAX_LISTED:
        line(
            console,
            f"  and {len(report.skipped) - _MAX_LISTED} more; `faqbot index --json` lists them",
        )


def reliability_text(reliability: Reliability) -> str:
    """Return in plain words how often direct answers are right."""
    if reliability.answered_share is None:
        return "The site has too few passages to measure how reliable direct answers are."
    measured = f"Measured with {reliability.question_count} questions generated from this site."
    if reliability.right_share is None:
        return f"No answer is reliable enough to be given directly. {measured}"
    return (
        f"About {reliability.right_share:.0%} of direct answers are right; about "
        f"{reliability.answered_share:.0%} of the questions that the site can answer get one. "
        f"{measured}"
    )


def show_answer(console: Console, answer: Answer) -> None:
    """Print the direct answer in full and further results by their headings, or closest matches."""
    if answer.did_you_mean:
        label = "Showing answers for" if answer.is_corrected else "Did you mean"
        line(console, f"{label}: {answer.did_you_mean}\n")
    if not answer.results:
        line(console, "Nothing found: the site does not seem to cover this topic.")
        return
    best = answer.direct
    if best is None:
        line(console, "No clear answer. The closest matches:")
        _list(console, answer.results)
        return
    document = best.hit.document
    console.print(Text(_heading(best), style="bold"))
    console.print(_marked(best), soft_wrap=not console.is_terminal)
    console.print(Text(" · ".join(filter(None, (document.title, *_days(document)))), "dim"))
    line(console, best.deep_link)
    if len(answer.results) > 1:
        line(console, "\nRelated answers:")
    _list(console, answer.results[1:])


def _list(console: Console, results: Iterable[Result]) -> None:
    for result in results:
        line(console, f"  {result.hit.rank}. {_heading(result)}\n     {result.deep_link}")


def show_import(console: Console, report: ImportReport) -> None:
    """Print how columns were mapped, what was imported, and why rows were skipped."""
    for field, header in report.columns:
        line(console, f"  {field}: {header}")
    counts = ((report.question_count, "question"), (report.variant_count, "other wording"))
    imported = " and ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in counts if count)
    line(console, f"{imported} imported; run `faqbot index` to publish")
    for problem in report.problems:
        line(console, f"  {problem}")


def show_document(console: Console, document: Document) -> None:
    """Print an extracted document, passage by passage."""
    metadata = [document.kind, document.language, *_days(document), ", ".join(document.authors)]
    console.print(Text(document.title, style="bold"))
    line(console, f"{document.url}\n{' · '.join(filter(None, metadata))}")
    for passage in document.passages:
        anchor = f"#{passage.anchor}" if passage.anchor else ""
        place = f"  {passage.url}{anchor}" if passage.url or anchor else ""
        heading = passage.question or " › ".join(passage.heading_path)
        console.print(Text(f"\n[{passage.kind}] {heading}{place}", style="bold green"))
        line(console, passage.text)


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _days(document: Document) -> tuple[str, str]:
    is_updated = document.modified not in ("", document.published)
    return document.published, f"updated {document.modified}" if is_updated else ""


def _heading(result: Result) -> str:
    return result.hit.passage.question or " › ".join(result.hit.passage.heading_path)


def _marked(result: Result) -> Text:
    text = Text(result.hit.passage.text)
    for start, end in result.highlights:
        text.stylize("bold green", start, end)
    return text


def line(console: Console, text: str) -> None:
    """Print a line without markup and without wrapping, so that links stay whole."""
    console.print(text, markup=False, highlight=False, soft_wrap=True, emoji=False)


def size_told(size_bytes: int) -> str:
    """Return a size with its unit, in kB, MB or GB."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1e9:.1f} GB"
    if size_bytes >= 1_000_000:
        return f"{size_bytes / 1e6:.1f} MB"
    return f"{size_bytes / 1000:,.0f} kB"


def moment_told(time: str) -> str:
    """Return an ISO 8601 time in UTC, to the minute; "never" for ""."""
    return f"{time[:10]} {time[11:16]} UTC" if time else "never"
