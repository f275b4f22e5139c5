"""Rules for every test: none sleeps and none looks at the clock.

On a busy machine such tests fail without a fault. Growth is tested by counting calls or nodes, and
time is measured in bench/. Wait for what happens (a line on a pipe, an event, a process that ends)
with a generous timeout instead of sleeping.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {
    "clock_gettime", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time",
    "process_time_ns", "sleep", "thread_time", "time", "time_ns",
}  # fmt: skip
# Playwright's name for sleeping.
SLEEPS = {"wait_for_timeout"}
# Test files that may read a clock or sleep, with the reason.
ALLOWED: dict[str, str] = {}


def clocks_used(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each clock and sleep, in code and in code that strings hold."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute | ast.ImportFrom | ast.Constant):
            yield from ((node.lineno, name) for name in clocks_in(node))


def clocks_in(node: ast.AST) -> list[str]:
    match node:
        case ast.Attribute(value=ast.Name("time" | "asyncio"), attr=name) if name in CLOCKS:
            return [name]
        case ast.Attribute(attr=name) if name in SLEEPS:
            return [name]
        case ast.ImportFrom(module="time"):
            return [alias.name for alias in node.names if alias.name in CLOCKS]
        case ast.Constant(value=str(text)):
            return [name for name in re.findall(r"\btime\.(\w+)\(", text) if name in CLOCKS]
    return []


def test_no_test_sleeps_or_looks_at_the_clock():
    used = [
        f"{path.relative_to(TESTS)}:{line}: {name}"
        for path in sorted(TESTS.rglob("*.py"))
        if path != Path(__file__) and path.relative_to(TESTS).as_posix() not in ALLOWED
        for line, name in clocks_used(path.read_text(encoding="utf-8"))
    ]
    assert used == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("import time\ntime.sleep(1)", id="sleep"),
        pytest.param("from time import perf_counter", id="imported clock"),
        pytest.param("import time\nfetch(clock=time.monotonic)", id="clock passed on"),
        pytest.param("page.wait_for_timeout(5)", id="browser"),
        pytest.param("CODE = 'import time; time.sleep(1)'", id="code of a child"),
    ],
)
def test_clocks_and_sleeps_are_noticed(source):
    assert len(list(clocks_used(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("page.time()", id="other method"),
        pytest.param("clock.sleep(1)", id="fake clock"),
        pytest.param("from datetime import timedelta", id="durations"),
        pytest.param("'It takes time.'", id="text"),
    ],
)
def test_fakes_and_words_are_not_taken_for_clocks(source):
    assert list(clocks_used(source)) == []
