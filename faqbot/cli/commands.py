"""The `faqbot` command: arguments in, exit status out.

0 done; 1 the work failed; 2 wrong use.
"""

import os
import sys
import traceback
from pathlib import Path

import click

from faqbot import __version__
from faqbot.cli.asking import ask_command, extract_command
from faqbot.cli.building import builds_command, publish_command, rollback_command
from faqbot.cli.demo import demo_command
from faqbot.cli.evaluation import eval_command
from faqbot.cli.jobs import cancel_command, jobs_command
from faqbot.cli.reindexing import index_command, reindex_command
from faqbot.cli.serving import serve_command
from faqbot.cli.sites import import_command, init_command, scrape_command
from faqbot.cli.status import status_command
from faqbot.errors import FaqbotError, QuestionError, SettingsError, UrlError
from faqbot.settings_reader import load_settings

_WRONG_USE = (SettingsError, UrlError, QuestionError)


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


for command in (
    init_command,
    reindex_command,
    scrape_command,
    import_command,
    index_command,
    extract_command,
    status_command,
    jobs_command,
    cancel_command,
    builds_command,
    publish_command,
    rollback_command,
    ask_command,
    eval_command,
    serve_command,
    demo_command,
):
    cli.add_command(command)
