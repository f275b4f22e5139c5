import json
import shutil
import socket
import socketserver
import ssl
import subprocess
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from faqbot.core.errors import NotifyError
from faqbot.core.settings import ReindexSettings
from faqbot.jobs.notify import Failure, notify_failure

FAILURE = Failure(12, "cron", "https://oakhill.example/: cannot be reached\nor so")


@contextmanager
def serving(server):
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class MailHandler(socketserver.StreamRequestHandler):
    """Takes one mail, as RFC 5321 says."""

    def handle(self):
        self.say("220 mail.oakhill.example")
        while command := self.rfile.readline().strip().upper():
            if command == b"DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
            self.say("221 bye" if command == b"QUIT" else "250 well")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def mail_server():
    server = socketserver.TCPServer(("127.0.0.1", 0), MailHandler)
    server.mails = []
    with serving(server):
        yield server


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """Return a file with a certificate for localhost and its key, trusted in this test."""
    if not shutil.which("openssl"):
        pytest.skip("this test needs openssl: sudo apt-get install openssl")
    file = tmp_path / "localhost.pem"
    command = (
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {file} "
        f"-out {tmp_path / 'cert.pem'} -days 2 -subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    return file


class HookHandler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((self.path, self.headers["Content-Type"], json.loads(body)))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def hook_server(certificate):
    server = HTTPServer(("127.0.0.1", 0), HookHandler)
    server.calls, server.status = [], 204
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server):
        yield server


def test_a_failure_is_mailed_with_the_reason_and_what_to_do(mail_server):
    smtp = f"127.0.0.1:{mail_server.server_address[1]}"

    notify_failure(ReindexSettings(notify="desk@oakhill.example", smtp=smtp), FAILURE)

    [mail] = mail_server.mails
    assert mail["To"] == mail["From"] == "desk@oakhill.example"
    assert "reindex 12 failed" in mail["Subject"]
    assert mail.get_content().startswith("https://oakhill.example/: cannot be reached")
    assert "faqbot status" in mail.get_content()


def test_a_failure_is_posted_as_json(hook_server):
    url = f"https://localhost:{hook_server.server_port}/hook?room=4"

    notify_failure(ReindexSettings(notify=url), FAILURE)

    [(path, content_type, body)] = hook_server.calls
    assert (path, content_type) == ("/hook?room=4", "application/json")
    assert (body["event"], body["job"]) == ("reindex failed", 12)
    assert (body["error"], body["started_by"]) == (FAILURE.error, "cron")


def test_a_url_that_refuses_is_listed(hook_server):
    hook_server.status = 500

    with pytest.raises(
        NotifyError, match=r"localhost:\d+/ could not be notified .*it responded 500"
    ):
        notify_failure(
            ReindexSettings(notify=f"https://localhost:{hook_server.server_port}/"), FAILURE
        )


def test_a_redirect_is_not_followed(hook_server):
    hook_server.status = 302

    with pytest.raises(NotifyError, match="it responded 302"):
        notify_failure(
            ReindexSettings(notify=f"https://localhost:{hook_server.server_port}/"), FAILURE
        )

    assert len(hook_server.calls) == 1


@pytest.mark.parametrize(
    "notify", ["desk@oakhill.example", "https://localhost:1/hook"], ids=["mail", "url"]
)
def test_nobody_there_is_listed(notify):
    with pytest.raises(NotifyError, match=f"{notify} could not be notified of the failure: "):
        notify_failure(ReindexSettings(notify=notify, smtp="127.0.0.1:1"), FAILURE)


@pytest.mark.parametrize("port", ["0", "99999"])
def test_a_port_that_does_not_exist_is_no_crash(port):
    with pytest.raises(NotifyError):
        notify_failure(ReindexSettings(notify=f"https://localhost:{port}/"), FAILURE)


def test_a_receiver_that_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        rules = ReindexSettings(
            notify="desk@oakhill.example", smtp=f"127.0.0.1:{silent.getsockname()[1]}"
        )

        with pytest.raises(NotifyError, match=r"no response within 0\.1 seconds"):
            notify_failure(rules, FAILURE, deadline_s=0.1)


def test_without_an_address_nobody_is_listed(mail_server):
    smtp = f"127.0.0.1:{mail_server.server_address[1]}"

    notify_failure(ReindexSettings(smtp=smtp), FAILURE)

    assert mail_server.mails == []
