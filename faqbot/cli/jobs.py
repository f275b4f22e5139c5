"""`faqbot jobs` and `faqbot cancel`: running and past reindexes."""

import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from faqbot.cli.output import format_time, json_option, print_json
from faqbot.core.records import Job
from faqbot.core.settings import Settings
from faqbot.jobs.control import cancel, job_with_log, last_jobs

_ROW = "{:<5} {:<8} {:<21} {:<9} {:<10} {:<7} {}"


@click.command("jobs")
@click.argument("job_id", metavar="[ID]", type=click.IntRange(1), required=False)
@click.option("--limit", type=click.IntRange(1, 500), default=20, help="Maximum number of jobs.")
@json_option
@click.pass_obj
def jobs_command(settings: Settings, job_id: int | None, *, limit: int, as_json: bool) -> None:
    """List the latest reindexes, or show one with its log.

    Reads the staff database, and creates an empty one if there is none.

    Example: faqbot jobs 12
    """
    if job_id:
        job, log = job_with_log(settings, job_id)
        if as_json:
            print_json({**asdict(job), "log": log})
        else:
            _show_job(job, log)
        return
    history = last_jobs(settings, limit)
    if as_json:
        print_json([asdict(job) for job in history])
    elif history:
        _show_jobs(history)
    else:
        click.echo("No reindex has been recorded yet; `faqbot reindex` runs one.")


@click.command("cancel")
@click.argument("job_id", metavar="[ID]", type=click.IntRange(1), required=False)
@click.pass_obj
def cancel_command(settings: Settings, job_id: int | None) -> None:
    """Cancel the running reindex; the published build stays live.

    Pages scraped so far are kept: the next run within a day continues from there. Writes the
    staff database. The exit status is 1 if none is running.

    Example: faqbot cancel
    """
    job = cancel(settings, job_id)
    if job is None:
        which = f"job {job_id} has ended already" if job_id else "no reindex is running"
        click.echo(f"faqbot: {which}; `faqbot jobs` lists the latest", err=True)
        sys.exit(1)
    click.echo(
        f"{job.kind.capitalize()} {job.id} will end within seconds; check with `faqbot jobs`"
    )


def progress_text(job: Job) -> str:
    """Return the progress of a running job in words."""
    if not job.phase:
        return "starting"
    text = f"{job.phase}: {job.done:,} of {job.total:,}" if job.total else job.phase
    if job.rate:
        text += f", {job.rate:.3g} a second"
    return text + (f", {_duration(job.estimate_s)} left" if job.estimate_s else "")


def _show_jobs(history: Sequence[Job]) -> None:
    click.echo(_ROW.format("job", "what", "started", "by", "state", "build", "").rstrip())
    for job in history:
        note = progress_text(job) if job.is_active else job.error
        started = format_time(job.started_at)
        by, build = job.started_by, job.build_id
        click.echo(_ROW.format(job.id, job.kind, started, by, job.state, build, note).rstrip())


def _show_job(job: Job, log: list[str]) -> None:
    ended = f", ended {format_time(job.finished_at)}" if job.finished_at else ""
    click.echo(f"{job.kind} {job.id}: {job.state}")
    click.echo(f"started {format_time(job.started_at)} by {job.started_by}{ended}")
    if job.is_active:
        click.echo(progress_text(job))
    if job.error:
        click.echo(job.error)
    for entry in log:
        click.echo(f"  {entry}")


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
