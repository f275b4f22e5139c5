"""What the terminal shows: progress while work runs, reports and answers after it."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
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
    Result,
    ScrapeReport,
)

_PLAIN_EVERY_S = 2.0
_LISTED = 10
_COUNTED: tuple[OutcomeResult, ...] = (
    "fetched",
    "unchanged",
    "moved",
    "same",
    "gone",
    "empty",
    "refused",
    "failed",
)
_CALLED = {"same": "the same as others"}
_RARE = ("moved", "same", "empty")
_NOTABLE = ("failed", "empty", "refused")
_DOING = {
    "scrape": "Asking the site",
    "extract": "Reading pages",
    "index": "Building the index",
    "ask": "Asking questions",
}

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def progress(console: Console) -> Iterator[Callable[[Progress], None]]:
    """Show bars on a terminal, and a plain line every other second elsewhere."""
    if not console.is_terminal:
        yield _plain_lines(console)
        return
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=console) as bars:
        tasks = {}

        def report(step: Progress) -> None:
            if step.phase not in tasks:
                tasks[step.phase] = bars.add_task(_DOING[step.phase])
            bars.update(tasks[step.phase], completed=step.done, total=step.total or None)

        yield report


def _plain_lines(console: Console) -> Callable[[Progress], None]:
    last = time.monotonic()

    def report(step: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _PLAIN_EVERY_S:
            last = time.monotonic()
            told = f"{_DOING[step.phase]}: {step.done} of {step.total} {step.note}"
            line(console, told)

    return report


def show_scrape(console: Console, report: ScrapeReport) -> None:
    """Print the counts of a scrape, what it learnt, and the first problems with their reasons."""
    counts = ", ".join(
        f"{count} {_CALLED.get(result, result)}"
        for result in _COUNTED
        if (count := report.count(result)) or result not in _RARE
    )
    size = size_told(report.downloaded_bytes) if report.downloaded_bytes else "nothing"
    line(console, f"{report.seed}: {counts}; {size} downloaded")
    if report.resumed_count:
        line(console, f"  {report.resumed_count} answers are from the scrape that was interrupted")
    if report.unread_count:
        line(
            console,
            f"  stopped at scrape.max_pages with {report.unread_count} links unread; "
            "raise it to read them too",
        )
    for finding in report.findings[:_LISTED]:
        line(console, f"  left out {finding.count}: {finding.rule}, such as {finding.example}")
    notable = [one for kind in _NOTABLE for one in report.outcomes if one.result == kind]
    for outcome in notable[:_LISTED]:
        line(console, f"  {outcome.result}: {outcome.url}: {outcome.reason}")
    unshown = max(0, len(notable) - _LISTED) + report.unlisted_count
    if unshown:
        line(console, f"  and {unshown} more; report.json in its folder of scraped/ lists them")


def show_index(console: Console, report: IndexReport) -> None:
    """Print what a build holds, and which pages gave nothing."""
    build = report.build
    line(
        console,
        f"Published build {build.id}: {build.passage_count} passages of "
        f"{build.document_count} documents ({', '.join(build.languages)})",
    )
    line(console, reliability_text(build.reliability))
    for outcome in report.skipped[:_LISTED]:
        line(console, f"  not in it: {outcome.url} {outcome.reason}")
    if len(report.skipped) > _LISTED:
        line(
            console,
            f"  and {len(report.skipped) - _LISTED} more; `faqbot index --json` lists all",
        )


def reliability_text(reached: Reliability) -> str:
    """Return in plain words how far direct answers can be trusted."""
    if reached.answered_share is None:
        return (
            "How often direct answers are right could not be measured: too few passages to make "
            "questions from."
        )
    answered = f"about {reached.answered_share * 100:.0f} in 100 that the site can answer"
    measured = f"Measured on {reached.question_count} questions made from this site."
    if reached.right_share is None:
        return f"No answer is sure enough to be given directly. {measured}"
    return (
        f"Of questions answered directly, about {reached.right_share * 100:.0f} in 100 are right; "
        f"{answered} get a direct answer. {measured}"
    )


def show_answer(console: Console, answer: Answer) -> None:
    """Print the answer in full and the others by their headings, or the closest matches."""
    if answer.did_you_mean:
        told = "Showing answers for" if answer.is_corrected else "Did you mean"
        line(console, f"{told}: {answer.did_you_mean}\n")
    if not answer.results:
        line(console, "Nothing found: the site does not seem to say anything about this.")
        return
    best = answer.direct
    if best is None:
        line(console, "No sure answer. The closest matches:")
        _list(console, answer.results)
        return
    document = best.hit.document
    console.print(Text(_heading(best), style="bold"))
    console.print(_marked(best), soft_wrap=not console.is_terminal)
    console.print(Text(" · ".join(filter(None, (document.title, *_days(document)))), "dim"))
    line(console, best.deep_link)
    if len(answer.results) > 1:
        line(console, "\nAlso on this subject:")
    _list(console, answer.results[1:])


def _list(console: Console, results: Iterable[Result]) -> None:
    for result in results:
        line(console, f"  {result.hit.rank}. {_heading(result)}\n     {result.deep_link}")


def show_import(console: Console, report: ImportReport) -> None:
    """Print which column was taken for what, what went in, and which rows did not and why."""
    for field, header in report.columns:
        line(console, f"  {field}: {header}")
    counts = ((report.question_count, "question"), (report.variant_count, "other wording"))
    told = " and ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in counts if count)
    line(console, f"{told} imported; run `faqbot index` to publish")
    for problem in report.problems:
        line(console, f"  {problem}")


def show_document(console: Console, document: Document) -> None:
    """Print a document as the machine sees it, passage by passage."""
    facts = [document.kind, document.language, *_days(document), ", ".join(document.authors)]
    console.print(Text(document.title, style="bold"))
    line(console, f"{document.url}\n{' · '.join(filter(None, facts))}")
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
    is_changed = document.modified not in ("", document.published)
    return document.published, f"updated {document.modified}" if is_changed else ""


def _heading(result: Result) -> str:
    return result.hit.passage.question or " › ".join(result.hit.passage.heading_path)


def _marked(result: Result) -> Text:
    text = Text(result.hit.passage.text)
    for start, end in result.highlights:
        text.stylize("bold green", start, end)
    return text


def line(console: Console, text: str) -> None:
    """Print a line as it is: links stay whole, a terminal cuts it itself."""
    console.print(text, markup=False, highlight=False, soft_wrap=True, emoji=False)


def size_told(size_bytes: int) -> str:
    """Return a size in words."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1e9:.1f} GB"
    if size_bytes >= 1_000_000:
        return f"{size_bytes / 1e6:.1f} MB"
    return f"{size_bytes / 1000:,.0f} kB"


def moment_told(time: str) -> str:
    """Return an ISO 8601 time in UTC in words, to the minute; "never" for ""."""
    return f"{time[:10]} {time[11:16]} UTC" if time else "never"
