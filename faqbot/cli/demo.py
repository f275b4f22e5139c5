"""`faqbot demo`: the whole way on the packaged sample site."""

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

import click
from rich.console import Console

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
@click.option("--serve/--no-serve", default=True, help="Stop after the answer.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the search page.")
@click.option(
    "--site-port", type=click.IntRange(0, 65535), default=8909, help="Port of the sample site."
)
@click.pass_obj
def demo_command(settings: Settings, *, serve: bool, port: int | None, site_port: int) -> None:
    """Go the whole way on the packaged sample site, then serve the search page.

    Serves the sample site on loopback, scrapes it, imports its staff's other wordings, indexes
    both and asks a question. Writes scraped/ and index/; a folder that holds another site is left
    alone.

    Example: faqbot demo --no-serve
    """
    run_demo(settings, serve=serve, port=port, site_port=site_port)


def run_demo(settings: Settings, *, serve: bool, port: int | None, site_port: int) -> None:
    """Serve the sample site, scrape and index it, ask it a question and serve the search page.

    Raises SourceError if the home folder holds another site, ServeError if a port is taken.
    """
    console = Console()
    try:
        site = SampleSite(site_port)
    except OSError as error:
        raise ServeError(
            f"the sample site cannot listen on port {site_port}: {error.strerror}; choose another "
            "with --site-port"
        ) from error
    wanted = settings.serve.port if port is None else port
    with site, reserve(settings.serve.host, wanted) if serve else nullcontext() as address:
        _check_home(settings, site.url)
        ready = _allow(settings, site.url)
        with progress(Console(stderr=True)) as report:
            scraped = list(scrape(ready, [site.url], report))
            imported = import_file(ready, WORDINGS)
            indexed = build_index(ready, report)
        for done in scraped:
            show_scrape(console, done)
        console.print(f"{imported.variant_count} other wordings of questions imported")
        show_index(console, indexed)
        console.print(f'\n[bold]$ faqbot ask "{_QUESTION}"[/bold]\n', highlight=False)
        show_answer(console, AnswerService(ready).ask(_QUESTION, limit=3))
        if address:
            run(
                partial(create_app, ready),
                address,
                workers=settings.serve.workers,
                ready=partial(_show_addresses, console, site.url, address),
            )


def _show_addresses(console: Console, site: str, address: Address) -> None:
    console.print(f"\nSample site:  {site}", highlight=False)
    console.print(f"Search page:  {address.url}", highlight=False)
    console.print(f"JSON API:     {address.url}api/v1/ask?q=membership", highlight=False)
    console.print("Ctrl-C ends both.", highlight=False)


def _check_home(settings: Settings, url: str) -> None:
    """Refuse a folder with somebody's real site: the demo must not mix the two."""
    for seed in known_seeds(settings):
        if seed != url:
            raise SourceError(
                f"{settings.scraped_dir} holds {seed}; run the demo in an empty folder: "
                "faqbot --home DIR demo"
            )


def _allow(settings: Settings, url: str) -> Settings:
    """Return settings that let the sample site be read at once, on its loopback address."""
    allowed = (*settings.scrape.allow_private, urlsplit(url).netloc)
    return replace(settings, scrape=replace(settings.scrape, delay_s=0.0, allow_private=allowed))
