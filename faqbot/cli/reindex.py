"""`faqbot index` and `faqbot reindex`: snapshots become the published build."""

import sys
from dataclasses import asdict
from functools import partial
from typing import get_args

import click

from faqbot.cli.builds import show_preview
from faqbot.cli.output import json_option, print_json, progress, show_index
from faqbot.cli.sites import force_option, print_failures, show_reports, urls_argument
from faqbot.core.records import IndexReport, StartedBy
from faqbot.core.settings import Settings
from faqbot.jobs.reindex import Listener, Order, reindex
from faqbot.services.indexing import build_index


@click.command("index")
@click.option("--force", is_flag=True, help="Publish the build even if it fails verification.")
@json_option
@click.pass_obj
def index_command(settings: Settings, *, force: bool, as_json: bool) -> None:
    """Make a new build from scraped/ and publish it.

    Refuses a build that lost too much of the published one or gives wrong answers to
    questions.csv; then the published build stays live. Reads scraped/; writes index/.

    Example: faqbot index
    """
    with progress() as report:
        done = build_index(settings, report, force=force)
    _show_build(done, as_json=as_json)


@click.command("reindex")
@urls_argument
@click.option(
    "--preview",
    "is_preview",
    is_flag=True,
    help="Show which answers would change.",
)
@force_option
@click.option("--job", "job_id", type=int, hidden=True)
@click.option("--started-by", type=click.Choice(get_args(StartedBy)), hidden=True)
@json_option
@click.pass_obj
def reindex_command(
    settings: Settings,
    urls: tuple[str, ...],
    *,
    is_preview: bool,
    force: bool,
    job_id: int | None,
    started_by: StartedBy | None,
    as_json: bool,
) -> None:
    """Scrape the sites, make a new build and publish it.

    Run it after a site has changed. Without a URL, reads the sources of faqbot.toml, or else all
    sites scraped before. Writes scraped/ and index/. If a site fails, its snapshot stays as it was
    and the exit status is 1; if all fail, or the build is refused, the published build stays live.
    With --preview, asks both builds the questions of visitors and of questions.csv, and publishes
    nothing.

    Example: faqbot reindex https://www.example.org/ --preview
    """
    order = Order(urls, is_preview, force, started_by or _starter(), job_id)
    # With --json, stdout holds nothing but JSON.
    reports = partial(show_reports, err=as_json)
    with progress() as report:
        done = reindex(settings, order, Listener(report, reports, _warn))
    if done.preview and as_json:
        print_json(asdict(done.preview))
    elif done.preview:
        show_preview(done.preview)
    elif done.indexed:
        _show_build(done.indexed, as_json=as_json)
    sys.exit(print_failures(done.scraped))


def _show_build(done: IndexReport, *, as_json: bool) -> None:
    if as_json:
        fields = asdict(done)
        fields["passed_over"] = fields.pop("skipped")  # its name in the interface
        print_json(fields)
    else:
        show_index(done)


def _starter() -> StartedBy:
    # Not stdout, which people pipe into files.
    return "terminal" if sys.stdin.isatty() or sys.stderr.isatty() else "cron"


def _warn(problem: str) -> None:
    click.echo(f"faqbot: {problem}", err=True)
