"""The `faqbot` command: arguments in, exit status out.

0 done; 1 the work failed; 2 wrong use.
"""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

import click

from faqbot import __version__
from faqbot.core.errors import FaqbotError, QuestionError, SettingsError, UrlError
from faqbot.core.settings_reader import load_settings

_WRONG_USE = (SettingsError, UrlError, QuestionError)
# The module of each command, and the first sentence of what it says of itself.
_COMMANDS = {
    "ask": ("ask", "Answer a question from the published build."),
    "builds": ("builds", "List the builds on disk, newest first, and which one is live."),
    "cancel": ("jobs", "Cancel the running reindex; the published build stays live."),
    "demo": (
        "demo",
        "Go the whole way on the packaged sample site, then serve the search page.",
    ),
    "eval": (
        "evaluate",
        "Measure the answers on a test collection, or on your own questions.",
    ),
    "extract": (
        "extract",
        "Show what the machine sees on pages and in files: questions, sections, title, language.",
    ),
    "import": ("sites", "Take questions from a .csv, .xlsx, .jsonl or .md file as a source."),
    "index": ("reindex", "Make a new build from scraped/ and publish it."),
    "init": ("sites", "Look at a site and write a commented faqbot.toml for it."),
    "jobs": ("jobs", "List the last reindexes, newest first, or show one with its log."),
    "publish": ("builds", "Publish a build that was previewed or refused."),
    "reindex": (
        "reindex",
        "Scrape, index, verify and publish: what to run after the site has changed.",
    ),
    "rollback": (
        "builds",
        "Publish an earlier build again: the one before, or the one that is named.",
    ),
    "scrape": ("sites", "Crawl sites into scraped/; a second run asks only for what changed."),
    "serve": ("serve", "Run the web service: the search page at / and the API below /api/v1."),
    "status": (
        "status",
        "Show status: sources, builds, disk, database, schedule, reindexes.",
    ),
}


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


def load_command(name: str) -> click.Command:
    """Return a command, loaded from its module."""
    module, _ = _COMMANDS[name]
    command: click.Command = getattr(import_module(f"faqbot.cli.{module}"), f"{name}_command")
    return command


class _Commands(click.Group):
    """Lists commands without loading them: all of them together take two seconds to load."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command, the command itself, and its arguments."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, load_command(name) if name and listed else None, rest


@click.group(
    cls=_Commands,
    commands={name: click.Command(name, help=told) for name, (_, told) in _COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"]},
)
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
