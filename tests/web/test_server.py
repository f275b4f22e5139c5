"""The production server, in processes of its own on loopback."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends processes by signals")

DEADLINE_S = 30
FAQBOT = "from faqbot.cli.commands import main; main()"
# An application that says who answers, and whose slow view ends when a file appears.
TOWN_HALL = """
import os, sys, time
from pathlib import Path
from flask import Flask
from faqbot.web.server import reserve, run

folder = Path(sys.argv[1])

def make_app():
    app = Flask("town_hall")
    app.add_url_rule("/pid", "pid", lambda: str(os.getpid()))
    app.add_url_rule("/slow", "slow", slow)
    if (folder / "never").exists():
        (folder / "started").touch()
        wait_for(folder / "go")
    return app

def slow():
    (folder / "started").touch()
    wait_for(folder / "go")
    return "done"

def wait_for(path):
    while not path.exists():
        time.sleep(0.01)

with reserve("127.0.0.1", 0) as address:
    run(make_app, address, workers=2, ready=lambda: print(address.url, flush=True))
"""


def heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Service:
    """A server in a process of its own, and what it said when it was ready."""

    def __init__(self, code: str, *arguments: str) -> None:
        clean = {name: value for name, value in os.environ.items() if "FAQBOT" not in name}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=clean,
            # Processes in the background of a shell ignore SIGINT, and so would their children.
            preexec_fn=heed_ctrl_c,
        )

    def wait_until_ready(self) -> None:
        self.said = self.process.stdout.readline()
        self.url = next(word for word in self.said.split() if word.startswith("http"))
        self.address = (urlsplit(self.url).hostname, urlsplit(self.url).port)

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(*self.address, timeout=DEADLINE_S)
        connection.request("GET", path)
        response = connection.getresponse()
        found = response.status, response.read().decode()
        connection.close()
        return found

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(DEADLINE_S)


@pytest.fixture
def start():
    started: list[Service] = []

    def start(code: str, *arguments: object, is_ready: bool = True) -> Service:
        started.append(Service(code, *map(str, arguments)))
        if is_ready:
            started[-1].wait_until_ready()
        return started[-1]

    yield start
    for service in started:
        if service.process.poll() is None:
            service.process.terminate()
            service.process.wait(DEADLINE_S)
        service.process.stdout.close()
        service.process.stderr.close()


def eventually(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + DEADLINE_S
    while not (found := is_so()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


def serve(start, home: Path, *arguments: str) -> Service:
    return start(FAQBOT, "--home", home, "serve", "--port", "0", *arguments)


def test_port_0_takes_a_free_port_and_tells_which(start, sample_settings):
    service = serve(start, sample_settings.home)
    status, body = service.get("/api/v1/ask?q=membership")
    assert service.address[1] > 0
    assert status == 200
    assert json.loads(body)["results"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_service_ends_cleanly(start, sample_settings, how):
    service = serve(start, sample_settings.home, "--workers", "2")
    service.get("/")
    assert service.end(how) == 0
    assert service.process.stderr.read() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what is open")
def test_each_worker_has_the_build_open_once_and_the_server_not_at_all(start, sample_settings):
    service = serve(start, sample_settings.home, "--workers", "2")
    server = service.process.pid

    def are_open_alike() -> bool:
        opened = [files_of_builds(worker) for worker in children(server)]
        # Suggestions are opened last.
        return len(opened) == 2 and opened[0] == opened[1] and "/suggest/" in "".join(opened[0])

    assert eventually(are_open_alike)
    first = files_of_builds(children(server)[0])
    assert first == sorted(set(first))
    assert files_of_builds(server) == []


def test_the_last_questions_are_logged_before_the_end(start, sample_settings, tmp_path):
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    service = serve(start, tmp_path, "--workers", "2")
    for number in range(8):
        service.get(f"/api/v1/ask?q=membership+{number}")
    service.end()
    with closing(sqlite3.connect(tmp_path / "instance" / "faqbot.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM questions").fetchone() == (8,)


def test_figures_of_all_workers_are_added_up(start, sample_settings, tmp_path):
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    service = serve(start, tmp_path, "--workers", "2")
    for _ in range(20):
        service.get("/api/v1/ask?q=zeppelin")
    figures = [service.get("/metrics")[1] for _ in range(8)]
    assert all('faqbot_answers_total{level="none"} 20.0' in said for said in figures)


def test_a_database_that_cannot_be_used_is_one_plain_line(start, tmp_path):
    (tmp_path / "faqbot.toml").write_text("[database]\nurl = 'mysql://oakhill.example/faq'\n")
    service = start(FAQBOT, "--home", tmp_path, "serve", "--port", "0", is_ready=False)
    assert service.process.wait(DEADLINE_S) == 2
    assert service.process.stderr.read().count("\n") == 1


def test_an_ipv6_address_is_shown_as_urls_need_it(start, sample_settings):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    service = serve(start, sample_settings.home, "--host", "::1")
    assert service.said.startswith("Search page: http://[::1]:")
    assert service.get("/")[0] == 200


def test_two_services_do_not_share_a_port(start, sample_settings):
    port = str(serve(start, sample_settings.home).address[1])
    second = start(FAQBOT, "serve", "--port", port, is_ready=False)
    assert second.process.wait(DEADLINE_S) == 1
    assert second.process.stderr.read() == (
        f"faqbot: cannot listen on 127.0.0.1, port {port}: Address already in use; "
        "choose another --port\n"
    )


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("nowhere.invalid", id="unknown name"),
        pytest.param("192.0.2.1", id="not of this machine"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_plain_line(start, host):
    service = start(FAQBOT, "serve", "--host", host, is_ready=False)
    assert service.process.wait(DEADLINE_S) == 1
    complaint = service.process.stderr.read()
    assert complaint.startswith(f"faqbot: cannot listen on {host}: ")
    assert "no such address" in complaint
    assert complaint.count("\n") == 1


def test_a_question_of_10_000_characters_gets_our_own_explanation(start, sample_settings):
    service = serve(start, sample_settings.home)
    question = "%C3%A9" * 10_000
    status, body = service.get(f"/api/v1/ask?q={question}")
    assert (status, json.loads(body)["status"]) == (400, 400)
    assert "10,000 characters" in json.loads(body)["detail"]
    assert "10,000 characters" in service.get(f"/?q={question}")[1]


def test_a_killed_worker_is_replaced(start, tmp_path):
    service = start(TOWN_HALL, tmp_path)
    seen: set[str] = set()
    assert eventually(lambda: seen.add(service.get("/pid")[1]) or len(seen) == 2)
    os.kill(int(min(seen)), signal.SIGKILL)

    def is_replaced() -> bool:
        try:
            return service.get("/pid")[1] not in seen
        except OSError:  # its last connection
            return False

    assert eventually(is_replaced)
    assert service.end() == 0


def test_running_requests_are_finished_before_the_end(start, tmp_path):
    service = start(TOWN_HALL, tmp_path)
    answers = []
    visitor = Thread(target=lambda: answers.append(service.get("/slow")))
    visitor.start()
    assert eventually((tmp_path / "started").exists)
    service.process.terminate()
    assert eventually(lambda: not listens(service.address))
    (tmp_path / "go").touch()
    visitor.join(DEADLINE_S)
    assert answers == [(200, "done")]
    assert service.process.wait(DEADLINE_S) == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_service_ends_while_its_workers_start(start, tmp_path, how):
    (tmp_path / "never").touch()
    service = start(TOWN_HALL, tmp_path, is_ready=False)
    assert eventually((tmp_path / "started").exists)
    assert service.end(how) == 0


def test_no_worker_outlives_a_killed_server(start, tmp_path):
    service = start(TOWN_HALL, tmp_path)
    service.end(signal.SIGKILL)
    assert eventually(lambda: not listens(service.address))


def test_many_idle_connections_keep_nobody_from_an_answer(start, tmp_path):
    service = start(TOWN_HALL, tmp_path)
    idle = [socket.create_connection(service.address) for _ in range(500)]
    for connection in idle:
        connection.sendall(b"GET /pid HTTP/1.1\r\nHost: oakhill.example\r\n")
    status, _ = service.get("/pid")
    for connection in idle:
        connection.close()
    assert status == 200


def test_a_body_that_never_comes_keeps_nobody_waiting(start, sample_settings):
    service = serve(start, sample_settings.home)
    with socket.create_connection(service.address, timeout=DEADLINE_S) as connection:
        connection.sendall(
            b"POST /api/v1/ask HTTP/1.1\r\nHost: oakhill.example\r\n"
            b"Content-Length: 9999999999\r\n\r\n"
        )
        assert connection.recv(12) == b"HTTP/1.1 405"


def listens(address: tuple[str, int]) -> bool:
    try:
        socket.create_connection(address, timeout=1).close()
    except OSError:
        return False
    return True


def children(process_id: int) -> list[int]:
    """Return the processes that this one has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == process_id:
                found.append(int(folder.name))
    return found


def files_of_builds(process_id: int) -> list[str]:
    """Return the files below a folder of builds that a process has open, once for each time."""
    found = []
    for link in Path(f"/proc/{process_id}/fd").iterdir():
        with suppress(OSError):  # it was closed
            found.append(str(link.readlink()))
    return sorted(name for name in found if "/builds/" in name)
