"""`faqbot status`."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click

from faqbot.cli.jobs import progress_text
from faqbot.cli.output import format_size, format_time, json_option, print_json
from faqbot.core.settings import Settings
from faqbot.jobs.status import SourceState, Status, status


@click.command("status")
@json_option
@click.pass_obj
def status_command(settings: Settings, *, as_json: bool) -> None:
    """Show sources, builds, disk, jobs and all problems.

    Each problem comes with its fix; the exit status is 1 if there is one. Reads scraped/ and
    index/, and writes one row of the staff database to check that it is writable.

    Example: faqbot status
    """
    current = status(settings, datetime.now(UTC))
    if as_json:
        print_json(asdict(current))
    else:
        _show(current)
    sys.exit(1 if current.problems else 0)


def _show(current: Status) -> None:
    for source in current.sources:
        click.echo(f"Source    {_source_text(source)}")
    if build := current.published:
        click.echo(
            f"Build     {build.id} is live, made {format_time(build.made_at)}: "
            f"{build.passage_count:,} passages of {build.document_count:,} documents; "
            f"{current.build_count} on disk"
        )
    disk = {key: format_size(size) for key, size in asdict(current.disk).items()}
    click.echo(
        f"Disk      scraped {disk['scraped_bytes']}, index {disk['index_bytes']}, "
        f"database {disk['database_bytes']}; {disk['free_bytes']} free"
    )
    click.echo(f"Database  {current.database}")
    if current.schedule:
        due = f"next {format_time(current.next_run)}" if current.next_run else "next after this one"
        click.echo(f"Schedule  every {current.schedule}, {due}")
    if job := current.running:
        click.echo(f"Running   {job.kind} {job.id} ({job.started_by}): {progress_text(job)}")
    if job := current.last_reindex:
        click.echo(f"Last      reindex {job.id} {job.state} {format_time(job.finished_at)}")
    click.echo("\nAll is well." if not current.problems else "\nProblems:")
    for problem in current.problems:
        click.echo(f"  {problem}")


def _source_text(source: SourceState) -> str:
    counts = ", ".join(f"{count} {result}" for result, count in source.counts.items())
    text = f"{source.name}  {format_time(source.read_at)}, {source.page_count:,} pages"
    return text + (f": {counts}" if counts else "") + (" (failed)" if source.failure else "")
