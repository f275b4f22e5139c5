"""`faqbot status`."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click
from rich.console import Console

from faqbot.cli.jobs import progress_text
from faqbot.cli.output import json_option, line, moment_told, print_json, size_told
from faqbot.core.settings import Settings
from faqbot.jobs.status import SourceState, Status, status


@click.command("status")
@json_option
@click.pass_obj
def status_command(settings: Settings, *, as_json: bool) -> None:
    """Show status: sources, builds, disk, database, schedule, reindexes.

    Names each problem and its fix; the exit status is 1 if there is one. Reads scraped/ and
    index/, and writes one row of the staff database to check that it is writable.

    Example: faqbot status
    """
    current = status(settings, datetime.now(UTC))
    if as_json:
        print_json(asdict(current))
    else:
        _show(Console(), current)
    sys.exit(1 if current.problems else 0)


def _show(console: Console, current: Status) -> None:
    for source in current.sources:
        line(console, f"Source    {_source_text(source)}")
    if build := current.published:
        line(
            console,
            f"Build     {build.id} is live, made {moment_told(build.made_at)}: "
            f"{build.passage_count:,} passages of {build.document_count:,} documents; "
            f"{current.build_count} on disk",
        )
    disk = current.disk
    line(
        console,
        f"Disk      scraped {size_told(disk.scraped_bytes)}, index {size_told(disk.index_bytes)}, "
        f"database {size_told(disk.database_bytes)}; {size_told(disk.free_bytes)} free",
    )
    line(console, f"Database  {current.database}")
    if current.schedule:
        due = f"next {moment_told(current.next_run)}" if current.next_run else "next after this one"
        line(console, f"Schedule  every {current.schedule}, {due}")
    if job := current.running:
        line(console, f"Running   {job.kind} {job.id} ({job.started_by}): {progress_text(job)}")
    if job := current.last_reindex:
        line(console, f"Last      reindex {job.id} {job.state} {moment_told(job.finished_at)}")
    line(console, "\nAll is well." if not current.problems else "\nProblems:")
    for problem in current.problems:
        line(console, f"  {problem}")


def _source_text(source: SourceState) -> str:
    counts = ", ".join(f"{count} {result}" for result, count in source.counts.items())
    text = f"{source.name}  {moment_told(source.read_at)}, {source.page_count:,} pages"
    return text + (f": {counts}" if counts else "") + (" (failed)" if source.failure else "")
