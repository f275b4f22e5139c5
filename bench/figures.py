"""Run the benches and collect their output in docs/figures.md.

    python bench/figures.py DATA [NAME…]

DATA is the folder that holds `collections/`, `pages/` and `hostile/`. Without names every bench
runs, which takes about an hour; with names only their sections are replaced. Exit status 1 if a
bench fails.
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
# The folder that each takes, relative to DATA; None for none.
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

The output of `make bench DATA=…`, each bench beside its peers in one run. The data are public
question sets and test sites that are not part of this repository; the first lines of each file in
`bench/` say what it measures. Milliseconds depend on the machine: trust the ratios.
"""
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def main(data: Path, names: list[str]) -> int:
    """Run these benches, or all; return the exit status."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.exit(f"no bench {', '.join(unknown)}; choose from {', '.join(BENCHES)}")
    sections = dict(_SECTION.findall(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else {}
    failed = []
    for name in names or BENCHES:
        status, sections[name] = run(name, data)
        if status:
            failed.append(name)
        printed = [
            f"## {each}\n\n{sections[each].strip()}\n" for each in BENCHES if each in sections
        ]
        PAGE.write_text("\n".join([INTRODUCTION, *printed]), encoding="utf-8")
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
