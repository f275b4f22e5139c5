"""Which process is meant by a number that the system may have given to another meanwhile."""

import socket
import subprocess
from pathlib import Path

_PROC = Path("/proc")
# Fields 3 and 22 of /proc/PID/stat, counted after the name, which ends with the last parenthesis.
# Source: the manual page proc_pid_stat
_STATE = 0
_START_TIME = 19


def process_mark(pid: int) -> str:
    """Return a text that only this process has: its machine, when that was booted, its start.

    "" if there is no such process.
    """
    started = _started(pid)
    return f"{_place()} {_boot()} {started}" if started else ""


def is_alive(pid: int, mark: str) -> bool | None:
    """Tell whether the process with this mark runs; None if it is out of sight.

    That is so on another machine and in another container.
    """
    if mark.partition(" ")[0] != _place():
        return None
    return process_mark(pid) == mark


def _place() -> str:
    """Return the machine and, on Linux, the container's numbering of processes."""
    try:
        namespace = str((_PROC / "self/ns/pid").readlink())
    except OSError:
        namespace = ""
    return socket.gethostname() + "/" + namespace


def _boot() -> str:
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "-"


def _started(pid: int) -> str:
    """Return when a process started, or "" if it has ended."""
    if not (_PROC / "self/stat").exists():
        return _started_by_ps(pid)
    try:
        fields = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if fields[_STATE] in (b"Z", b"X") else fields[_START_TIME].decode()


def _started_by_ps(pid: int) -> str:
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    shown = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    return "-".join(shown.stdout.decode().split())
