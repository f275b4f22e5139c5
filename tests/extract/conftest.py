"""What the tests of extraction share."""

import cProfile
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def count_calls() -> Callable[..., int]:
    """Return a function that counts the calls that a function makes: its work, without a clock."""

    def count(function: Callable[..., Any], *args: Any) -> int:
        profile = cProfile.Profile()
        profile.runcall(function, *args)
        return sum(entry.callcount for entry in profile.getstats())

    return count
