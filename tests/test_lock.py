"""requirements.lock: an exact version of each dependency, within the bounds of pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DEPENDENCIES = [*PROJECT["dependencies"], *EXTRAS["postgres"], *EXTRAS["redis"]]
# One entry: a requirement, then a hash for each file, on continued lines.
ENTRIES = re.findall(
    r"^(\S+==[^\\\n]+?) \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", LOCK, re.M
)
PINS = [Requirement(entry) for entry, _ in ENTRIES]


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_each_dependency_is_locked_within_its_bounds(dependency):
    requirement = Requirement(dependency)
    pins = [
        pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(requirement.name)
    ]
    assert pins, "run `make lock`"
    for pin in pins:
        [version] = [each.version for each in pin.specifier]
        assert requirement.specifier.contains(version), "run `make lock`"


def test_each_locked_version_is_exact_and_has_hashes():
    lines = [line for line in LOCK.splitlines() if line and line[0] not in " #"]
    assert len(lines) == len(ENTRIES)
    assert {each.operator for pin in PINS for each in pin.specifier} == {"=="}


def test_the_lock_file_names_no_package_index():
    assert "://" not in LOCK
