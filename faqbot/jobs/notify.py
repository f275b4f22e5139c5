"""Staff are told of a reindex that failed while nobody watched: by mail, or by JSON to a URL.

Where it goes is the staff's own setting, so that it may lie in their own network.
"""

import json
import socket
from collections.abc import Callable
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from http.client import HTTPException, HTTPSConnection
from smtplib import SMTP, SMTPException
from threading import Thread
from urllib.parse import urlsplit

from faqbot.core.errors import NotifyError
from faqbot.core.settings import ReindexSettings

_WAIT_S = 10.0
_DEADLINE_S = 30.0
_LONGEST_ERROR = 2000


@dataclass(frozen=True)
class Failure:
    """A job that failed or died; `job` is its number, None if it was not recorded."""

    job: int | None
    started_by: str
    error: str


def tell_failure(
    rules: ReindexSettings, failure: Failure, *, deadline_s: float = _DEADLINE_S
) -> None:
    """Send the failure to where `reindex.notify` says, if anywhere, within `deadline_s` seconds.

    Raises NotifyError if that was not possible.
    """
    if rules.notify:
        send = _post if rules.notify.startswith("https://") else _mail
        _within(deadline_s, lambda: send(rules, failure), rules.notify)


def _within(deadline_s: float, send: Callable[[], None], where: str) -> None:
    """Give up on a receiver that is slow, however busy it looks."""
    problems: list[str] = []

    def run() -> None:
        try:
            send()
        except (OSError, HTTPException, SMTPException, ValueError, OverflowError) as error:
            problems.append(str(error) or type(error).__name__)

    sending = Thread(target=run, daemon=True)
    sending.start()
    sending.join(deadline_s)
    if sending.is_alive():
        problems.append(f"no answer within {deadline_s:g} seconds")
    if problems:
        raise NotifyError(f"{where} could not be told of the failure: {problems[0]}")


def _post(rules: ReindexSettings, failure: Failure) -> None:
    url = urlsplit(rules.notify)
    body = {"event": "reindex failed", "host": socket.gethostname(), **_shown(failure)}
    connection = HTTPSConnection(url.hostname or "", url.port, timeout=_WAIT_S)
    try:
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        headers = {"Content-Type": "application/json", "User-Agent": "faqbot"}
        connection.request("POST", path, json.dumps(body), headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise HTTPException(f"it answered {status}")


def _mail(rules: ReindexSettings, failure: Failure) -> None:
    shown = _shown(failure)
    message = EmailMessage()
    # The one address that is known to be right.
    message["From"] = message["To"] = rules.notify
    message["Subject"] = f"faqbot: reindex {shown['job'] or ''} failed on {socket.gethostname()}"
    message.set_content(
        f"{shown['error']}\n\nStarted by: {shown['started_by']}. Visitors get the answers of the "
        "build that is in force.\n`faqbot status` says what to do, `faqbot jobs` lists the last "
        "reindexes.\n"
    )
    host, _, port = rules.smtp.rpartition(":")
    # Without a name it would look for its own one, which can take long.
    name = socket.gethostname()
    with SMTP(host.strip("[]"), int(port), local_hostname=name, timeout=_WAIT_S) as server:
        server.send_message(message)


def _shown(failure: Failure) -> dict[str, object]:
    return asdict(failure) | {"error": failure.error[:_LONGEST_ERROR]}
