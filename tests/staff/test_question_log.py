import logging
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from queue import Queue
from threading import Event, Thread

import pytest

from faqbot.core.errors import StoreError
from faqbot.staff.question_log import QuestionLog
from faqbot.staff.questions import LogGap, LoggedQuestion, distinct_questions, log_gaps_since

DEADLINE_S = 60
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
QUESTION = LoggedQuestion("Is there parking?", "none")
PROGRAM = """
import sys
from pathlib import Path
from faqbot.staff.question_log import QuestionLog
from faqbot.staff.questions import LoggedQuestion
from faqbot.staff.store.transactions import Store

log = QuestionLog(Store(Path(sys.argv[1])), keep_days=400, pause_s=60)
log.add(LoggedQuestion("Is there parking?", "none"))
"""


@pytest.fixture
def start_log(clock):
    logs = []

    def start(store, **options):
        logs.append(QuestionLog(store, keep_days=400, now=clock, **options))
        return logs[-1]

    yield start
    for log in logs:
        log.close()


def questions_in(store):
    return [(item.question, item.count) for item in distinct_questions(store, LONG_AGO)]


class Slow:
    """A store whose transactions begin once `opened` is set, and that counts their ends."""

    def __init__(self, store):
        self.store = store
        self.reached = Event()
        self.opened = Event()
        self.ended = Queue()

    @contextmanager
    def writing(self):
        self.reached.set()
        assert self.opened.wait(DEADLINE_S)
        with self.store.writing() as connection:
            yield connection
        self.ended.put(1)


class Failing(Slow):
    """A store whose transactions fail until `opened` is set."""

    @contextmanager
    def writing(self):
        self.reached.set()
        if not self.opened.is_set():
            raise StoreError("no room")
        with super().writing() as connection:
            yield connection


def test_closing_the_log_writes_the_waiting_questions(store, start_log):
    log = start_log(store, pause_s=60)
    for _ in range(1200):
        log.add(QUESTION)

    log.close()

    assert questions_in(store) == [("Is there parking?", 1200)]
    assert log.lost_count == 0


def test_questions_are_written_while_the_log_is_open(store, start_log):
    watched = Slow(store)
    watched.opened.set()

    start_log(watched, pause_s=0).add(QUESTION)

    while not questions_in(store):
        watched.ended.get(timeout=DEADLINE_S)


def test_many_threads_may_add_questions_at_once(store, start_log):
    log = start_log(store)
    threads = [Thread(target=lambda: [log.add(QUESTION) for _ in range(50)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    log.close()

    assert questions_in(store) == [("Is there parking?", 400)]


def test_adding_does_not_wait_for_a_database_that_hangs(store, start_log):
    slow = Slow(store)
    log = start_log(slow, limit=3)

    for _ in range(100):
        log.add(QUESTION)

    assert log.lost_count == 97
    slow.opened.set()
    log.close()
    assert questions_in(store) == [("Is there parking?", 3)]


def test_lost_questions_are_recorded_once_the_database_works_again(store, start_log):
    failing = Failing(store)
    log = start_log(failing, pause_s=0, retry_s=0, limit=1)
    log.add(QUESTION)
    assert failing.reached.wait(DEADLINE_S)
    log.add(QUESTION)
    failing.opened.set()
    while not questions_in(store):
        failing.ended.get(timeout=DEADLINE_S)
    log.close()

    at = "2026-03-04T12:00:00+00:00"
    assert log_gaps_since(store, LONG_AGO) == [LogGap(at, at, 1, "no room")]


@pytest.fixture
def unwritable(tmp_path, open_store):
    (tmp_path / "instance").write_text("a file in the way")
    return open_store(tmp_path / "instance" / "faqbot.sqlite3")


def test_a_log_that_cannot_be_written_says_why(unwritable, start_log, caplog):
    log = start_log(unwritable, pause_s=0)
    with caplog.at_level(logging.ERROR):
        log.add(QUESTION)
        log.close()

    assert "cannot write the question log: " in caplog.text
    assert "instance/faqbot.sqlite3" in caplog.text
    assert log.lost_count == 1


def test_a_question_after_closing_counts_as_lost(store, start_log):
    log = start_log(store)
    log.close()

    log.add(QUESTION)

    assert log.lost_count == 1
    assert questions_in(store) == []


def test_a_question_during_closing_counts_as_lost(store, clock):
    log = QuestionLog(store, keep_days=400, now=lambda: log.close() or clock())
    log.add(QUESTION)
    assert log.lost_count == 1
    assert questions_in(store) == []


def test_old_questions_are_deleted_as_new_ones_come(store, start_log, clock):
    old = start_log(store)
    old.add(LoggedQuestion("old", "none"))
    old.close()
    clock.move(days=401)

    new = start_log(store)
    new.add(LoggedQuestion("new", "none"))
    new.close()

    assert questions_in(store) == [("new", 1)]


def test_a_program_that_ends_writes_the_waiting_questions(tmp_path, open_store):
    path = tmp_path / "faqbot.sqlite3"

    subprocess.run([sys.executable, "-c", PROGRAM, path], check=True)

    assert questions_in(open_store(path)) == [("Is there parking?", 1)]


def test_a_question_is_logged_with_the_time_at_which_it_was_asked(store, start_log, clock):
    log = start_log(store, pause_s=60)
    log.add(QUESTION)
    clock.move(hours=1)
    log.close()

    [entry] = distinct_questions(store, LONG_AGO)
    assert datetime.fromisoformat(entry.last_at) == clock.moment - timedelta(hours=1)
