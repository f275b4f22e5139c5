"""How long to wait between two requests to a site, and before a retry."""

import re
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf
from statistics import median

MAX_REST_S = 30.0
"""The longest pause that a site may ask for within a run."""
_FIRST_PENALTY_S = 1.0
_SLOW_S = 1.0
_MIN_RESPONSES = 3
_SECONDS = re.compile(r"[0-9]+")


class Throttle:
    """Spaces the requests to one site, wider while the site is slow or overloaded.

    At least `delay_s` pass from start to start. Each overload (429, 503) doubles a penalty, up to
    30 seconds, and each good response halves it. A site that usually takes more than a second to
    respond gets a pause of the same length.
    """

    def __init__(
        self, delay_s: float, *, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self.delay_s = delay_s
        self._clock = clock
        self._sleep = sleep
        self._penalty_s = 0.0
        # The median, because one slow page does not make a slow site.
        self._response_times_s: deque[float] = deque(maxlen=5)
        self._started_at = 0.0
        self._next_at = 0.0

    def wait(self, pause_s: float = 0.0, *, before: float = inf) -> bool:
        """Wait until the next request may start, at least `pause_s`, and return True.

        Returns False at once if that is not before the time `before` of the clock.
        """
        now = self._clock()
        start_at = max(self._next_at, now + pause_s)
        if start_at >= before:
            return False
        if start_at > now:
            self._sleep(start_at - now)
        self._started_at = self._clock()
        return True

    def record(self, response_s: float, *, is_overloaded: bool, requested_s: float = 0.0) -> None:
        """Schedule the next request by the time, the status and the Retry-After of a response."""
        self._response_times_s.append(response_s)
        if is_overloaded:
            self._penalty_s = min(max(2 * self._penalty_s, _FIRST_PENALTY_S), MAX_REST_S)
        else:
            # An eighth of a second or less no longer matters.
            self._penalty_s = self._penalty_s / 2 if self._penalty_s > _FIRST_PENALTY_S / 8 else 0.0
        typical_s = median(self._response_times_s)
        is_slow = len(self._response_times_s) >= _MIN_RESPONSES and typical_s > _SLOW_S
        rest_s = max(requested_s, typical_s) if is_slow else requested_s
        self._next_at = max(
            self._started_at + max(self.delay_s, self._penalty_s),
            # From the end of the response: a slow server rests for as long as it worked.
            self._clock() + min(rest_s, MAX_REST_S),
        )


def retry_after_s(value: str, now: datetime) -> float:
    """Return the seconds of a Retry-After header; 0 if it is missing or invalid.

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
        if moment.tzinfo is None:  # "-0000": GMT, with the time zone unknown (RFC 5322)
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, OverflowError):
        return 0.0
