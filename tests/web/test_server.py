"""The production server, in its own processes on loopback."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends processes by signals")

DEADLINE_S = 30
# Requests until a test gives up waiting: many seconds, and more of them on a slow machine.
MAX_TRIES = 10_000
FAQBOT = "from faqbot.cli.commands import main; main()"
# An application that names its process. Its slow view, and its start if told so, connects to the
# test and waits until the test closes the connection.
TOWN_HALL = """
import os, socket, sys
from flask import Flask
from faqbot.web.server import reserve, run

def wait_at_gate():
    with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
        connection.recv(1)
    return "done"

def make_app():
    app = Flask("town_hall")
    app.add_url_rule("/pid", "pid", lambda: str(os.getpid()))
    app.add_url_rule("/slow", "slow", wait_at_gate)
    if sys.argv[2:]:
        wait_at_gate()
    return app

with reserve("127.0.0.1", 0) as address:
    run(make_app, address, workers=2, ready=lambda: print(address.url, flush=True))
"""


def heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Service:
    """A server in its own process; `ready_line` is what it printed when it was ready."""

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
        self.ready_line = self.process.stdout.readline()
        self.url = next(word for word in self.ready_line.split() if word.startswith("http"))
        self.address = (urlsplit(self.url).hostname, urlsplit(self.url).port)

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(*self.address, timeout=DEADLINE_S)
        connection.request("GET", path)
        response = connection.getresponse()
        status, body = response.status, response.read().decode()
        connection.close()
        return status, body

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


@pytest.fixture
def gate():
    """Return a listener at which an application waits; its argument is `port(gate)`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(DEADLINE_S)
        yield listener


def port(gate: socket.socket) -> int:
    return gate.getsockname()[1]


def eventually(service: Service, is_true: Callable[[], bool]) -> bool:
    """Send requests until the condition holds; return whether it did within MAX_TRIES."""
    for _ in range(MAX_TRIES):
        if is_true():
            return True
        with suppress(OSError):  # the connection went to the worker that was killed
            service.get("/")
    return False


def connect_to_both(service: Service) -> list[socket.socket]:
    """Return an idle connection to each of the two workers, which stays open."""
    connections: dict[bytes, http.client.HTTPConnection] = {}
    while len(connections) < 2:
        connection = http.client.HTTPConnection(*service.address, timeout=DEADLINE_S)
        connection.request("GET", "/pid")
        process_id = connection.getresponse().read()
        if process_id in connections:
            connection.close()
        else:
            connections[process_id] = connection
    return [connection.sock for connection in connections.values()]


def is_closed(connection: socket.socket) -> bool:
    """Wait until the server closes the connection; time out if it never does."""
    with connection, suppress(ConnectionResetError):
        return connection.recv(1) == b""
    return True


def serve(start, home: Path, *arguments: str) -> Service:
    return start(FAQBOT, "--home", home, "serve", "--port", "0", *arguments)


def test_port_0_takes_a_free_port_and_prints_it(start, sample_settings):
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

    def have_opened_the_same() -> bool:
        opened = [files_of_builds(worker) for worker in children(server)]
        # Suggestions are opened last.
        return len(opened) == 2 and opened[0] == opened[1] and "/suggestions/" in "".join(opened[0])

    assert eventually(service, have_opened_the_same)
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


def test_metrics_of_all_workers_are_added_up(start, sample_settings, tmp_path):
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    service = serve(start, tmp_path, "--workers", "2")
    for _ in range(20):
        service.get("/api/v1/ask?q=zeppelin")
    texts = [service.get("/metrics")[1] for _ in range(8)]
    assert all('faqbot_answers_total{level="none"} 20.0' in text for text in texts)


def test_an_unusable_database_is_one_plain_line(start, tmp_path):
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
    assert service.ready_line.startswith("Search page: http://[::1]:")
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
def test_an_unusable_address_is_one_plain_line(start, host):
    service = start(FAQBOT, "serve", "--host", host, is_ready=False)
    assert service.process.wait(DEADLINE_S) == 1
    complaint = service.process.stderr.read()
    assert complaint.startswith(f"faqbot: cannot listen on {host}: ")
    assert "no such address" in complaint
    assert complaint.count("\n") == 1


def test_a_question_of_10_000_characters_gets_an_explanation(start, sample_settings):
    service = serve(start, sample_settings.home)
    question = "%C3%A9" * 10_000
    status, body = service.get(f"/api/v1/ask?q={question}")
    assert (status, json.loads(body)["status"]) == (400, 400)
    assert "10,000 characters" in json.loads(body)["detail"]
    assert "10,000 characters" in service.get(f"/?q={question}")[1]


def test_a_killed_worker_is_replaced(start, gate):
    service = start(TOWN_HALL, port(gate))
    for connection in connect_to_both(service):
        connection.close()
    seen = set(map(str, children(service.process.pid)))
    os.kill(int(min(seen)), signal.SIGKILL)

    def is_replaced() -> bool:
        try:
            return service.get("/pid")[1] not in seen
        except OSError:  # its last connection
            return False

    assert eventually(service, is_replaced)
    assert service.end() == 0


def test_running_requests_are_finished_before_the_end(start, gate):
    service = start(TOWN_HALL, port(gate))
    idle = connect_to_both(service)
    answers = []
    visitor = Thread(target=lambda: answers.append(service.get("/slow")))
    visitor.start()
    waiting, _ = gate.accept()
    service.process.terminate()
    # The server closes idle connections as soon as it begins to end.
    assert all(map(is_closed, idle))
    waiting.close()
    visitor.join(DEADLINE_S)
    assert answers == [(200, "done")]
    assert service.process.wait(DEADLINE_S) == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_service_ends_while_its_workers_start(start, gate, how):
    service = start(TOWN_HALL, port(gate), "wait", is_ready=False)
    waiting, _ = gate.accept()
    with waiting:
        assert service.end(how) == 0


def test_no_worker_outlives_a_killed_server(start, gate):
    service = start(TOWN_HALL, port(gate))
    idle = connect_to_both(service)
    service.end(signal.SIGKILL)
    assert all(map(is_closed, idle))


def test_many_idle_connections_do_not_block_answers(start, gate):
    service = start(TOWN_HALL, port(gate))
    idle = [socket.create_connection(service.address) for _ in range(500)]
    for connection in idle:
        connection.sendall(b"GET /pid HTTP/1.1\r\nHost: oakhill.example\r\n")
    status, _ = service.get("/pid")
    for connection in idle:
        connection.close()
    assert status == 200


def test_a_body_that_never_arrives_is_not_waited_for(start, sample_settings):
    service = serve(start, sample_settings.home)
    with socket.create_connection(service.address, timeout=DEADLINE_S) as connection:
        connection.sendall(
            b"POST /api/v1/ask HTTP/1.1\r\nHost: oakhill.example\r\n"
            b"Content-Length: 9999999999\r\n\r\n"
        )
        assert connection.recv(12) == b"HTTP/1.1 405"


def children(process_id: int) -> list[int]:
    """Return the processes that this one has started."""
    process_ids = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == process_id:
                process_ids.append(int(folder.name))
    return process_ids


def files_of_builds(process_id: int) -> list[str]:
    """Return the files below a folder of builds that a process has open, once for each time."""
    files = []
    for link in Path(f"/proc/{process_id}/fd").iterdir():
        with suppress(OSError):  # it was closed
            files.append(str(link.readlink()))
    return sorted(name for name in files if "/builds/" in name)
