"""`faqbot extract`: show what faqbot sees in pages and files."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from faqbot.cli.output import json_option, show_document
from faqbot.core.files import replace_file
from faqbot.core.records import Document
from faqbot.core.settings import Settings
from faqbot.services.inspect import inspect


@click.command("extract")
@click.argument("names", nargs=-1, required=True, metavar="FILE_OR_URL...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write NAME.json for each to this folder.",
)
@json_option
@click.pass_obj
def extract_command(
    settings: Settings, names: tuple[str, ...], *, out: Path | None, as_json: bool
) -> None:
    """Show what faqbot sees in pages and files: questions, sections, title, language.

    Reads the files or fetches the URLs; writes only to the folder of --out. With --json, prints
    one document per line. Names pages without content on stderr, with the reason; the exit status
    is then 1.

    Example: faqbot extract page.html report.pdf --json
    """
    console = Console()
    failed_count = 0
    for inspection in inspect(settings, names):
        if inspection.document is None:
            failed_count += 1
            click.echo(f"faqbot: {inspection.name}: {inspection.reason}", err=True)
        elif out:
            target = out / f"{Path(inspection.name).stem or 'index'}.json"
            replace_file(target, _document_json(inspection.document).encode())
        elif as_json:
            click.echo(_document_json(inspection.document))
        else:
            show_document(console, inspection.document)
    sys.exit(1 if failed_count else 0)


def _document_json(document: Document) -> str:
    return json.dumps(asdict(document), ensure_ascii=False)
