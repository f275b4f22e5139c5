"""The `faqbot` command: its subcommands and exit status.

0: success; 1: failure; 2: invalid arguments or settings.
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

_USAGE_ERRORS = (SettingsError, UrlError, QuestionError)
# The module of each command, and the first sentence of its help; a test compares the two.
_COMMANDS = {
    "ask": ("ask", "Answer a question from the published build."),
    "builds": ("builds", "List the builds on disk, newest first, and which one is live."),
    "cancel": ("jobs", "Cancel the running reindex; the published build stays live."),
    "demo": ("serving.demo", "Try faqbot on the sample site that comes with it."),
    "eval": ("evaluate", "Measure answer quality on a set of questions."),
    "extract": ("extract", "Show what faqbot reads from pages and files."),
    "import": ("sites", "Import questions from a .csv, .xlsx, .jsonl, .json or .md file."),
    "index": ("reindex", "Make a new build from scraped/ and publish it."),
    "init": ("sites", "Survey a site and write a commented faqbot.toml for it."),
    "jobs": ("jobs", "List the latest reindexes, or show one with its log."),
    "publish": ("builds", "Publish a build that was previewed or refused."),
    "reindex": ("reindex", "Scrape the sites, make a new build and publish it."),
    "rollback": ("builds", "Publish an earlier build again."),
    "scrape": ("sites", "Crawl sites into scraped/."),
    "serve": ("serving.serve", "Run the web service: the search page and the API."),
    "status": ("status", "Show sources, builds, disk, jobs and all problems."),
}


def main() -> None:
    """Run the command line; a failure prints one line to stderr."""
    try:
        cli()
    except FaqbotError as error:
        _fail(str(error), 2 if isinstance(error, _USAGE_ERRORS) else 1)
    except OSError as error:
        _fail(f"{error.filename or 'file system'}: {error.strerror or error}", 1)
    except Exception as error:  # a bug: show the whole traceback
        traceback.print_exc()
        _fail(f"internal error; please report it with the lines above ({error!r})", 1)


def _fail(message: str, status: int) -> None:
    click.echo(f"faqbot: {message}", err=True)
    sys.exit(status)


def load_command(name: str) -> click.Command:
    """Import a command's module and return the command."""
    module, _ = _COMMANDS[name]
    command: click.Command = getattr(import_module(f"faqbot.cli.{module}"), f"{name}_command")
    return command


class _Commands(click.Group):
    """Lists the commands without importing their modules, which takes two seconds."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command, the command itself, and its arguments."""
        # What click finds is a stand-in with a help text and nothing else.
        name, command, rest = super().resolve_command(ctx, args)
        return name, load_command(name) if name and command else None, rest


@click.group(
    cls=_Commands,
    commands={name: click.Command(name, help=text) for name, (_, text) in _COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="faqbot")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder with faqbot.toml, scraped/, index/ (default: FAQBOT_HOME, else the current one).",
)
@click.pass_context
def cli(context: click.Context, home: Path | None) -> None:
    """Answer visitors' questions in the words of your website.

    Exit status: 0 success; 1 failure (one line on stderr says why); 2 invalid arguments or
    settings.

    Example: faqbot reindex https://www.example.org/ && faqbot ask "What does it cost?"
    """
    context.obj = load_settings(os.environ, home)
