"""The rules of docs/architecture.md that imports can show."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "faqbot").rglob("*.py"))

GROUND = {
    "errors",
    "records",
    "charset",
    "text",
    "sentences",
    "settings",
    "settings_reader",
    "files",
}
PARTS = {"crawl", "extract", "search", "staff"}
FLOWS = {
    "ask",
    "checking",
    "evaluate",
    "inspect",
    "job_control",
    "notify",
    "preview",
    "publishing",
    "reindex",
    "reindex_job",
    "schedule",
    "scraping",
    "status",
    "survey",
    "visitors",
    "wordings",
}
FACES = {"web", "cli"}
SAMPLE = {"sample_site"}
LAYERS = (GROUND | SAMPLE, PARTS, FLOWS, FACES)

HOMES = {
    "alembic": ("faqbot.staff.",),
    "babel": ("faqbot.web.",),
    "bs4": ("faqbot.extract.",),
    "click": ("faqbot.cli.",),
    "flask": ("faqbot.web.",),
    "flask_babel": ("faqbot.web.",),
    "flask_smorest": ("faqbot.web.",),
    "granian": ("faqbot.web.server",),
    "idna": ("faqbot.crawl.links",),
    "limits": ("faqbot.web.limiting",),
    "lxml": ("faqbot.crawl.directives", "faqbot.crawl.sitemaps"),
    "marshmallow": ("faqbot.web.",),
    "prometheus_client": ("faqbot.web.metrics",),
    "protego": ("faqbot.crawl.robots",),
    "openpyxl": ("faqbot.extract.table_columns",),
    "pypdfium2": ("faqbot.extract.pdf_child",),
    "requests": ("faqbot.crawl.fetch", "faqbot.crawl.connect"),
    "rich": ("faqbot.cli.",),
    "sqlalchemy": ("faqbot.staff.",),
    "Stemmer": ("faqbot.text",),
    "urllib3": ("faqbot.crawl.fetch", "faqbot.crawl.connect", "faqbot.crawl.failures"),
    "extruct": ("faqbot.extract.structured",),
    "numpy": ("faqbot.search.",),
    "nh3": ("faqbot.extract.display",),
    "psycopg": (),
    "py3langid": ("faqbot.extract.language",),
    "w3lib": ("faqbot.charset", "faqbot.extract."),
    "rapidfuzz": ("faqbot.search.",),
    "whoosh": ("faqbot.search.whoosh_store", "faqbot.search.whoosh_child"),
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> frozenset[str]:
    return frozenset(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module


def room(name: str) -> str:
    """Return the file or folder right below faqbot/."""
    return name.split(".")[1] if name.startswith("faqbot.") else ""


def layer(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if room(name) in rooms)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_point_down_and_never_sideways_between_parts(path):
    name = module_name(path)
    if not room(name):
        return
    for target in (target for target in imports(path) if target.startswith("faqbot.")):
        assert layer(target) <= layer(name), f"{name} imports {target}, which lies above it"
        if room(name) in PARTS | SAMPLE and room(target) != room(name):
            assert room(target) in GROUND, f"{name} imports {target}, which lies beside it"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_only_flows_join_parts(path):
    if room(module_name(path)) in FACES:
        assert not [target for target in imports(path) if room(target) in PARTS]


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_each_library_has_one_home(path):
    name = module_name(path)
    for target in imports(path):
        homes = HOMES.get(target.split(".")[0])
        assert homes is None or name.startswith(homes), f"{name} imports {target}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_only_flows_and_faces_see_the_settings(path):
    name = module_name(path)
    if room(name) in PARTS | SAMPLE:
        assert {"faqbot.settings", "faqbot.settings_reader"}.isdisjoint(imports(path))


def test_the_sample_site_stands_alone():
    for path in (ROOT / "faqbot" / "sample_site").glob("*.py"):
        others = {name for name in imports(path) if name.startswith("faqbot.")}
        assert all(room(name) == "sample_site" for name in others)


def test_no_import_cycle():
    graph = {module_name(path): imports(path) & set(map(module_name, MODULES)) for path in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


def test_the_map_names_every_module():
    drawn = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for path in MODULES:
        name = module_name(path).removeprefix("faqbot").removeprefix(".")
        if path.name != "__init__.py":
            assert (
                f"`{name.rpartition('.')[2]}`" in drawn or f"`{name.replace('.', '/')}`" in drawn
            ), name
