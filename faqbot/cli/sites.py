"""`faqbot init` and `faqbot scrape`: sites are looked at and read."""

import sys
from dataclasses import asdict

import click
from rich.console import Console

from faqbot.cli.output import print_json, progress, show_scrape
from faqbot.records import ScrapeReport
from faqbot.scraping import scrape
from faqbot.settings import Settings
from faqbot.survey import describe, ensure_no_settings, survey, write_settings

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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
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
    reports = scrape_and_show(settings, urls, force=force, as_json=as_json)
    sys.exit(tell_failures(reports))


def scrape_and_show(
    settings: Settings,
    urls: tuple[str, ...],
    *,
    force: bool,
    as_json: bool,
    console: Console | None = None,
) -> list[ScrapeReport]:
    """Scrape, print what happened to each site, and return the reports."""
    try:
        with progress(Console(stderr=True)) as report:
            reports = scrape(settings, urls, report, force=force)
    except KeyboardInterrupt:
        click.echo("faqbot: interrupted; the next scrape within a day goes on from here", err=True)
        sys.exit(1)
    if as_json:
        print_json([asdict(done) for done in reports])
        return reports
    for done in reports:
        if not done.failure:
            show_scrape(console or Console(), done)
    return reports


def tell_failures(reports: list[ScrapeReport]) -> int:
    """Say on stderr what failed, a line each, and return the exit status."""
    failures = [done.failure for done in reports if done.failure]
    for failure in failures:
        click.echo(f"faqbot: {failure}", err=True)
    return 1 if failures else 0
