"""`faqbot builds`, `publish`, `rollback`: which build is live."""

from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from faqbot.cli.output import format_time, json_option, print_json, progress
from faqbot.core.records import Build, StoredBuild
from faqbot.core.settings import Settings
from faqbot.evaluation.preview import AnswerSummary, Change, Preview
from faqbot.services.publishing import builds, publish_verified, roll_back

_MAX_CHANGES = 20
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

    Reads index/; writes nothing.

    Example: faqbot builds
    """
    stored_builds = builds(settings)
    if as_json:
        print_json([_build_json(each) for each in stored_builds])
        return
    if not stored_builds:
        click.echo("No builds yet; run `faqbot reindex URL` first.")
        return
    table = Table("build", "made", "documents", "passages", "languages", "", box=None)
    for each in stored_builds:
        build = each.build
        counts = f"{build.document_count:,}", f"{build.passage_count:,}"
        table.add_row(
            build.id, format_time(build.made_at), *counts, ", ".join(build.languages), _state(each)
        )
    Console().print(table)


@click.command("publish")
@click.argument("build_id", metavar="ID")
@click.option("--force", is_flag=True, help="Publish it even if it fails verification.")
@click.pass_obj
def publish_command(settings: Settings, build_id: str, *, force: bool) -> None:
    """Publish a build that was previewed or refused.

    The build is verified first: it must not have lost too much of the published one, and must
    answer the questions of questions.csv. Reads and writes index/.

    Example: faqbot publish 000012
    """
    with progress() as report:
        done = publish_verified(settings, build_id, report, force=force)
    _show_published(done)


@click.command("rollback")
@click.argument("build_id", metavar="[ID]", default="")
@click.pass_obj
def rollback_command(settings: Settings, build_id: str) -> None:
    """Publish an earlier build again.

    Without an ID, it is the one that was live before. Running services switch to it within
    seconds, without a restart. Reads and writes index/.

    Example: faqbot rollback 000011
    """
    _show_published(roll_back(settings, build_id))


def show_preview(preview: Preview) -> None:
    """Print which answers a build would change, the worst changes first."""
    click.echo(
        f"Build {preview.build_id} compared with the live build {preview.published_id}: "
        f"{preview.asked_count} questions ({preview.asked_from})"
    )
    if not preview.changes:
        click.echo("No answer would change.")
    for kind, description in _KINDS.items():
        changes = [change for change in preview.changes if change.kind == kind]
        if changes:
            click.echo(f"\n{len(changes)} {description}:")
        for change in changes[:_MAX_CHANGES]:
            _show_change(change)
        if len(changes) > _MAX_CHANGES:
            click.echo(f"  and {len(changes) - _MAX_CHANGES} more; --json lists all")
    click.echo(f"\nNothing was published. `faqbot publish {preview.build_id}` publishes it.")


def _show_change(change: Change) -> None:
    often = f"  (asked {change.count} times)" if change.count > 1 else ""
    click.echo(f"  {change.question}{often}")
    click.echo(f"    - {_summary(change.before)}")
    click.echo(f"    + {_summary(change.after)}")


def _summary(answer: AnswerSummary) -> str:
    if not answer.link and not answer.text:
        return "nothing found"
    what = f"{answer.confidence:.0%} sure" if answer.is_answer else "closest match"
    text = " ".join(answer.text.split())
    excerpt = text if len(text) <= _EXCERPT_CHARS else f"{text[:_EXCERPT_CHARS]}…"
    return f"{what}: {answer.question}: {excerpt}  {answer.link}"


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
