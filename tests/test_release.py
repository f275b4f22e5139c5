"""What is shipped works on its own, in a folder that is not the repository."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDED_TO_WORK_ON = """
    .ci/run .dockerignore .editorconfig .github/workflows/ci.yml .pre-commit-config.yaml
    CHANGELOG.md CONTRIBUTING.md Dockerfile LICENSE Makefile README.md SECURITY.md bench/figures.py
    compose.yaml docs/architecture.md index/README.md pyproject.toml requirements.lock
    scraped/README.md tests/conftest.py
""".split()


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    for target in ("wheel", "sdist"):
        run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=ROOT)
    return folder


def test_the_demo_runs_from_the_wheel_in_a_folder_of_its_own(shipped, tmp_path):
    [wheel] = shipped.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    [packages] = (tmp_path / "env").glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "libraries.pth").write_text("\n".join(libraries))
    home = tmp_path / "home"
    home.mkdir()
    python = tmp_path / "env" / "bin" / "python"
    where = run(python, "-c", "import faqbot; print(faqbot.__file__)", cwd=home)
    assert where.startswith(str(packages))
    output = run(
        *(python, "-c", "from faqbot.cli.commands import main; main()"),
        *("demo", "--no-serve", "--site-port", "0"),
        cwd=home,
    )
    assert "How much does a community school cost" in output


@pytest.mark.parametrize("name", NEEDED_TO_WORK_ON)
def test_the_source_archive_holds_what_contributors_need(shipped, name):
    [archive] = shipped.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {member.partition("/")[2] for member in opened.getnames()}
    assert name in names


def test_the_source_archive_holds_no_data_of_a_site(shipped):
    [archive] = shipped.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {member.partition("/")[2] for member in opened.getnames()}
    held = {name for name in names if name.startswith(("scraped/", "index/", "instance/"))}
    assert held == {"scraped/README.md", "index/README.md"}


def test_the_wheel_holds_nothing_but_the_package(shipped):
    [wheel] = shipped.glob("*.whl")
    tops = {Path(name).parts[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"faqbot"}
