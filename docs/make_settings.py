"""`make settings`: write the tables of docs/settings.md from the settings in the code."""

import re
from collections.abc import Iterable
from pathlib import Path

from faqbot.core.settings_reader import SettingHelp, describe, describe_source

PAGE = Path(__file__).with_name("settings.md")
_ROWS = re.compile(r"(?<=\|---\|---\|---\|\n)(?:\|.*\n)*")


def with_tables(page: str) -> str:
    """Return the page with its two tables, of settings and of source keys, written again."""
    tables = iter([_rows(describe()), _rows(describe_source())])
    return _ROWS.sub(lambda _: next(tables), page)


def _rows(described: Iterable[SettingHelp]) -> str:
    return "".join(
        f"| `{each.name}` | {_default(each.default)} | {each.help} |\n" for each in described
    )


def _default(value: object) -> str:
    if value in ("", ()):
        return "empty"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
