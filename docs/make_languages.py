"""`make languages`: write the tables of docs/languages.md from core/languages."""

import re
from pathlib import Path

from faqbot.core.languages.language import FIELDS, Language
from faqbot.core.languages.registry import LANGUAGES

PAGE = Path(__file__).with_name("languages.md")
_ROWS = re.compile(r"(?<=---\|\n)(?:\|.*\n)*")
_EMPTY = Language("")


def with_tables(page: str) -> str:
    """Return the page with its tables, of fields and of what each language has, made anew."""
    head, _, _ = page.partition("\n## Which language has what")
    described = (
        f"| `{name}` | {_form(name)} | {FIELDS[name].metadata['use']} |" for name in FIELDS
    )
    fields_table = "".join(f"{line}\n" for line in described)
    return (
        _ROWS.sub(lambda _: fields_table, head)
        + "\n## Which language has what\n\nThe number of words or lines; blank where nothing has "
        "been added yet.\n\n" + _coverage()
    )


def _form(name: str) -> str:
    kind = {"text": "name", "flag": "true or false", "keyboard": "name"}
    metadata = FIELDS[name].metadata
    form = kind.get(metadata["kind"], metadata["kind"])
    keys = ", ".join(f"`{key}`" for key in metadata.get("keys", ()))
    return f"table of {form}: {keys}" if keys else form


def _coverage() -> str:
    """Return the table of fields and languages."""
    languages = sorted(LANGUAGES.all(), key=lambda language: len(lacks(language)))
    lines = [
        f"| field | {' | '.join(language.code for language in languages)} |",
        f"|---|{'---|' * len(languages)}",
    ]
    for name in FIELDS:
        if name != "name":
            cells = [_cell(language, name) for language in languages]
            lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def lacks(language: Language) -> list[str]:
    """Return the fields that the file of a language leaves empty."""
    return [name for name in FIELDS if getattr(language, name) == getattr(_EMPTY, name)]


def _cell(language: Language, name: str) -> str:
    held = getattr(language, name)
    if isinstance(held, str | bool):
        return str(held).lower() if held else " "
    values = held.values() if isinstance(held, dict) else [held]
    return str(sum(map(len, values)) or " ")


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
