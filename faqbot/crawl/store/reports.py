"""The report of a site's last scrape, kept beside its pages.

scraped/www.example.org/report.json     each URL of the scrape, what happened to it, and why,
                                        and what was left out of the page
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from faqbot.core.files import replace_file
from faqbot.core.records import Outcome, PageOmissions, ScrapeReport

_NAME = "report.json"


def write_report(folder: Path, report: ScrapeReport) -> None:
    """Replace the report in the folder of a site."""
    _write(folder, asdict(report))


def read_report(folder: Path) -> dict[str, Any]:
    """Return the fields of the report of a site, or {} if there is none or it is damaged."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        report: dict[str, Any] = json.loads((folder / _NAME).read_bytes())
        # Raises, and so counts as damaged, if an entry has another shape.
        if all(outcome["result"] for outcome in report.get("outcomes") or []):
            return report
    return {}


def note_extraction(
    scraped_dir: Path, skipped: Sequence[Outcome], omitted: Sequence[PageOmissions]
) -> None:
    """Note in the reports of all sites which pages gave no passages, and what others left out."""
    reasons = {outcome.url: outcome.reason for outcome in skipped}
    pages = {page.url: asdict(page) for page in omitted if page.omitted}
    for path in scraped_dir.glob(f"*/{_NAME}"):
        report = read_report(path.parent)
        is_changed = False
        for outcome in report.get("outcomes") or []:
            url = outcome.get("url")
            if url in reasons:
                outcome |= {"result": "empty", "reason": reasons[url]}
            elif url in pages:
                outcome |= {key: pages[url][key] for key in ("omitted", "warning")}
            is_changed = is_changed or url in reasons or url in pages
        if is_changed:
            _write(path.parent, report)


def _write(folder: Path, report: Mapping[str, Any]) -> None:
    replace_file(folder / _NAME, json.dumps(report, ensure_ascii=False, indent=1).encode())
