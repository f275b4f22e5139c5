"""`faqbot demo`: scrape, index, ask and serve, on the sample site."""

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

import click

from faqbot.cli.output import progress, show_answer, show_index, show_scrape
from faqbot.core.errors import ServeError, SourceError
from faqbot.core.settings import Settings
from faqbot.sample_site.server import SampleSite
from faqbot.sample_site.site import WORDINGS
from faqbot.services.answering import AnswerService
from faqbot.services.crawling import import_file, known_seeds, scrape
from faqbot.services.indexing import build_index
from faqbot.web.app import create_app
from faqbot.web.server import Address, reserve, run

_QUESTION = "How much does a community school cost?"


@click.command("demo")
@click.option(
    "--serve/--no-serve",
    default=True,
    help="Serve the search page at the end, or stop after the answer.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the search page.")
@click.option(
    "--site-port", type=click.IntRange(0, 65535), default=8909, help="Port of the sample site."
)
@click.pass_obj
def demo_command(settings: Settings, *, serve: bool, port: int | None, site_port: int) -> None:
    """Try faqbot on the sample site that comes with it.

    Serves the sample site on the loopback interface, scrapes it, imports other wordings of its
    questions, builds the index, asks a question and serves the search page. Writes scraped/ and
    index/; refuses to run in a folder that holds another site.

    Example: faqbot demo --no-serve
    """
    try:
        site = SampleSite(site_port)
    except OSError as error:
        raise ServeError(
            f"the sample site cannot listen on port {site_port}: {error.strerror}; choose another "
            "with --site-port"
        ) from error
    page_port = settings.serve.port if port is None else port
    # Reserved before the work, so that a taken port is reported at once.
    with site, reserve(settings.serve.host, page_port) if serve else nullcontext() as address:
        _check_home(settings, site.url)
        demo_settings = _allow_loopback(settings, site.url)
        with progress() as report:
            scraped = list(scrape(demo_settings, [site.url], report))
            imported = import_file(demo_settings, WORDINGS)
            indexed = build_index(demo_settings, report)
        for scrape_report in scraped:
            show_scrape(scrape_report)
        click.echo(f"{imported.variant_count} other wordings imported")
        show_index(indexed)
        click.secho(f'\n$ faqbot ask "{_QUESTION}"\n', bold=True)
        show_answer(AnswerService(demo_settings).ask(_QUESTION, limit=3))
        if address:
            run(
                partial(create_app, demo_settings),
                address,
                workers=settings.serve.workers,
                ready=partial(_show_addresses, site.url, address),
            )


def _show_addresses(site: str, address: Address) -> None:
    click.echo(f"\nSample site:  {site}")
    click.echo(f"Search page:  {address.url}")
    click.echo(f"JSON API:     {address.url}api/v1/ask?q=membership")
    click.echo("Press Ctrl-C to stop.")


def _check_home(settings: Settings, url: str) -> None:
    """Refuse a folder that holds a real site: its index must not contain the sample site."""
    for seed in known_seeds(settings):
        if seed != url:
            raise SourceError(
                f"{settings.scraped_dir} holds {seed}; run the demo in an empty folder: "
                "faqbot --home DIR demo"
            )


def _allow_loopback(settings: Settings, url: str) -> Settings:
    """Return settings that allow scraping the sample site, without delay, on loopback."""
    allowed = (*settings.scrape.allow_private, urlsplit(url).netloc)
    return replace(settings, scrape=replace(settings.scrape, delay_s=0.0, allow_private=allowed))
