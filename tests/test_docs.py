"""The docs say what the code does, and their commands and links work."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import yaml

from faqbot.cli.commands import load_command
from faqbot.core.settings import Settings
from faqbot.core.settings_reader import load_settings
from faqbot.web.api.schemas import AnswerSchema, AskResponseSchema
from faqbot.web.app import create_app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
PAGES = [file for folder in (".", "docs", "bench") for file in sorted((ROOT / folder).glob("*.md"))]
# A command as a shell runs it, or in the container of compose.yaml.
COMMAND = re.compile(
    r"(?:(?:\S*/bin/)?faqbot|sudo -u faqbot \S*/faqbot|docker compose exec faqbot faqbot"
    r"|docker compose run .*? faqbot)(?: --home \S+)? (\w+)([^#|>]*)"
)


def load(file):
    spec = spec_from_file_location(file.stem, file)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_settings_are_those_of_the_code():
    make_settings = load(ROOT / "docs" / "make_settings.py")
    assert make_settings.with_tables(SETTINGS) == SETTINGS, "run `make settings`"


def test_the_tables_of_languages_are_those_of_their_files():
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    make_languages = load(ROOT / "docs" / "make_languages.py")
    assert make_languages.with_tables(page) == page, "run `make languages`"


def blocks(page, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_faqbot_command_of_the_docs_exists_with_its_options(page):
    for line in "".join(blocks(page, "sh")).splitlines():
        if match := COMMAND.match(line):
            options = {option for each in load_command(match[1]).params for option in each.opts}
            assert set(re.findall(r"--[\w-]+", match[2])) <= options, line


def test_commands_are_recognised_however_they_are_started():
    lines = "".join(blocks(ROOT / "docs" / "running.md", "sh")).splitlines()
    commands = [match[1] for line in lines if (match := COMMAND.match(line))]
    assert commands == "init reindex status reindex rollback init reindex status".split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_settings_shown_in_the_docs_are_accepted(page, tmp_path):
    for block in blocks(page, "toml"):
        (tmp_path / "faqbot.toml").write_text(block, encoding="utf-8")
        assert load_settings({}, tmp_path) != Settings(tmp_path)


def test_every_api_route_is_in_the_readme():
    for rule in create_app(Settings()).url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            assert rule.rule.split("<")[0].rstrip("/") in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_command_of_the_docs_exists(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    commands = re.findall(r"`make (\w+)", text)
    commands += re.findall(r"^make (\w+)", "".join(blocks(page, "sh")), re.MULTILINE)
    for target in commands:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_commands_of_the_api_page_work(sample_settings, tmp_path):
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    client = create_app(Settings(tmp_path)).test_client()
    commands = re.findall(r"^```sh\n(.*?)^```", API, re.MULTILINE | re.DOTALL)[0]
    for path in re.findall(r"^curl 'http://[^/]+(.*)'$", commands, re.MULTILINE):
        assert client.get(path).status_code == 200
    body, path = re.search(r"--json '(.*)' \\\n +http://[^/]+(\S+)", commands).groups()
    posted = client.post(path, data=body, content_type="application/json")
    assert posted.status_code == 204


def test_every_field_of_an_answer_is_on_the_api_page():
    fields = [*AskResponseSchema().fields, *AnswerSchema().fields]
    assert [field for field in fields if f"`{field}`" not in API] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_hosted_ci_and_hooks_run_what_developers_run():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert any(step.get("run", "").endswith(" .ci/run") for step in steps)
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lint = re.findall(
        r"^\t\$\(BIN\)/(.*)$", makefile.partition("\nlint:")[2].partition("\n\n")[0], re.M
    )
    entries = [hook["entry"].removeprefix(".venv/bin/") for hook in hooks]
    assert [entry.replace(" --force-exclude", "") for entry in entries] == [
        command.removesuffix(" .") for command in lint
    ]


FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_issue_templates_can_be_read(form):
    fields = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert form.stem == "config" or {"name", "description", "body"} <= set(fields)


def test_what_make_check_leaves_out_exists():
    for name in load(ROOT / "tests" / "conftest.py").SLOW:
        assert (ROOT / "tests" / name).exists(), name
