"""The examples of docs/running.md work: nginx, the systemd unit, the backup."""

import http.client
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from faqbot.core.settings import ServeSettings, Settings
from faqbot.web.app import create_app

DOCS = Path(__file__).parents[2].joinpath("docs", "running.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
ANALYZE = shutil.which("systemd-analyze")
DEADLINE_S = 20
SERVER, LOCATIONS = re.findall(r"```nginx\n(.*?)```", DOCS, re.S)
MAIN = """
master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/1; uwsgi_temp_path {folder}/2; scgi_temp_path {folder}/3;
    {server}
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Proxy:
    """nginx in front of a service, whose address is in `service`."""

    def __init__(self, port: int, service: str) -> None:
        self.port = port
        self.service = service

    def get(self, path: str, *, headers=None, body=None) -> tuple[int, str]:
        return fetch(self.port, path, headers=headers, body=body)


def fetch(port: int, path: str, *, headers=None, body=None) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE_S)) as connection:
        connection.request("POST" if body else "GET", path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.read().decode()


@pytest.fixture(params=["", "/faq"], ids=["root", "prefix"], scope="module")
def prefix(request):
    return request.param


@pytest.fixture(scope="module")
def proxy(prefix, serve, sample_settings: Settings, tmp_path_factory):
    if NGINX is None:
        pytest.skip("nginx is missing: sudo apt-get install nginx-light, then make test")
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "index").symlink_to(sample_settings.index_dir)
    known = ServeSettings(proxies=1, prefix=prefix, requests_per_minute=5)
    service = serve(create_app(replace(Settings(folder), serve=known)))
    port = free_port()
    server = f"server {{ listen 443 ssl; server_name faq.example.org; {LOCATIONS} }}"
    server = re.sub(r"ssl_certificate.*", "", server if prefix else SERVER)
    server = server.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    server = server.replace("http://127.0.0.1:5000", service.rstrip("/"))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, server=server))
    nginx = [NGINX, "-p", folder, "-c", folder / "nginx.conf"]
    # The command returns once nginx listens, and leaves it running in the background.
    subprocess.run(nginx, check=True, timeout=DEADLINE_S)
    yield Proxy(port, service)
    subprocess.run([*nginx, "-s", "stop"], check=True, timeout=DEADLINE_S)


def test_pages_and_their_assets_load_behind_the_proxy(proxy, prefix):
    status, page = proxy.get(f"{prefix}/?q=membership")
    assert status == 200
    assert f'action="{prefix}/"' in page
    for path in re.findall(r'(?:href|src)="(/[^"]+(?:css|js))"', page):
        assert path.startswith(f"{prefix}/static/")
        assert proxy.get(path)[0] == 200
    assert proxy.get(f"{prefix}/embed.js")[0] == 200


def test_the_snippet_has_the_public_url(proxy, prefix):
    page = proxy.get(f"{prefix}/embed", headers={"Host": "faq.example.org"})[1]
    assert f"http://faq.example.org{prefix}/embed.js" in page


def test_the_api_answers_behind_the_proxy(proxy, prefix):
    status, body = proxy.get(f"{prefix}/api/v1/ask?q=membership")
    assert status == 200
    assert json.loads(body)["results"]


def test_metrics_are_not_public(proxy, prefix):
    assert proxy.get(f"{prefix}/metrics")[0] == 404


def test_a_large_body_is_refused(proxy, prefix):
    headers = {"Content-Type": "application/json"}
    body = b'"' + b"x" * 200_000 + b'"'
    assert proxy.get(f"{prefix}/api/v1/feedback", headers=headers, body=body)[0] == 413


def test_a_forged_client_address_is_ignored(proxy, prefix):
    forged = {"X-Forwarded-For": "203.0.113.7"}
    port = int(proxy.service.rstrip("/").rpartition(":")[2])
    behind = [fetch(port, f"{prefix}/api/v1/ask?q=x", headers=forged)[0] for _ in range(12)]
    assert 429 in behind  # even if a minute ends meanwhile
    before = [proxy.get(f"{prefix}/api/v1/ask?q=x", headers=forged)[0] for _ in range(8)]
    assert set(before) == {200}


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is missing: apt-get install systemd")
def test_systemd_accepts_the_unit(tmp_path):
    unit = re.search(r"```ini\n(.*?)```", DOCS, re.S)[1]
    assert "/opt/faqbot/bin/faqbot --home /srv/faqbot serve\n" in unit
    faqbot = Path(sys.executable).with_name("faqbot")
    file = tmp_path / "faqbot.service"
    file.write_text(unit.replace("/opt/faqbot/bin/faqbot", str(faqbot)))
    result = subprocess.run([ANALYZE, "verify", file], capture_output=True, text=True, check=False)
    assert "faqbot.service" not in result.stderr
    assert result.returncode == 0


def test_the_backup_has_the_rows_of_the_database(tmp_path):
    (tmp_path / "instance").mkdir()
    with closing(sqlite3.connect(tmp_path / "instance" / "faqbot.sqlite3")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE votes (helpful)")
        database.execute("INSERT INTO votes VALUES (1)")
        database.commit()
        command = re.search(r"```sh\nsudo -u faqbot (\S+python -c .*?)```", DOCS, re.S)[1]
        command = command.replace("/opt/faqbot/bin/python", sys.executable)
        subprocess.run(command.replace("/srv/faqbot", str(tmp_path)), shell=True, check=True)
    [copy] = tmp_path.glob("backup-*.sqlite3")
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT helpful FROM votes").fetchall() == [(1,)]
