"""How long to wait: between two requests to a site, and before asking a second time."""

import re
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf
from statistics import median

MAX_REST_S = 30.0
"""Nobody is waited for longer."""
_FIRST_STRAIN_S = 1.0
_SLOW_S = 1.0
_MIN_ANSWERS = 3
_SECONDS = re.compile(r"[0-9]+")


class Throttle:
    """Keeps the requests to one site apart, further when the site is slow or is_overloaded.

    From start to start, at least `delay_s` pass. Each complaint doubles the gap, up to 30 seconds,
    and each good answer halves what the complaints have added. A site that usually takes more than
    a second to answer gets as long to rest.
    """

    def __init__(
        self, delay_s: float, *, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self.delay_s = delay_s
        self._clock = clock
        self._sleep = sleep
        self._strain_s = 0.0
        # One slow page does not make a slow site: the median of the last few decides.
        self._answers_s: deque[float] = deque(maxlen=5)
        self._started_at = 0.0
        self._next_at = 0.0

    def wait(self, pause_s: float = 0.0, *, before: float = inf) -> bool:
        """Wait for the site's turn, at least `pause_s`, and return True: a request starts now.

        Returns False at once if its turn does not come before that time of the clock.
        """
        now = self._clock()
        start_at = max(self._next_at, now + pause_s)
        if start_at >= before:
            return False
        if start_at > now:
            self._sleep(start_at - now)
        self._started_at = self._clock()
        return True

    def record(self, answer_s: float, *, is_overloaded: bool, asked_s: float = 0.0) -> None:
        """Set the next turn by the time of an answer, and the complaint or pause in it."""
        self._answers_s.append(answer_s)
        if is_overloaded:
            self._strain_s = min(max(2 * self._strain_s, _FIRST_STRAIN_S), MAX_REST_S)
        else:
            self._strain_s = self._strain_s / 2 if self._strain_s > _FIRST_STRAIN_S / 8 else 0.0
        rest_s = asked_s
        if len(self._answers_s) >= _MIN_ANSWERS and median(self._answers_s) > _SLOW_S:
            rest_s = max(rest_s, median(self._answers_s))
        self._next_at = max(
            self._started_at + max(self.delay_s, self._strain_s),
            self._clock() + min(rest_s, MAX_REST_S),
        )


def retry_after_s(value: str, now: datetime) -> float:
    """Return the seconds that a Retry-After header asks for; 0 if it is missing or unreadable.

    It may hold seconds or a date. Source: RFC 9110, 10.2.3.

    >>> retry_after_s("120", datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    120.0
    >>> retry_after_s("Mon, 02 Mar 2026 08:00:30 GMT", datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    30.0
    """
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:  # "-0000" is GMT from somebody who does not know
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, OverflowError):
        return 0.0
