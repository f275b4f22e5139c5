"""`faqbot serve`: run the web service."""

from contextlib import closing
from functools import partial

import click

from faqbot.core.errors import BuildError
from faqbot.core.settings import Settings
from faqbot.jobs.schedule import running_scheduler
from faqbot.services.visitors import Visitors
from faqbot.web.app import create_app
from faqbot.web.server import reserve, run


@click.command("serve")
@click.option("--host", help="Address to listen on (default: the setting serve.host).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (default: serve.port).")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Worker processes (default: serve.workers)."
)
@click.pass_obj
def serve_command(
    settings: Settings, *, host: str | None, port: int | None, workers: int | None
) -> None:
    """Run the web service: the search page and the API.

    The page is at /, the API at /api/v1. Reads index/ and switches to each newly published build
    without a restart. Runs `faqbot reindex` as often as reindex.every says. Logs questions and
    votes to the staff database. SIGTERM or Ctrl-C stops it once the running requests are done.

    Example: faqbot serve --port 8080
    """
    port = settings.serve.port if port is None else port
    with reserve(host or settings.serve.host, port) as address, running_scheduler(settings):
        # Before the workers start: the problem is reported once, and they inherit nothing open.
        with closing(Visitors(settings)) as visitors:
            try:
                visitors.build()
            except BuildError as error:
                click.echo(f"faqbot: cannot answer until this is fixed: {error}", err=True)
        run(
            partial(create_app, settings),
            address,
            workers=workers or settings.serve.workers,
            ready=lambda: click.echo(f"Search page: {address.url}  (press Ctrl-C to stop)"),
        )
