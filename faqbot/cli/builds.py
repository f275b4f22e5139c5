"""`faqbot builds`, `publish`, `rollback`: which build is live."""

from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from faqbot.cli.output import json_option, line, moment_told, print_json, progress
from faqbot.core.records import Build, StoredBuild
from faqbot.core.settings import Settings
from faqbot.evaluation.preview import AnswerSummary, Change, Preview
from faqbot.services.publishing import builds, publish_verified, roll_back

_SHOWN_CHANGES = 20
_EXCERPT_CHARS = 90
_KINDS = {
    "lost": "lost their answer",
    "changed": "get another answer",
    "gained": "gain an answer",
    "confidence": "keep their answer, with another confidence",
}


@click.command("builds")
@json_option
@click.pass_obj
def builds_command(settings: Settings, *, as_json: bool) -> None:
    """List the builds on disk, newest first, and which one is live.

    Reads index/, writes nothing.

    Example: faqbot builds
    """
    kept = builds(settings)
    if as_json:
        print_json([_build_json(each) for each in kept])
        return
    if not kept:
        click.echo("No builds yet; run `faqbot reindex URL` first.")
        return
    table = Table("build", "made", "documents", "passages", "languages", "", box=None)
    for each in kept:
        build = each.build
        counts = f"{build.document_count:,}", f"{build.passage_count:,}"
        table.add_row(
            build.id, moment_told(build.made_at), *counts, ", ".join(build.languages), _state(each)
        )
    Console().print(table)


@click.command("publish")
@click.argument("build_id", metavar="ID")
@click.option("--force", is_flag=True, help="Publish it even if it is refused.")
@click.pass_obj
def publish_command(settings: Settings, build_id: str, *, force: bool) -> None:
    """Publish a build that was previewed or refused.

    It is verified first: it must not have lost too much of the published one, and must answer
    questions.csv. Reads and writes index/.

    Example: faqbot publish 000012
    """
    with progress(Console(stderr=True)) as report:
        done = publish_verified(settings, build_id, report, force=force)
    _show_published(done)


@click.command("rollback")
@click.argument("build_id", metavar="[ID]", default="")
@click.pass_obj
def rollback_command(settings: Settings, build_id: str) -> None:
    """Publish an earlier build again: the one before, or the one that is named.

    Takes seconds: running services switch to it by themselves. Reads and writes index/.

    Example: faqbot rollback 000011
    """
    _show_published(roll_back(settings, build_id))


def show_preview(console: Console, found: Preview) -> None:
    """Print whose answers a build would change, the worst first."""
    line(
        console,
        f"Build {found.build_id} beside the published {found.published_id}: "
        f"{found.asked_count} questions asked ({found.asked_from})",
    )
    if not found.changes:
        line(console, "No answer would change.")
    for kind, told in _KINDS.items():
        changes = [change for change in found.changes if change.kind == kind]
        if changes:
            line(console, f"\n{len(changes)} {told}:")
        for change in changes[:_SHOWN_CHANGES]:
            _show_change(console, change)
        if len(changes) > _SHOWN_CHANGES:
            line(console, f"  and {len(changes) - _SHOWN_CHANGES} more; --json lists all")
    line(console, f"\nNothing was published. `faqbot publish {found.build_id}` publishes it.")


def _show_change(console: Console, change: Change) -> None:
    often = f"  (asked {change.count} times)" if change.count > 1 else ""
    line(console, f"  {change.question}{often}")
    line(console, f"    - {_told(change.before)}")
    line(console, f"    + {_told(change.after)}")


def _told(shown: AnswerSummary) -> str:
    if not shown.link and not shown.text:
        return "nothing found"
    what = f"{shown.confidence:.0%} sure" if shown.is_answer else "closest match"
    text = " ".join(shown.text.split())
    excerpt = text if len(text) <= _EXCERPT_CHARS else f"{text[:_EXCERPT_CHARS]}…"
    return f"{what}: {shown.question}: {excerpt}  {shown.link}"


def _state(each: StoredBuild) -> str:
    if each.is_published:
        return "live"
    return "was live" if each.was_published else "never published"


def _build_json(each: StoredBuild) -> dict[str, object]:
    states = {"is_published": each.is_published, "was_published": each.was_published}
    return asdict(each.build) | states


def _show_published(build: Build) -> None:
    click.echo(
        f"Build {build.id} is live: {build.passage_count:,} passages of "
        f"{build.document_count:,} documents"
    )
