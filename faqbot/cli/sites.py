"""`faqbot init`, `scrape` and `import`."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from faqbot.cli.output import json_option, print_json, progress, show_import, show_scrape
from faqbot.core.records import ScrapeReport
from faqbot.core.settings import Settings
from faqbot.services.crawling import import_file, scrape
from faqbot.services.survey import describe, ensure_no_settings, survey, write_settings

force_option = click.option(
    "--force", is_flag=True, help="Start afresh, and accept a site that lost most of its pages."
)
urls_argument = click.argument("urls", nargs=-1, metavar="[URL]...")


@click.command("init")
@click.argument("url")
@click.pass_obj
def init_command(settings: Settings, url: str) -> None:
    """Survey a site and write a commented faqbot.toml for it.

    Reads robots.txt, the sitemaps and the page at URL. Writes faqbot.toml to the home folder;
    if there is one already, nothing is written and the exit status is 2.

    Example: faqbot init https://www.example.org/
    """
    ensure_no_settings(settings)
    site = survey(settings, url)
    path = write_settings(settings, site)
    for line in describe(site):
        click.echo(line)
    click.echo(f"Wrote {path}. Review it, then run: faqbot reindex")


@click.command("scrape")
@urls_argument
@force_option
@json_option
@click.pass_obj
def scrape_command(
    settings: Settings, urls: tuple[str, ...], *, force: bool, as_json: bool
) -> None:
    """Crawl sites into scraped/.

    Without a URL, crawls the sources in faqbot.toml, or else all sites scraped before. Downloads
    only what changed, and resumes a run that was interrupted less than a day ago. Writes scraped/,
    not index/. The exit status is 1 if a site failed.

    Example: faqbot scrape https://www.example.org/
    """
    try:
        with progress() as report:
            reports = scrape(settings, urls, report, force=force)
    except KeyboardInterrupt:
        click.echo("faqbot: interrupted; run it again within a day to resume", err=True)
        sys.exit(1)
    if as_json:
        print_json([asdict(report) for report in reports])
    else:
        show_reports(reports)
    sys.exit(print_failures(reports))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default="", help="What visitors see as the source of the answers.")
@click.pass_obj
def import_command(settings: Settings, file: Path, *, name: str) -> None:
    """Import questions from a .csv, .xlsx, .jsonl, .json or .md file.

    Columns or keys: id, url, title, question, answer or text, lang, tags. Headers in other
    languages are known, and all sheets of a workbook are read. Prints what was taken for what, and
    questions with two answers. A row with a question and a url (https://... or /path, with #anchor)
    but no answer adds another wording for the passage at that url. Writes scraped/; run
    `faqbot index` afterwards. A file of the same name is replaced.

    Example: faqbot import handbook.xlsx --name "Front desk handbook" && faqbot index
    """
    show_import(import_file(settings, file, name=name))


def show_reports(reports: Sequence[ScrapeReport], *, err: bool = False) -> None:
    """Print a summary of each site without a failure."""
    for report in reports:
        if not report.failure:
            show_scrape(report, err=err)


def print_failures(reports: Sequence[ScrapeReport]) -> int:
    """Print the failures to stderr and return the exit status."""
    failures = [report.failure for report in reports if report.failure]
    for failure in failures:
        click.echo(f"faqbot: {failure}", err=True)
    return 1 if failures else 0
