"""The page of figures says in its first lines which floors fail."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAD_LINES = 12


@pytest.fixture(scope="module")
def figures():
    spec = spec_from_file_location("figures", ROOT / "bench" / "figures.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sections(figures):
    return dict.fromkeys(
        figures.BENCHES, "2026-12-01, 2 cores, Python 3.11.7; all floors hold.\n\n```text\n0.9\n```"
    )


def failed(printed: str) -> str:
    return f"2026-12-01, 2 cores, Python 3.11.7; exit status 1.\n\n```text\n{printed}\n```"


def head(page: str) -> str:
    return "\n".join(page.splitlines()[:HEAD_LINES])


def test_a_page_without_failures_says_so_first(figures, sections):
    assert head(figures.write_page(sections)).startswith("# Figures\n\n**All floors hold.**\n")


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        pytest.param("a\nfailed: 0.49 of Flask\nb", "failed: 0.49 of Flask", id="failed"),
        pytest.param("below the floor: P@1", "below the floor: P@1", id="below"),
        pytest.param("ABOVE tantivy at p50\nfaqbot opens", "ABOVE tantivy at p50", id="above"),
        pytest.param("a\nlast line", "last line", id="no reason given"),
        pytest.param("", "2026-12-01, 2 cores, Python 3.11.7; exit status 1.", id="no output"),
    ],
)
def test_a_floor_that_fails_is_named_first_with_its_line(figures, sections, printed, line):
    page = figures.write_page(sections | {"service.py": failed(printed)})
    assert f"**These floors fail:**\n\n* `service.py`: {line}\n" in head(page)
    assert "All floors hold" not in page


def test_a_benchmark_that_never_ran_is_named_first(figures, sections):
    del sections["faults.sh"]
    assert "Not measured yet: `faults.sh`." in head(figures.write_page(sections))


def test_a_section_that_is_measured_anew_takes_its_failure_away(figures, sections):
    page = figures.write_page(sections | {"crawl.py": failed("failed: slow")})
    again = figures.write_page(figures.read_sections(page) | {"crawl.py": sections["crawl.py"]})
    assert again == figures.write_page(sections)


def test_the_page_in_docs_begins_with_its_verdict(figures):
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert page == figures.write_page(figures.read_sections(page))


def test_every_benchmark_has_a_line_in_the_readme(figures):
    readme = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in (ROOT / "bench").glob("*.*") if path.suffix in {".py", ".sh"}}
    missing = [name for name in sorted(files) if f"`{name}`" not in readme]
    assert missing == []
    assert set(figures.BENCHES) <= files
