"""`faqbot ask`: answer a question on the command line."""

import click

from faqbot.cli.output import json_option, print_json, show_answer
from faqbot.core.settings import Settings
from faqbot.services.answer_json import answer_json
from faqbot.services.answering import AnswerService


@click.command("ask")
@click.argument("question", nargs=-1, required=True, metavar="QUESTION...")
@click.option("--limit", type=click.IntRange(1, 50), help="Maximum number of results.")
@json_option
@click.pass_obj
def ask_command(
    settings: Settings, question: tuple[str, ...], *, limit: int | None, as_json: bool
) -> None:
    """Answer a question from the published build.

    Reads index/; writes nothing.

    Example: faqbot ask "Who can join?" --limit 3
    """
    answer = AnswerService(settings).ask(" ".join(question), limit=limit or 0)
    if as_json:
        print_json(answer_json(answer))
    else:
        show_answer(answer)
