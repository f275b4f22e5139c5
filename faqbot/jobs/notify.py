"""Report an unattended reindex that failed to staff: by mail, or as JSON to a URL.

Staff set the receiver themselves, so it may be in their own network.
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

_TIMEOUT_S = 10.0
_DEADLINE_S = 30.0
_MAX_ERROR_CHARS = 2000


@dataclass(frozen=True)
class Failure:
    """A job that failed or died; `job` is its id, None if it was not recorded."""

    job: int | None
    started_by: str
    error: str


def notify_failure(
    rules: ReindexSettings, failure: Failure, *, deadline_s: float = _DEADLINE_S
) -> None:
    """Send the failure to the receiver set as `reindex.notify`, if any, within `deadline_s`.

    Raises NotifyError if that fails.
    """
    if rules.notify:
        send = _post if rules.notify.startswith("https://") else _mail
        _within(deadline_s, lambda: send(rules, failure), rules.notify)


def _within(deadline_s: float, send: Callable[[], None], receiver: str) -> None:
    """Give up on a slow receiver; a socket timeout would not, since each byte restarts it."""
    problems: list[str] = []

    def run() -> None:
        try:
            send()
        except (OSError, HTTPException, SMTPException, ValueError, OverflowError) as error:
            problems.append(str(error) or type(error).__name__)

    # A daemon, which a receiver that hangs cannot keep alive after the job.
    sending = Thread(target=run, daemon=True)
    sending.start()
    sending.join(deadline_s)
    if sending.is_alive():
        problems.append(f"no response within {deadline_s:g} seconds")
    if problems:
        raise NotifyError(f"{receiver} could not be notified of the failure: {problems[0]}")


def _post(rules: ReindexSettings, failure: Failure) -> None:
    url = urlsplit(rules.notify)
    body = {"event": "reindex failed", "host": socket.gethostname(), **_payload(failure)}
    connection = HTTPSConnection(url.hostname or "", url.port, timeout=_TIMEOUT_S)
    try:
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        headers = {"Content-Type": "application/json", "User-Agent": "faqbot"}
        # Redirects are not followed: only the URL that staff set gets the report.
        connection.request("POST", path, json.dumps(body), headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise HTTPException(f"it responded {status}")


def _mail(rules: ReindexSettings, failure: Failure) -> None:
    payload = _payload(failure)
    message = EmailMessage()
    # It is the only address that is sure to be valid.
    message["From"] = message["To"] = rules.notify
    message["Subject"] = f"faqbot: reindex {payload['job'] or ''} failed on {socket.gethostname()}"
    message.set_content(
        f"{payload['error']}\n\nStarted by: {payload['started_by']}. The published build still "
        "answers.\nRun `faqbot status` to see what to do, `faqbot jobs` for the last reindexes.\n"
    )
    host, _, port = rules.smtp.rpartition(":")
    # Without a name, smtplib looks up the host's own name in DNS, which can take long.
    name = socket.gethostname()
    with SMTP(host.strip("[]"), int(port), local_hostname=name, timeout=_TIMEOUT_S) as server:
        server.send_message(message)


def _payload(failure: Failure) -> dict[str, object]:
    return asdict(failure) | {"error": failure.error[:_MAX_ERROR_CHARS]}
