"""`faqbot index` and `faqbot reindex`: snapshots become the published build."""

import sys
from dataclasses import asdict
from functools import partial
from typing import get_args

import click
from rich.console import Console

from faqbot.cli.builds import show_preview
from faqbot.cli.output import json_option, print_json, progress, show_index
from faqbot.cli.sites import force_option, print_failures, show_reports, urls_argument
from faqbot.core.records import IndexReport, StartedBy
from faqbot.core.settings import Settings
from faqbot.jobs.reindex import Listener, Order, reindex
from faqbot.services.indexing import build_index


@click.command("index")
@force_option
@json_option
@click.pass_obj
def index_command(settings: Settings, *, force: bool, as_json: bool) -> None:
    """Make a new build from scraped/ and publish it.

    A build that lost too much of the published one, or that answers questions.csv wrong, is
    refused. Reads scraped/, writes index/. If it fails, the published build stays live.

    Example: faqbot index
    """
    with progress(Console(stderr=True)) as report:
        done = build_index(settings, report, force=force)
    _show_build(done, as_json=as_json)


@click.command("reindex")
@urls_argument
@click.option("--preview", "is_preview", is_flag=True, help="Show what would change, and stop.")
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
    """Scrape, index, verify and publish: what to run after the site has changed.

    Reads the sites (without a URL, the sources of faqbot.toml or all known sites), writes scraped/
    and index/. A site that fails keeps what it had, and the exit status is 1; if all fail, or the
    build is refused, the published build stays live. With --preview, questions of visitors and
    those of questions.csv are asked of the published build and of the new one, and nothing is
    published.

    Example: faqbot reindex https://www.example.org/ --preview
    """
    order = Order(urls, is_preview, force, started_by or _who(), job_id)
    reports = partial(show_reports, Console(stderr=as_json))
    with progress(Console(stderr=True)) as report:
        done = reindex(settings, order, Listener(report, reports, _warn))
    if done.preview and as_json:
        print_json(asdict(done.preview))
    elif done.preview:
        show_preview(Console(), done.preview)
    elif done.indexed:
        _show_build(done.indexed, as_json=as_json)
    sys.exit(print_failures(done.scraped))


def _show_build(done: IndexReport, *, as_json: bool) -> None:
    if as_json:
        build, skipped = asdict(done).values()
        print_json({"build": build, "passed_over": skipped})  # its name in the interface
    else:
        show_index(Console(), done)


def _who() -> StartedBy:
    return "terminal" if sys.stdin.isatty() or sys.stderr.isatty() else "cron"


def _warn(problem: str) -> None:
    click.echo(f"faqbot: {problem}", err=True)
