"""The `faqbot` command: arguments in, exit status out.

0 done; 1 the work failed; 2 wrong use.
"""

import json
import os
import sys
import traceback
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from faqbot import __version__
from faqbot.ask import Asker
from faqbot.cli.building import (
    builds_command,
    publish_command,
    rollback_command,
    show_preview,
)
from faqbot.cli.demo import run_demo
from faqbot.cli.evaluation import eval_command
from faqbot.cli.output import (
    print_json,
    progress,
    show_answer,
    show_document,
    show_import,
    show_index,
)
from faqbot.cli.sites import (
    force_option,
    init_command,
    scrape_and_show,
    scrape_command,
    tell_failures,
    urls_argument,
)
from faqbot.errors import BuildError, FaqbotError, QuestionError, SettingsError, UrlError
from faqbot.files import replace_file
from faqbot.inspect import inspect
from faqbot.preview import preview
from faqbot.records import Document
from faqbot.reindex import build_index
from faqbot.scraping import import_file
from faqbot.settings import Settings, load_settings
from faqbot.visitors import Visitors
from faqbot.web.api import answer_json
from faqbot.web.app import create_app
from faqbot.web.server import reserve, run

_WRONG_USE = (SettingsError, UrlError, QuestionError)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def main() -> None:
    """Run the command line; every failure ends in one plain line on stderr."""
    try:
        cli()
    except FaqbotError as error:
        _fail(str(error), 2 if isinstance(error, _WRONG_USE) else 1)
    except OSError as error:
        _fail(f"{error.filename or 'file system'}: {error.strerror or error}", 1)
    except Exception as error:  # the last door: a bug must be seen whole
        traceback.print_exc()
        _fail(f"internal error, please report it with the lines above ({error!r})", 1)


def _fail(message: str, status: int) -> None:
    click.echo(f"faqbot: {message}", err=True)
    sys.exit(status)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="faqbot")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of faqbot.toml, scraped/ and index/ (default: FAQBOT_HOME, else this folder).",
)
@click.pass_context
def cli(context: click.Context, home: Path | None) -> None:
    """Answer questions from a site's own words.

    Exit status: 0 done; 1 the work failed (one line on stderr says why); 2 wrong use.

    Example: faqbot reindex https://www.example.org/ && faqbot ask "What does it cost?"
    """
    context.obj = load_settings(os.environ, home)


@cli.command("index")
@force_option
@_json_option
@click.pass_obj
def index_command(settings: Settings, *, force: bool, as_json: bool) -> None:
    """Make a new build from scraped/ and publish it.

    A build that lost too much of the published one, or that answers questions.csv wrong, is
    refused. Reads scraped/, writes index/. If it fails, the published build stays in force.

    Example: faqbot index
    """
    _index(settings, force=force, as_json=as_json)


@cli.command("reindex")
@urls_argument
@click.option("--preview", "is_preview", is_flag=True, help="Show what would change, and stop.")
@force_option
@_json_option
@click.pass_obj
def reindex_command(
    settings: Settings, urls: tuple[str, ...], *, is_preview: bool, force: bool, as_json: bool
) -> None:
    """Scrape, index, verify and publish: what to run after the site has changed.

    Reads the sites (without a URL, the sources of faqbot.toml or all known sites), writes scraped/
    and index/. A site that fails keeps what it had, and the exit status is 1; if all fail, or the
    build is refused, the published build stays in force. With --preview, questions of visitors and
    those of questions.csv are asked of the published build and of the new one, and nothing is
    published.


    Example: faqbot reindex https://www.example.org/ --preview
    """
    console = Console(stderr=as_json)
    reports = scrape_and_show(settings, urls, force=force, as_json=False, console=console)
    if not all(done.failure for done in reports):
        if is_preview:
            _preview(settings, as_json=as_json)
        else:
            _index(settings, force=force, as_json=as_json)
    sys.exit(tell_failures(reports))


@cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_command(settings: Settings, file: Path) -> None:
    """Take questions from a .csv, .xlsx, .jsonl or .md file as a source.

    Columns or keys: id, url, title, question, answer or text, lang, tags; a header in other words
    is guessed and shown. Reads the file, writes scraped/; run `faqbot index` afterwards. A file of
    the same name replaces the earlier one.

    Example: faqbot import questions.xlsx && faqbot index
    """
    show_import(Console(), import_file(settings, file))


