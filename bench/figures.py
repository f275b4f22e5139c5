"""Run the benches and keep what they print on one page, docs/figures.md.

    python bench/figures.py DATA [NAME…]

DATA is the folder that holds `collections/`, `pages/` and `hostile/`. Without names every bench
runs, which takes about an hour; with names only the sections of these are replaced. Exit status 1
if a bench fails.
"""

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "figures.md"
# What each needs of DATA, relative to it; "" is DATA itself, and None takes no folder.
BENCHES: dict[str, str | None] = {
    "quality.py": "",
    "confidence.py": "",
    "sample_questions.py": None,
    "speed.py": "",
    "suggest.py": "",
    "spelling.py": "",
    "service.py": "",
    "page.py": None,
    "extraction.py": "",
    "extraction_pdf.py": "",
    "crawl.py": None,
    "reindex.py": "",
    "hostile.sh": "hostile",
    "faults.sh": "",
}
INTRODUCTION = """# Figures

What `make bench DATA=…` printed, bench by bench, each beside its peers in one run. The data are
public question sets and test sites that are not part of this repository; what each bench measures
stands in the first lines of its file in `bench/`. Milliseconds depend on the machine: trust the
ratios.
"""
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def main(data: Path, names: list[str]) -> int:
    """Run these benches, else all; return the exit status."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.exit(f"no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    sections = dict(_SECTION.findall(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else {}
    failed = []
    for name in names or BENCHES:
        status, sections[name] = run(name, data)
        if status:
            failed.append(name)
        shown = [f"## {each}\n\n{sections[each].strip()}\n" for each in BENCHES if each in sections]
        PAGE.write_text("\n".join([INTRODUCTION, *shown]), encoding="utf-8")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def run(name: str, data: Path) -> tuple[int, str]:
    """Return the exit status of a bench and its section of the page."""
    needs = BENCHES[name]
    shell = ["sh"] if name.endswith(".sh") else [sys.executable]
    folder = [] if needs is None else [str(data / needs)]
    print(f"{name} …", flush=True)
    done = subprocess.run(  # noqa: S603
        [*shell, str(HERE / name), *folder], stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, flush=True)
    printed = done.stdout.replace(str(data), "DATA").replace(str(HERE.parent), ".").strip()
    today = datetime.now(UTC).date()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    met = "all floors hold" if done.returncode == 0 else f"exit status {done.returncode}"
    return done.returncode, f"{today}, {machine}; {met}.\n\n```text\n{printed}\n```"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
