"""`faqbot eval`: measure answer quality."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from faqbot.cli.output import print_json, progress
from faqbot.core.files import replace_file
from faqbot.core.settings import Settings
from faqbot.core.settings_reader import load_settings
from faqbot.evaluation.evaluate import CollectionReport, evaluate_collection
from faqbot.services.answering import AnswerService
from faqbot.services.checking import CheckedLink, LinksReport, check_links

_TOP = 5


@click.command("eval")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--run",
    "run_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the rankings to this file as a TREC run.",
)
@click.option("--split", default="", help="Use only the questions of this split.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings file to use instead of the defaults (instead of faqbot.toml for a .csv).",
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
    """Measure answer quality on a set of questions.

    PATH is a folder with corpus.jsonl, queries.jsonl and qrels.tsv (each may be .xz), which is
    indexed in a temporary folder with the default settings. Or PATH is a .csv file with the
    columns question and expected_url, which is checked against the published build. An
    expected_url is a page, with or without an #anchor; separate several by spaces, and leave it
    empty if the site has no answer. Writes nothing but the file of --run.

    Example: faqbot eval our-questions.csv
    """
    if path.suffix.lower() != ".csv":
        # Without the environment, on which figures must not depend.
        collection_settings = load_settings({}, file=config) if config else Settings()
        _eval_collection(collection_settings, path, run_file, split=split, as_json=as_json)
        return
    if run_file or split:
        raise click.UsageError("--run and --split need a folder, not a .csv file")
    if config:
        settings = load_settings(os.environ, settings.home, file=config)
    _eval_links(settings, path, as_json=as_json)


def _eval_collection(
    settings: Settings, folder: Path, run_file: Path | None, *, split: str, as_json: bool
) -> None:
    with progress() as report:
        result = evaluate_collection(settings, folder, report, split=split)
    if run_file:
        replace_file(run_file, result.run().encode())
    if as_json:
        print_json(_counts(result) | _rounded(result.measures))
        return
    click.echo(", ".join(f"{count} {name}" for name, count in _counts(result).items()))
    for name, value in result.measures.items():
        spec = ".1f" if name.endswith("_ms") else ".4f"
        click.echo(f"{name:<15} {'-' if value is None else format(value, spec):>9}")


def _counts(result: CollectionReport) -> dict[str, int]:
    return {
        "passages": result.passage_count,
        "questions": result.question_count,
        "judged": result.judged_count,
        "unanswerable": result.unanswerable_count,
    }


def _eval_links(settings: Settings, file: Path, *, as_json: bool) -> None:
    with progress() as report:
        result = check_links(AnswerService(settings), file, report)
    if as_json:
        print_json(_links_json(result))
        return
    first, top = result.right_share(), result.right_share(_TOP)
    click.echo(f"Build {result.build_id}: {len(result.checked)} questions")
    if first is not None and top is not None:
        click.echo(f"right answer first    {first:6.1%} of {len(result.answerable)}")
        click.echo(f"among the first five  {top:6.1%}")
    if result.unanswerable:
        answered = _answered_count(result)
        click.echo(f"answered, but should not be: {answered} of {len(result.unanswerable)}")
    for wrong in result.wrong:
        _show_wrong(wrong)


def _answered_count(result: LinksReport) -> int:
    return sum(bool(one.found) for one in result.unanswerable)


def _show_wrong(wrong: CheckedLink) -> None:
    place = f"rank {wrong.rank}" if wrong.rank else "not found"
    expected = f"{' '.join(wrong.expected)} ({place})" if wrong.expected else "no answer"
    click.echo(f"\nrow {wrong.row}: {wrong.question}\n  expected: {expected}")
    click.echo(f"  first:    {wrong.found or 'nothing'}")
    if wrong.found_question:
        click.echo(f"            {wrong.found_question}")


def _links_json(result: LinksReport) -> dict[str, Any]:
    return {
        "build": result.build_id,
        "questions": len(result.checked),
        "answerable": len(result.answerable),
        **_rounded({"right_first": result.right_share(), "first_five": result.right_share(_TOP)}),
        "unanswerable": len(result.unanswerable),
        "unanswerable_answered": _answered_count(result),
        "not_right": [asdict(wrong) for wrong in result.wrong],
    }


def _rounded(measures: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 4) for name, value in measures.items()}
