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
    Omission,
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
    "fetched", "unchanged", "moved", "same", "gone", "empty", "refused", "failed",
)  # fmt: skip
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
def progress() -> Iterator[ReportProgress]:
    """Yield a progress reporter for stderr: bars on a terminal, else a line every two seconds."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines()
        return
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=console) as bars:
        tasks = {}

        def report(step: Progress) -> None:
            if step.phase not in tasks:
                tasks[step.phase] = bars.add_task(_PHASES[step.phase])
            # None makes a bar that pulses, as long as the total is unknown.
            bars.update(tasks[step.phase], completed=step.done, total=step.total or None)

        yield report


def _plain_lines() -> ReportProgress:
    # The first line comes after the interval: short work prints none.
    last = time.monotonic()

    def report(step: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _PLAIN_INTERVAL_S:
            last = time.monotonic()
            phase = _PHASES[step.phase]
            click.echo(f"{phase}: {step.done} of {step.total} {step.note}", err=True)

    return report


def show_scrape(report: ScrapeReport, *, err: bool = False) -> None:
    """Print the counts of a scrape, what it skipped, and its first problems with their reasons."""
    for line in _scrape_lines(report):
        click.echo(line, err=err)


def _scrape_lines(report: ScrapeReport) -> Iterator[str]:
    counts = ", ".join(
        f"{count} {_RESULT_NAMES.get(result, result)}"
        for result in _RESULTS
        if (count := report.count(result)) or result not in _OPTIONAL_RESULTS
    )
    size = format_size(report.downloaded_bytes) if report.downloaded_bytes else "nothing"
    yield f"{report.seed}: {counts}; {size} downloaded"
    if report.resumed_count:
        yield f"  {report.resumed_count} responses were taken from the interrupted scrape"
    if report.unread_count:
        yield (
            f"  stopped at scrape.max_pages, {report.unread_count} links were not followed; "
            "raise the setting to follow them"
        )
    for finding in report.findings[:_MAX_LISTED]:
        yield f"  skipped {finding.count}: {finding.rule}, such as {finding.example}"
    problems = [
        outcome
        for result in _LISTED_RESULTS
        for outcome in report.outcomes
        if outcome.result == result
    ]
    for outcome in problems[:_MAX_LISTED]:
        yield f"  {outcome.result}: {outcome.url}: {outcome.reason}"
    omitted_count = max(0, len(problems) - _MAX_LISTED) + report.unlisted_count
    if omitted_count:
        yield f"  and {omitted_count} more; see report.json in the site's folder of scraped/"


def show_index(report: IndexReport) -> None:
    """Print what a build contains, and which pages yielded nothing or lost most of their text."""
    build = report.build
    click.echo(
        f"Published build {build.id}: {build.passage_count} passages from "
        f"{build.document_count} documents ({', '.join(build.languages)})"
    )
    click.echo(reliability_text(build.reliability))
    for conflict in report.conflicts[:_MAX_LISTED]:
        click.echo(f"  two answers: {conflict}")
    for outcome in report.skipped[:_MAX_LISTED]:
        click.echo(f"  not indexed: {outcome.url} {outcome.reason}")
    for page in report.warnings[:_MAX_LISTED]:
        click.echo(f"  check: {page.url}: {page.warning}")
    lists = (report.conflicts, report.skipped, report.warnings)
    if omitted_count := sum(max(len(each) - _MAX_LISTED, 0) for each in lists):
        click.echo(f"  and {omitted_count} more; `faqbot index --json` lists them")


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


def show_answer(answer: Answer) -> None:
    """Print the direct answer in full and further results by their headings, or closest matches."""
    if answer.did_you_mean:
        label = "Showing answers for" if answer.is_corrected else "Did you mean"
        click.echo(f"{label}: {answer.did_you_mean}\n")
    if not answer.results:
        click.echo("Nothing found: the site does not seem to cover this topic.")
        return
    best = answer.direct
    if best is None:
        click.echo("No clear answer. The closest matches:")
        _list(answer.results)
        return
    document = best.hit.document
    console = Console()
    console.print(Text(_heading(best), style="bold"))
    # Wrapped on terminals only: what is piped keeps its lines.
    console.print(_highlighted(best), soft_wrap=not console.is_terminal)
    console.print(Text(" · ".join(filter(None, (document.title, *_days(document)))), "dim"))
    click.echo(best.deep_link)
    if len(answer.results) > 1:
        click.echo("\nRelated answers:")
        _list(answer.results[1:])


def _list(results: Iterable[Result]) -> None:
    for result in results:
        click.echo(f"  {result.hit.rank}. {_heading(result)}\n     {result.deep_link}")


def show_import(report: ImportReport) -> None:
    """Print how columns were mapped, what was imported, and why rows were skipped."""
    for field, header in report.columns:
        click.echo(f"  {field}: {header}")
    counts = ((report.question_count, "question"), (report.variant_count, "other wording"))
    imported = " and ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in counts if count)
    click.echo(f"{imported} imported; run `faqbot index` to publish")
    if report.question_count:
        advice = "" if report.has_given_name else "; --name gives it another name"
        click.echo(f"  visitors see “{report.name}” as the source{advice}")
    for problem in report.problems:
        click.echo(f"  {problem}")


def show_document(document: Document) -> None:
    """Print an extracted document, passage by passage."""
    metadata = [document.kind, document.language, *_days(document), ", ".join(document.authors)]
    click.secho(document.title, bold=True)
    click.echo(f"{document.url}\n{' · '.join(filter(None, metadata))}")
    for passage in document.passages:
        anchor = f"#{passage.anchor}" if passage.anchor else ""
        place = f"  {passage.url}{anchor}" if passage.url or anchor else ""
        heading = passage.question or " › ".join(passage.heading_path)
        click.secho(f"\n[{passage.kind}] {heading}{place}", bold=True, fg="green")
        click.echo(passage.text)


def show_omitted(omitted: Iterable[Omission]) -> None:
    """Print on one line what was left out of a page."""
    counts = ", ".join(f"{each.reason} {each.word_count:,}" for each in omitted)
    if counts:
        click.secho(f"\nLeft out (words): {counts}", dim=True)


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _days(document: Document) -> tuple[str, str]:
    is_updated = document.modified not in ("", document.published)
    return document.published, f"updated {document.modified}" if is_updated else ""


def _heading(result: Result) -> str:
    return result.hit.passage.question or " › ".join(result.hit.passage.heading_path)


def _highlighted(result: Result) -> Text:
    text = Text(result.hit.passage.text)
    for start, end in result.highlights:
        text.stylize("bold green", start, end)
    return text


def format_size(size_bytes: int) -> str:
    """Return a size with its unit, in kB, MB or GB."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1e9:.1f} GB"
    if size_bytes >= 1_000_000:
        return f"{size_bytes / 1e6:.1f} MB"
    return f"{size_bytes / 1000:,.0f} kB"


def format_time(time: str) -> str:
    """Return an ISO 8601 time in UTC, to the minute; "never" for ""."""
    return f"{time[:10]} {time[11:16]} UTC" if time else "never"
