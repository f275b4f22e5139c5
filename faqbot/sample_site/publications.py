"""The sample site's list of publications: a form whose every combination is another URL."""

import json
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

_FILE = Path(__file__).parent / "publications.json"
_FILTERS = {
    "F_Organization": "organization",
    "F_Category": "category",
    "F_Topic": "topic",
    "F_Result": "result",
    "F_Role": "role",
}


def publication_list(arguments: dict[str, str]) -> str:
    """Return the content of the list for the arguments of its URL.

    `F_All=y` shows everything; `F_Title` and the filters narrow it; without arguments there is only
    the form.
    """
    entries: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    matches = [entry for entry in entries if _matches(entry, arguments)] if arguments else []
    count = f"<p>{len(matches)} publications found</p>" if arguments else ""
    return f"<h2>Publications</h2>{_form(entries)}{count}{''.join(map(_entry, matches))}"


def _matches(entry: dict[str, Any], arguments: dict[str, str]) -> bool:
    title = arguments.get("F_Title", "").lower()
    return title in entry["title"].lower() and all(
        entry[key] == arguments[name] for name, key in _FILTERS.items() if arguments.get(name)
    )


def _form(entries: list[dict[str, Any]]) -> str:
    rows = ['<tr><td>Title</td><td><input name="F_Title"></td></tr>']
    for name, key in _FILTERS.items():
        values = sorted({entry[key] for entry in entries})
        options = "".join(f"<option>{escape(value)}</option>" for value in ["", *values])
        label = key.capitalize()
        rows.append(f'<tr><td>{label}</td><td><select name="{name}">{options}</select></td></tr>')
    topics = " | ".join(
        f'<a href="?{escape(urlencode({"F_All": "y", "F_Topic": topic}))}">{topic}</a>'
        for topic in sorted({entry["topic"] for entry in entries})
    )
    return (
        f'<form method="get"><table>{"".join(rows)}</table>'
        '<input type="submit" value="Find"></form>'
        f'<p>By topic: {topics} | <a href="?F_All=y">Show all</a></p>'
    )


def _entry(entry: dict[str, Any]) -> str:
    year, month, day = entry["date"].split("-")
    size = f"{entry['size_kb']} KB, " if entry["size_kb"] else ""
    name = Path(entry["link"]).stem
    link = escape(entry["link"])
    return (
        f'<a name="{name}"></a><h3><a href="{link}">{escape(entry["title"])}</a></h3>'
        f"<p>({escape(', '.join(entry['authors']))})<br>"
        f"{size}{month}/{day}/{year[2:]}, {escape(entry['organization'])}</p>"
        f"<p>{escape(entry['abstract'])}</p>"
        f'<p><a href="{link}">Download/Read More</a></p><hr>'
    )