@cli.command("extract")
@click.argument("names", nargs=-1, required=True, metavar="FILE_OR_URL...")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write one NAME.json each here."
)
@_json_option
@click.pass_obj
def extract_command(
    settings: Settings, names: tuple[str, ...], *, out: Path | None, as_json: bool
) -> None:
    """Show what the machine sees on pages and in files: questions, sections, title, language.

    Reads the files or fetches the URLs; writes nothing but what --out asks for. With --json, one
    document a line. Pages that give nothing are named on stderr with the reason; the exit status
    is 1 if there was one.

    Example: faqbot extract page.html report.pdf --json
    """
    console = Console()
    failed = 0
    for inspected in inspect(settings, names):
        if inspected.document is None:
            failed += 1
            click.echo(f"faqbot: {inspected.name}: {inspected.reason}", err=True)
        elif out:
            target = out / f"{Path(inspected.name).stem or 'index'}.json"
            replace_file(target, _document_json(inspected.document).encode())
        elif as_json:
            click.echo(_document_json(inspected.document))
        else:
            show_document(console, inspected.document)
    sys.exit(1 if failed else 0)


@cli.command("ask")
@click.argument("question", nargs=-1, required=True, metavar="QUESTION...")
@click.option("--limit", type=click.IntRange(1, 50), help="Results at most.")
@_json_option
@click.pass_obj
def ask_command(
    settings: Settings, question: tuple[str, ...], *, limit: int | None, as_json: bool
) -> None:
    """Answer a question from the published build.

    Reads index/, writes nothing.

    Example: faqbot ask "Who can join?" --limit 3
    """
    answer = Asker(settings).ask(" ".join(question), limit=limit or 0)
    if as_json:
        print_json(answer_json(answer))
    else:
        show_answer(Console(), answer)


@cli.command("serve")
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

    Reads index/ and opens each newly published build by itself. Ends on SIGTERM or Ctrl-C, after
    the requests that are running.

    Example: faqbot serve --port 8080
    """
    wanted = settings.serve.port if port is None else port
    with reserve(host or settings.serve.host, wanted) as address:
        try:
            Visitors(settings).build()
        except BuildError as error:
            click.echo(f"faqbot: no answers before this is mended: {error}", err=True)
        run(
            partial(create_app, settings),
            address,
            workers=workers or settings.serve.workers,
            ready=lambda: click.echo(f"Search page: {address.url}  (Ctrl-C ends it)"),
        )


@cli.command("demo")
@click.option("--serve/--no-serve", default=True, help="Stop after the answer.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the search page.")
@click.option(
    "--site-port", type=click.IntRange(0, 65535), default=8909, help="Port of the sample site."
)
@click.pass_obj
def demo_command(settings: Settings, *, serve: bool, port: int | None, site_port: int) -> None:
    """Go the whole way on the packaged sample site, then serve the search page.

    Serves the sample site on loopback, scrapes and indexes it, asks it a question. Writes
    scraped/ and index/; a folder that holds another site is left alone.

    Example: faqbot demo --no-serve
    """
    run_demo(settings, serve=serve, port=port, site_port=site_port)


for command in (
    eval_command,
    init_command,
    scrape_command,
    builds_command,
    publish_command,
    rollback_command,
):
    cli.add_command(command)


def _preview(settings: Settings, *, as_json: bool) -> None:
    with progress(Console(stderr=True)) as report:
        done = build_index(settings, report, is_preview=True)
        found = preview(settings, done.build.id, [], report)
    if as_json:
        print_json(asdict(found))
    else:
        show_preview(Console(), found)


def _index(settings: Settings, *, force: bool, as_json: bool) -> None:
    with progress(Console(stderr=True)) as report:
        done = build_index(settings, report, force=force)
    if as_json:
        print_json(asdict(done))
    else:
        show_index(Console(), done)


def _document_json(document: Document) -> str:
    return json.dumps(asdict(document), ensure_ascii=False)
