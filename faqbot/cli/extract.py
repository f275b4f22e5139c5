"""`faqbot extract`: what the machine sees on pages and in files."""

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
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write one NAME.json each here."
)
@json_option
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
    for inspection in inspect(settings, names):
        if inspection.document is None:
            failed += 1
            click.echo(f"faqbot: {inspection.name}: {inspection.reason}", err=True)
        elif out:
            target = out / f"{Path(inspection.name).stem or 'index'}.json"
            replace_file(target, _document_json(inspection.document).encode())
        elif as_json:
            click.echo(_document_json(inspection.document))
        else:
            show_document(console, inspection.document)
    sys.exit(1 if failed else 0)


def _document_json(document: Document) -> str:
    return json.dumps(asdict(document), ensure_ascii=False)
