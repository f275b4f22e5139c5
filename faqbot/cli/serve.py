"""`faqbot serve`: the web service."""

from contextlib import closing
from functools import partial

import click

from faqbot.core.errors import BuildError
from faqbot.core.settings import Settings
from faqbot.jobs.schedule import schedule_kept
from faqbot.services.visitors import Visitors
from faqbot.web.app import create_app
from faqbot.web.server import reserve, run


@click.command("serve")
@click.option("--host", help="Address to listen on (default: setting serve.host).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (default: setting serve.port).")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes (default: setting serve.workers)."
)
@click.pass_obj
def serve_command(
    settings: Settings, *, host: str | None, port: int | None, workers: int | None
) -> None:
    """Run the web service: the search page at / and the API below /api/v1.

    Reads index/ and opens each newly published build by itself. Keeps the schedule of the setting
    reindex.every, by starting `faqbot reindex`. Ends on SIGTERM or Ctrl-C, after
    the requests that are running.

    Example: faqbot serve --port 8080
    """
    wanted = settings.serve.port if port is None else port
    with reserve(host or settings.serve.host, wanted) as address, schedule_kept(settings):
        with closing(Visitors(settings)) as visitors:
            try:
                visitors.build()
            except BuildError as error:
                click.echo(f"faqbot: no answers before this is mended: {error}", err=True)
        run(
            partial(create_app, settings),
            address,
            workers=workers or settings.serve.workers,
            ready=lambda: click.echo(f"Search page: {address.url}  (Ctrl-C ends it)"),
        )
