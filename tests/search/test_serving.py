from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from faqbot.core.errors import BuildError
from faqbot.core.records import Build
from faqbot.search.builds.folders import publish, seal, start_build
from faqbot.search.serving import PublishedBuild

NOW = "2026-11-23T12:00:00+00:00"


class FakeReader:
    def __init__(self):
        self.is_closed = False

    def close(self):
        self.is_closed = True


class FakeEngine:
    name = "fake"

    def __init__(self):
        self.readers = []
        self.may_open = Event()
        self.may_open.set()
        self.is_opening = Event()

    def open(self, _folder):
        self.is_opening.set()
        assert self.may_open.wait(20)
        self.readers.append(FakeReader())
        return self.readers[-1]


@pytest.fixture
def engine():
    return FakeEngine()


@pytest.fixture
def live(tmp_path, engine):
    publish_next(tmp_path)
    return PublishedBuild(tmp_path, engine)


def publish_next(index_dir):
    folder = start_build(index_dir)
    (folder / "rows.bin").write_bytes(b"12")
    seal(folder, Build(folder.name, "fake", NOW, 1, 1, ("en",)))
    publish(index_dir, folder.name)
    return folder


def live_id(live):
    with live.acquire() as opened:
        return opened.build.id


def test_a_running_question_keeps_its_build_which_is_closed_after_it(live, engine, tmp_path):
    with live.acquire() as before:
        publish_next(tmp_path)
        after = live_id(live)
        assert (before.build.id, after) == ("000001", "000002")
        assert not engine.readers[0].is_closed
    assert [reader.is_closed for reader in engine.readers] == [True, False]


def test_an_idle_build_is_closed_when_the_next_one_opens(live, engine, tmp_path):
    live_id(live)
    publish_next(tmp_path)
    live_id(live)
    assert [reader.is_closed for reader in engine.readers] == [True, False]


def test_questions_are_answered_while_the_next_build_is_being_opened(live, engine, tmp_path):
    live_id(live)
    publish_next(tmp_path)
    engine.is_opening.clear()
    engine.may_open.clear()
    with ThreadPoolExecutor(1) as pool:
        opener = pool.submit(live_id, live)
        assert engine.is_opening.wait(20)
        meanwhile = live_id(live)
        engine.may_open.set()
        assert (meanwhile, opener.result()) == ("000001", "000002")


def test_threads_open_the_first_build_once(live, engine):
    barrier = Barrier(8)

    def ask(_):
        barrier.wait()
        return live_id(live)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"000001"}
    assert len(engine.readers) == 1


def test_in_place_of_a_damaged_build_the_previous_one_is_served(live, engine, tmp_path):
    (publish_next(tmp_path) / "rows.bin").write_bytes(b"xx")
    assert live_id(live) == "000001"


def test_a_damaged_build_is_never_opened(tmp_path, engine):
    (publish_next(tmp_path) / "rows.bin").write_bytes(b"xx")
    with pytest.raises(BuildError, match="rows.bin"):
        live_id(PublishedBuild(tmp_path, engine))
    assert engine.readers == []


def test_a_damaged_build_is_checked_again_after_a_while(tmp_path, engine):
    now = [100.0]
    live = PublishedBuild(tmp_path, engine, clock=lambda: now[0])
    rows = publish_next(tmp_path) / "rows.bin"
    rows.write_bytes(b"xx")
    with pytest.raises(BuildError):
        live_id(live)
    rows.write_bytes(b"12")
    with pytest.raises(BuildError):
        live_id(live)

    now[0] += 10
    assert live_id(live) == "000001"


def test_the_next_published_build_is_opened_at_once(tmp_path, engine):
    live = PublishedBuild(tmp_path, engine, clock=lambda: 100.0)
    (publish_next(tmp_path) / "rows.bin").write_bytes(b"xx")
    with pytest.raises(BuildError):
        live_id(live)
    publish_next(tmp_path)
    assert live_id(live) == "000002"


def test_closing_waits_for_the_running_question(live, engine):
    with live.acquire():
        live.close()
        was_closed = engine.readers[0].is_closed
    assert not was_closed
    assert engine.readers[0].is_closed


def test_a_question_after_closing_opens_the_build_again(live, engine):
    before = live_id(live)
    live.close()
    assert live_id(live) == before
    assert [reader.is_closed for reader in engine.readers] == [True, False]
