import os
import subprocess
import sys

import pytest

from faqbot.staff.processes import is_alive, process_mark


@pytest.fixture
def child():
    """Return a process that ends when its input is closed."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as started:
        yield started
        started.kill()


def test_a_running_process_is_alive(child):
    assert is_alive(child.pid, process_mark(child.pid)) is True


def test_a_killed_process_is_not_alive_even_before_anyone_asked_for_its_end(child):
    mark = process_mark(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)

    assert is_alive(child.pid, mark) is False


def test_a_number_that_belongs_to_another_process_now_is_not_mistaken(child):
    assert is_alive(child.pid, process_mark(os.getpid())) is False


def test_a_process_of_another_machine_is_out_of_sight():
    _, _, rest = process_mark(os.getpid()).partition(" ")

    assert is_alive(os.getpid(), f"elsewhere/pid:[1] {rest}") is None


def test_a_number_without_a_process_has_no_mark(child):
    child.kill()
    child.wait()

    assert process_mark(child.pid) == ""
