"""`faqbot status`: the sign of life."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click
from rich.console import Console

from faqbot.cli.jobs import job_json, progress_told
from faqbot.cli.output import json_option, line, moment_told, print_json, size_told
from faqbot.core.settings import Settings
from faqbot.jobs.status import SourceState, Status, status


@click.command("status")
@json_option
@click.pass_obj
def status_command(settings: Settings, *, as_json: bool) -> None:
    """Tell how things stand: sources, builds, disk, database, schedule, reindexes.

    Names each problem and what to do; the exit status is 1 if there is one. Reads scraped/ and
    index/, and writes one row of the staff database to see whether that works.

    Example: faqbot status
    """
    found = status(settings, datetime.now(UTC))
    if as_json:
        running, last = found.running, found.last_reindex
        shown = {"running": running and job_json(running), "last_reindex": last and job_json(last)}
        print_json(asdict(found) | shown)
    else:
        _show(Console(), found)
    sys.exit(1 if found.problems else 0)


def _show(console: Console, found: Status) -> None:
    for source in found.sources:
        line(console, f"Source    {_source_told(source)}")
    if build := found.published:
        line(
            console,
            f"Build     {build.id} in force, made {moment_told(build.made_at)}: "
            f"{build.passage_count:,} passages of {build.document_count:,} documents; "
            f"{found.build_count} on disk",
        )
    disk = found.disk
    line(
        console,
        f"Disk      scraped {size_told(disk.scraped_bytes)}, index {size_told(disk.index_bytes)}, "
        f"database {size_told(disk.database_bytes)}; {size_told(disk.free_bytes)} free",
    )
    line(console, f"Database  {found.database}")
    if found.schedule:
        due = f"next {moment_told(found.next_run)}" if found.next_run else "next after this one"
        line(console, f"Schedule  every {found.schedule}, {due}")
    if job := found.running:
        line(console, f"Running   {job.kind} {job.id} ({job.started_by}): {progress_told(job)}")
    if job := found.last_reindex:
        line(console, f"Last      reindex {job.id} {job.state} {moment_told(job.finished_at)}")
    line(console, "\nAll is well." if not found.problems else "\nWhat is not well:")
    for problem in found.problems:
        line(console, f"  {problem}")


def _source_told(source: SourceState) -> str:
    counts = ", ".join(f"{count} {result}" for result, count in source.counts.items())
    told = f"{source.name}  {moment_told(source.read_at)}, {source.page_count:,} pages"
    return told + (f": {counts}" if counts else "") + (" (failed)" if source.failure else "")
