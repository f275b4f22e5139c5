"""`faqbot eval`: how good the answers are."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from faqbot.cli.output import print_json, progress
from faqbot.core.files import replace_file
from faqbot.core.settings import Settings
from faqbot.core.settings_reader import load_settings
from faqbot.evaluation.evaluate import (
    CollectionReport,
    evaluate_collection,
)
from faqbot.services.answering import AnswerService
from faqbot.services.checking import CheckedLink, LinksReport, check_links

_FIRST = 5


@click.command("eval")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--run",
    "run_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the rankings here as a TREC run.",
)
@click.option("--split", default="", help="Only the questions of this split of the collection.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings file to use in place of the defaults (of faqbot.toml, for a .csv).",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def eval_command(
    settings: Settings,
    path: Path,
    *,
    run_file: Path | None,
    split: str,
    config: Path | None,
    as_json: bool,
) -> None:
    """Measure the answers on a test collection, or on your own questions.

    PATH is a folder with corpus.jsonl, queries.jsonl and qrels.tsv (or .xz): it is indexed in a
    temporary folder with the default settings. Or PATH is a .csv with the columns question and
    expected_url (a page or an #anchor; several with spaces between; empty where no answer is
    right): the published build is asked. Writes nothing but what --run asks for.

    Example: faqbot eval our-questions.csv
    """
    if path.suffix.lower() != ".csv":
        chosen = load_settings({}, file=config) if config else Settings()
        _eval_collection(chosen, path, run_file, split=split, as_json=as_json)
        return
    if run_file or split:
        raise click.UsageError("--run and --split go with a folder, not with a .csv")
    if config:
        settings = load_settings(os.environ, settings.home, file=config)
    _eval_links(settings, path, as_json=as_json)


def _eval_collection(
    settings: Settings, folder: Path, run_file: Path | None, *, split: str, as_json: bool
) -> None:
    with progress(Console(stderr=True)) as report:
        done = evaluate_collection(settings, folder, report, split=split)
    if run_file:
        replace_file(run_file, done.run().encode())
    if as_json:
        print_json(_counts(done) | _rounded(done.measures))
        return
    click.echo(", ".join(f"{count} {name}" for name, count in _counts(done).items()))
    for name, value in done.measures.items():
        form = ".1f" if name.endswith("_ms") else ".4f"
        click.echo(f"{name:<15} {'-' if value is None else format(value, form):>9}")


def _counts(done: CollectionReport) -> dict[str, int]:
    return {
        "passages": done.passage_count,
        "questions": done.question_count,
        "judged": done.judged_count,
        "unanswerable": done.unanswerable_count,
    }


def _eval_links(settings: Settings, file: Path, *, as_json: bool) -> None:
    with progress(Console(stderr=True)) as report:
        done = check_links(AnswerService(settings), file, report)
    if as_json:
        print_json(_links_json(done))
        return
    first, five = done.right_share(), done.right_share(_FIRST)
    click.echo(f"Build {done.build_id}: {len(done.checked)} questions")
    if first is not None and five is not None:
        click.echo(f"right first           {first:6.1%} of {len(done.answerable)}")
        click.echo(f"among the first five  {five:6.1%}")
    if done.unanswerable:
        answered = _answered_count(done)
        click.echo(f"answered but should not be: {answered} of {len(done.unanswerable)}")
    for wrong in done.wrong:
        _show_wrong(wrong)


def _answered_count(done: LinksReport) -> int:
    return sum(bool(one.found) for one in done.unanswerable)


def _show_wrong(wrong: CheckedLink) -> None:
    place = f"rank {wrong.rank}" if wrong.rank else "not found"
    expected = f"{' '.join(wrong.expected)} ({place})" if wrong.expected else "no answer"
    click.echo(f"\nrow {wrong.row}: {wrong.question}\n  expected: {expected}")
    click.echo(f"  first:    {wrong.found or 'nothing'}")
    if wrong.found_question:
        click.echo(f"            {wrong.found_question}")


def _links_json(done: LinksReport) -> dict[str, Any]:
    return {
        "build": done.build_id,
        "questions": len(done.checked),
        "answerable": len(done.answerable),
        **_rounded({"right_first": done.right_share(), "first_five": done.right_share(_FIRST)}),
        "unanswerable": len(done.unanswerable),
        "unanswerable_answered": _answered_count(done),
        "not_right": [asdict(wrong) for wrong in done.wrong],
    }


def _rounded(measures: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 4) for name, value in measures.items()}
