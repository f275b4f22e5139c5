"""`faqbot extract`: show what faqbot reads from pages and files."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from faqbot.cli.output import json_option, show_document, show_omitted
from faqbot.core.files import replace_file
from faqbot.core.settings import Settings
from faqbot.services.inspect import Inspection, inspect


@click.command("extract")
@click.argument("names", nargs=-1, required=True, metavar="FILE_OR_URL...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a NAME.json for each page to this folder.",
)
@json_option
@click.pass_obj
def extract_command(
    settings: Settings, names: tuple[str, ...], *, out: Path | None, as_json: bool
) -> None:
    """Show what faqbot reads from pages and files.

    Prints title, language, questions and sections of each, and counts the words that were left
    out; with --json, one document per line.
    Reads the files or fetches the URLs; writes only to the folder of --out. The exit status is 1
    if a page has no content; stderr says why, and warns if most of the text of a page was left out.

    Example: faqbot extract page.html report.pdf --json
    """
    failed_count = 0
    for inspection in inspect(settings, names):
        if inspection.document is None:
            failed_count += 1
            click.echo(f"faqbot: {inspection.name}: {inspection.reason}", err=True)
            continue
        if inspection.warning:
            click.echo(f"faqbot: {inspection.name}: {inspection.warning}", err=True)
        if out:
            target = out / f"{Path(inspection.name).stem or 'index'}.json"
            replace_file(target, _json(inspection).encode())
        elif as_json:
            click.echo(_json(inspection))
        else:
            show_document(inspection.document)
            show_omitted(inspection.omitted)
    sys.exit(1 if failed_count else 0)


def _json(inspection: Inspection) -> str:
    fields = asdict(inspection)
    return json.dumps({**fields["document"], "omitted": fields["omitted"]}, ensure_ascii=False)
