"""The rules of docs/architecture.md that imports can show, each in one loop over all modules."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Rooms that may import one another stand in one layer; what imports what is checked for cycles.
LAYERS = (
    {"core", "sample_site"},
    {"crawl", "extract", "search", "staff"},
    {"services", "evaluation", "jobs"},
    {"web", "cli"},
)
PARTS = LAYERS[1]
FACES = LAYERS[3]
MAX_MODULES = 14
MAX_ARROWS = 40
# The modules that may import a library.
HOMES = {
    "alembic": ("staff.store.",),
    "babel": ("web.",),
    "bs4": ("extract.",),
    "click": ("cli.",),
    "extruct": ("extract.meta.schema_org",),
    "flask": ("web.",),
    "flask_babel": ("web.",),
    "flask_smorest": ("web.",),
    "granian": ("web.server",),
    "idna": ("core.urls",),
    "limits": ("web.extensions.rate_limit",),
    "lxml": ("crawl.frontier.sitemaps",),
    "markdown_it": ("extract.sheets.markdown",),
    "marshmallow": ("web.",),
    "nh3": ("extract.html.sanitize",),
    "numpy": ("search.",),
    "openpyxl": ("extract.sheets.workbook",),
    "prometheus_client": ("web.extensions.metrics",),
    "protego": ("crawl.frontier.robots",),
    "psycopg": (),
    "py3langid": ("extract.meta.language",),
    "pypdfium2": ("extract.pdf.child", "extract.pdf.annotations"),
    "rapidfuzz": ("search.",),
    "requests": ("crawl.http.fetch", "crawl.http.connect"),
    "rich": ("cli.",),
    "selectolax": ("core.html",),
    "sqlalchemy": ("staff.",),
    "Stemmer": ("core.text.words",),
    "urllib3": ("crawl.http.",),
    "webencodings": ("core.text.charset",),
    "whoosh": ("search.store.",),
}


def module_name(path: Path) -> str:
    """Return the name below faqbot, "" for faqbot itself."""
    parts = path.relative_to(ROOT / "faqbot").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {
    module_name(path): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "faqbot").rglob("*.py"))
}
FOLDERS = {
    module_name(path): ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    for path in sorted((ROOT / "faqbot").rglob("__init__.py"))
}


def imported(source: str) -> Iterator[str]:
    """Yield what is imported, modules of faqbot without that name in front."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full.removeprefix("faqbot.") in SOURCES else node.module


IMPORTS = {name: sorted(set(imported(source))) for name, source in SOURCES.items()}
ARROWS = [
    (name, target.removeprefix("faqbot."))
    for name, targets in IMPORTS.items()
    for target in targets
    if target.startswith("faqbot.")
]


def room(name: str) -> str:
    return name.split(".")[0]


def layer(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if room(name) in rooms)


def folders_entered(name: str, target: str) -> Iterator[str]:
    """Yield the folders that an import goes into from outside."""
    parts = target.split(".")
    for length in range(1, len(parts)):
        folder = ".".join(parts[:length])
        if not name.startswith(f"{folder}."):
            yield folder


def listed_doors(folder: str) -> set[str]:
    """Return the modules that a folder's docstring lets others import."""
    found = re.search(r"Others may import: (.*?)\.$", FOLDERS[folder], re.DOTALL | re.MULTILINE)
    return set(re.split(r",\s+", found[1])) if found else set()


def test_imports_point_down_and_never_sideways_between_parts():
    for name, target in ARROWS:
        assert layer(target) <= layer(name), f"{name} imports {target}, which lies above it"
        if room(name) in PARTS and room(target) != room(name):
            assert room(target) == "core", f"{name} imports {target}, which lies beside it"


def test_faces_ask_flows_and_no_part():
    for name, target in ARROWS:
        assert not (room(name) in FACES and room(target) in PARTS), f"{name} imports {target}"


def test_only_flows_and_faces_see_the_settings():
    for name, target in ARROWS:
        if target in ("core.settings", "core.settings_reader") and room(name) != "core":
            assert layer(name) > layer("crawl"), f"{name} imports {target}"


def test_the_sample_site_stands_alone():
    for name, target in ARROWS:
        assert room(name) != "sample_site" or room(target) == "sample_site", f"{name} → {target}"


def test_each_library_has_one_home():
    for name, targets in IMPORTS.items():
        for library in {target.split(".")[0] for target in targets}:
            homes = HOMES.get(library)
            assert homes is None or name.startswith(homes), f"{name} imports {library}"


def test_a_folder_is_entered_by_the_modules_that_its_docstring_names():
    used = defaultdict(set)
    for name, target in ARROWS:
        for folder in folders_entered(name, target):
            used[folder].add(target.removeprefix(f"{folder}."))
    for folder in FOLDERS:
        if folder:
            advice = f"list what others import in faqbot/{folder.replace('.', '/')}/__init__.py"
            assert listed_doors(folder) == used[folder], advice


def test_no_folder_imports_back_from_the_folders_beside_it():
    """A folder with its sub-folders is one node: neither modules nor folders form a cycle."""
    for parent in FOLDERS:
        prefix = f"{parent}." if parent else ""
        graph = defaultdict(set)
        for name, target in ARROWS:
            if name.startswith(prefix) and target.startswith(prefix):
                below, above = (each[len(prefix) :].split(".")[0] for each in (target, name))
                graph[above].update({below} - {above})
        assert list(TopologicalSorter(graph).static_order()) or not graph


def test_the_modules_of_a_part_lie_above_its_folders():
    for name, target in ARROWS:
        parent = target.rpartition(".")[0]
        is_within = room(name) in PARTS and name.startswith(f"{parent}.")
        is_deeper = name.count(".") > target.count(".")
        assert not (is_within and is_deeper), f"{name} imports {target} from the folder above"


def test_the_house_is_seen_at_a_glance():
    arrows = {(room(name), room(target)) for name, target in ARROWS if room(name) != room(target)}
    assert len(arrows) <= MAX_ARROWS
    for folder in FOLDERS:
        inside = [name for name in SOURCES if name.rpartition(".")[0] == folder]
        modules = [name for name in inside if name not in FOLDERS]
        advice = f"{folder or 'faqbot'} is full: group some of its modules in a folder"
        assert len(modules) <= MAX_MODULES, advice


def test_the_map_has_one_line_for_each_module():
    drawn = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = dict(re.findall(r"^### `(\w+)/`.*?$(.*?)(?=^##)", drawn, re.DOTALL | re.MULTILINE))
    listed = {
        f"{name}.{module.replace('/', '.')}"
        for name, lines in rooms.items()
        for module in re.findall(r"^\| `([\w/]+)` \|", lines, re.MULTILINE)
    }
    modules = {name for name in SOURCES if name not in FOLDERS}
    assert listed == modules, "docs/architecture.md, Rooms and modules: one line for each module"
