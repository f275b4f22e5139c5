from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.crawl.http.throttle import Throttle, retry_after_s

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def make_pace(clock):
    return lambda delay_s: Throttle(delay_s, clock=clock, sleep=clock.sleep)


def pauses(throttle, clock, answers):
    """Return how long is waited before each request; (seconds, is_overloaded) is what it meets."""
    waited = []
    for seconds, is_overloaded in answers:
        before = clock.slept
        throttle.wait()
        waited.append(clock.slept - before)
        clock.now += seconds
        throttle.record(seconds, is_overloaded=is_overloaded)
    return waited


@pytest.mark.parametrize(
    ("answer_s", "pause_s"),
    [
        pytest.param(0, 2, id="at once"),
        pytest.param(0.5, 1.5, id="a little later"),
        pytest.param(9, 0, id="much later"),
    ],
)
def test_the_delay_counts_from_start_to_start(make_pace, clock, answer_s, pause_s):
    assert pauses(make_pace(2), clock, [(answer_s, False), (0, False)]) == [0, pause_s]


def test_a_longer_delay_can_be_set_between_requests(make_pace, clock):
    throttle = make_pace(1)
    pauses(throttle, clock, [(0, False)])
    throttle.delay_s = 5

    assert pauses(throttle, clock, [(0, False), (0, False)]) == [1, 5]


def test_without_a_delay_a_healthy_site_is_not_waited_for(make_pace, clock):
    assert pauses(make_pace(0), clock, [(0.5, False)] * 9) == [0] * 9


def test_each_overload_doubles_the_penalty_up_to_30_seconds(make_pace, clock):
    waited = pauses(make_pace(0), clock, [(0, True)] * 9)

    assert waited == [0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_good_responses_lower_the_penalty(make_pace, clock):
    waited = pauses(make_pace(1), clock, [(0, True)] * 4 + [(0, False)] * 6)

    assert waited[4:] == [8, 4, 2, 1, 1, 1]


def test_a_slow_site_gets_a_pause_of_its_response_time(make_pace, clock):
    waited = pauses(make_pace(1), clock, [(4, False)] * 5)

    assert waited[3:] == [4, 4]


def test_one_slow_page_does_not_slow_the_others_down(make_pace, clock):
    waited = pauses(make_pace(1), clock, [(0, False)] * 4 + [(20, False)] + [(0, False)] * 3)

    assert waited[5:] == [0, 1, 1]


def test_wait_returns_false_when_the_turn_comes_too_late(make_pace, clock):
    throttle = make_pace(10)
    pauses(throttle, clock, [(0, False)])

    assert not throttle.wait(before=clock.now + 10)
    assert throttle.wait(before=clock.now + 10.1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Mon, 23 Nov 2026 12:01:00 GMT", 60),
        ("Monday, 23-Nov-26 12:01:00 GMT", 60),
        ("Mon, 23 Nov 2026 12:01:00 -0000", 60),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("", 0),
        ("-5", 0),
        ("1.5", 0),
        ("٣", 0),
        ("soon", 0),
        ("Mon, 99 Foo 2026", 0),
    ],
)
def test_retry_after_holds_seconds_or_a_date(value, expected):
    assert retry_after_s(value, NOW) == expected


@given(st.text() | st.from_regex(r"\w{3}, \d+ (Jan|Nov) \d+ \d+:\d+:\d+ [+-]?\w+"))
@settings(max_examples=100, deadline=None)
def test_any_retry_after_gives_seconds(value):
    assert retry_after_s(value, NOW) >= 0
