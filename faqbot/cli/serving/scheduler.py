"""`python -m faqbot.cli.serving.scheduler HOME PID`: keeps the schedule while process PID lives."""

import os
import signal
import sys
import time
from pathlib import Path

from faqbot.core.settings_reader import load_settings
from faqbot.jobs.schedule import Schedule, run_detached

_POLL_S = 10.0


def main() -> None:
    """Start a reindex whenever one is due, until the service ends."""
    # Ctrl-C reaches the whole process group; the service ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    home, service = sys.argv[1:]
    schedule = Schedule(load_settings(os.environ, Path(home)), run=run_detached)
    # An orphan gets another parent: the service has ended, even by kill -9.
    while os.getppid() == int(service):
        schedule.step()
        time.sleep(_POLL_S)


if __name__ == "__main__":
    main()
