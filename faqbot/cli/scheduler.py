"""`python -m faqbot.cli.scheduler HOME PID`: keeps the schedule while process PID lives."""

import os
import signal
import sys
import time
from pathlib import Path

from faqbot.core.settings_reader import load_settings
from faqbot.jobs.schedule import Schedule, run_to_its_end

_LOOK_EVERY_S = 10.0


def main() -> None:
    """Start a reindex whenever one is due, until the service has ended."""
    # Ctrl-C on the terminal of the service comes here too; the service says when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    home, service = sys.argv[1:]
    schedule = Schedule(load_settings(os.environ, Path(home)), run=run_to_its_end)
    while os.getppid() == int(service):
        schedule.step()
        time.sleep(_LOOK_EVERY_S)


if __name__ == "__main__":
    main()
