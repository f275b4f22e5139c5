"""`faqbot init`, `scrape` and `import`: sites and files are looked at and read."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from faqbot.cli.output import json_option, print_json, progress, show_import, show_scrape
from faqbot.core.records import ScrapeReport
from faqbot.core.settings import Settings
from faqbot.services.crawling import import_file, scrape
from faqbot.services.survey import describe, ensure_no_settings, survey, write_settings

force_option = click.option(
    "--force", is_flag=True, help="Begin anew, and take a site as it is even if little is left."
)
urls_argument = click.argument("urls", nargs=-1, metavar="[URL]...")


@click.command("init")
@click.argument("url")
@click.pass_obj
def init_command(settings: Settings, url: str) -> None:
    """Look at a site and write a commented faqbot.toml for it.

    Asks for robots.txt, the sitemaps and the page at URL. Writes faqbot.toml in the home folder;
    one that is there is left alone, and the exit status is 2.

    Example: faqbot init https://www.example.org/
    """
    ensure_no_settings(settings)
    seen = survey(settings, url)
    path = write_settings(settings, seen)
    for line in describe(seen):
        click.echo(line)
    click.echo(f"Wrote {path}; have a look at it, then run: faqbot reindex")


@click.command("scrape")
@urls_argument
@force_option
@json_option
@click.pass_obj
def scrape_command(
    settings: Settings, urls: tuple[str, ...], *, force: bool, as_json: bool
) -> None:
    """Crawl sites into scraped/; a second run asks only for what changed.

    Without a URL, the sources of faqbot.toml are read, or if it has none, all sites that were
    scraped before. A run that was interrupted less than a day ago goes on where it stopped. Reads
    the sites, writes scraped/, leaves index/ alone. The exit status is 1 if a site failed.

    Example: faqbot scrape https://www.example.org/
    """
    try:
        with progress(Console(stderr=True)) as report:
            reports = scrape(settings, urls, report, force=force)
    except KeyboardInterrupt:
        click.echo("faqbot: interrupted; the next scrape within a day goes on from here", err=True)
        sys.exit(1)
    if as_json:
        print_json([asdict(done) for done in reports])
    else:
        show_reports(Console(), reports)
    sys.exit(print_failures(reports))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_command(settings: Settings, file: Path) -> None:
    """Take questions from a .csv, .xlsx, .jsonl or .md file as a source.

    Columns or keys: id, url, title, question, answer or text, lang, tags; a header in other words
    is guessed and shown. A row with a question and a url but no answer is another wording of what
    the site says there (https://... or /path, with #anchor): it is then found by these words too.
    Reads the file, writes scraped/; run `faqbot index` afterwards. A file of the same name replaces
    the earlier one.

    Example: faqbot import questions.xlsx && faqbot index
    """
    show_import(Console(), import_file(settings, file))


def show_reports(console: Console, reports: Sequence[ScrapeReport]) -> None:
    """Print what happened to each site that was read."""
    for done in reports:
        if not done.failure:
            show_scrape(console, done)


def print_failures(reports: Sequence[ScrapeReport]) -> int:
    """Say on stderr what failed, a line each, and return the exit status."""
    failures = [done.failure for done in reports if done.failure]
    for failure in failures:
        click.echo(f"faqbot: {failure}", err=True)
    return 1 if failures else 0
