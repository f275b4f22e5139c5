"""Run the benchmarks and write what they print to docs/figures.md.

    python bench/figures.py DATA [NAME…]

DATA is the folder that holds `collections/`, `pages/`, `manuals/` and `hostile/` (see
bench/README.md). Without names every benchmark runs, which takes about an hour; with names only
their sections are replaced.
The first lines of the page name the floors that fail. Exit status 1 if a benchmark fails.
"""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "figures.md"
# The folder that each takes, relative to DATA: "" is DATA itself, None means that it takes none.
BENCHES: dict[str, str | None] = {
    "quality.py": "",
    "confidence.py": "",
    "sample_questions.py": None,
    "speed.py": "",
    "suggest.py": "",
    "spelling.py": "",
    "service.py": "",
    "page.py": None,
    "html_tree.py": "",
    "extraction.py": "",
    "extraction_pdf.py": "",
    "deep_links.py": "",
    "crawl.py": None,
    "reindex.py": "",
    "hostile.sh": "hostile",
    "faults.sh": "",
}
INTRODUCTION = """# Figures

{verdict}

This is what `make bench DATA=…` printed: each benchmark in one run with its peers. The data are
public question sets and test sites that are not part of this repository. What a benchmark measures
is in the first lines of its file in `bench/`. Milliseconds depend on the machine: trust the ratios.
"""
HOLDS = "all floors hold"
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
# How the benchmarks begin the line that says what failed.
_REASON = re.compile(r"^(?:failed|below the floor|ABOVE|FAIL)\b.*", re.MULTILINE | re.IGNORECASE)


def main(data: Path, names: list[str]) -> int:
    """Run these benchmarks, else all; return the exit status."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; choose from {', '.join(BENCHES)}")
    sections = read_sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    failed = []
    for name in names or BENCHES:
        status, sections[name] = run(name, data)
        if status:
            failed.append(name)
        PAGE.write_text(write_page(sections), encoding="utf-8")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def run(name: str, data: Path) -> tuple[int, str]:
    """Return the exit status of a benchmark and its section of the page."""
    folder_name = BENCHES[name]
    shell = ["sh"] if name.endswith(".sh") else [sys.executable]
    folder = [] if folder_name is None else [str(data / folder_name)]
    print(f"{name} …", flush=True)
    done = subprocess.run(  # noqa: S603
        [*shell, str(HERE / name), *folder], stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, flush=True)
    printed = done.stdout.replace(str(data), "DATA").replace(str(HERE.parent), ".").strip()
    today = datetime.now(UTC).date()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    verdict = HOLDS if done.returncode == 0 else f"exit status {done.returncode}"
    return done.returncode, f"{today}, {machine}; {verdict}.\n\n```text\n{printed}\n```"


def read_sections(page: str) -> dict[str, str]:
    """Return the sections of a page by the name of their benchmark."""
    return {name: text.strip() for name, text in _SECTION.findall(page)}


def write_page(sections: Mapping[str, str]) -> str:
    """Return the page: first which floors fail, then each section in the order of BENCHES."""
    measured = [name for name in BENCHES if name in sections]
    introduction = INTRODUCTION.format(verdict=write_verdict(sections))
    return "\n".join([introduction, *(f"## {name}\n\n{sections[name]}\n" for name in measured)])


def write_verdict(sections: Mapping[str, str]) -> str:
    """Return which floors fail, with the line that says so, and which were never measured."""
    failing = [
        f"* `{name}`: {reason(sections[name])}"
        for name in BENCHES
        if name in sections and HOLDS not in sections[name].partition("\n")[0]
    ]
    lines = ["**These floors fail:**", "", *failing] if failing else ["**All floors hold.**"]
    missing = [f"`{name}`" for name in BENCHES if name not in sections]
    if missing:
        lines += ["", f"Not measured yet: {', '.join(missing)}."]
    return "\n".join(lines)


def reason(section: str) -> str:
    """Return the lines in which a benchmark says what failed, else its last line."""
    verdict, _, printed = section.partition("\n")
    lines = printed.replace("```text", "").replace("```", "").strip().splitlines()
    return "; ".join(_REASON.findall("\n".join(lines))) or (lines[-1] if lines else verdict)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
