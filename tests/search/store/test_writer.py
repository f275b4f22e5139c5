"""The process that writes with Whoosh: its failures are told, and it never outlives its parent."""

import os
import resource
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from faqbot.core.errors import BuildError
from faqbot.core.records import Document, Passage, Query
from faqbot.core.text.words import terms
from faqbot.search.store.reader import Store
from faqbot.search.store.writer import StoreWriter, passage_print

PASSAGE = Passage("p", "d", "text", "The ferry leaves at noon.")
DOCUMENT = Document("d", "https://example.org/d", "page", "Ferry", "en", passages=(PASSAGE,))


def children() -> list[int]:
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def write(store: StoreWriter, *texts: str) -> None:
    passage = Passage("p", "d", "text", " ".join(texts))
    store.keep(DOCUMENT, passage_print(DOCUMENT, passage))
    store.add(DOCUMENT, passage, [terms(text, "en") for text in texts])


def finish(store: StoreWriter) -> None:
    store.end()
    store.wait()


def wait_for_end(pid: int) -> bool:
    """Return whether a process ends within 20 seconds."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 20)[0])
    finally:
        os.close(handle)


def test_a_phrase_does_not_reach_from_one_text_into_the_next(tmp_path):
    with StoreWriter(tmp_path) as writer:
        write(writer, "the ferry leaves", "at noon")
        finish(writer)
    store = Store(tmp_path)
    phrases = ("ferry leaves", "at noon", "leaves at")
    asked = [Query("", {"en": ()}, phrases=(phrase,)) for phrase in phrases]
    assert [store.allowed(query).tolist() for query in asked] == [[True], [True], [False]]
    store.close()


def test_a_disk_that_takes_no_more_is_told(tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        writer = StoreWriter(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with writer, pytest.raises(BuildError, match=r"written \(File too large\); run `faqbot index"):
        finish(writer)


def test_a_writer_that_crashes_is_told(tmp_path):
    before = children()
    with StoreWriter(tmp_path) as writer:
        (pid,) = set(children()) - set(before)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(BuildError, match="status -9"):
            finish(writer)


def test_a_build_that_is_given_up_leaves_no_process(tmp_path):
    before = children()
    with pytest.raises(KeyError), StoreWriter(tmp_path):
        raise KeyError("lost")
    assert children() == before


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_writer import StoreWriter, children, write

writer = StoreWriter(Path({folder!r}))
for number in range(2000):
    write(writer, f"The ferry number {{number}} leaves at noon.")
if {is_ended}:
    writer.end()
print(*children(), flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("is_ended", [False, True], ids=["while adding", "while committing"])
def test_a_parent_that_is_killed_leaves_no_writer_running(is_ended, tmp_path):
    script = KILLED.format(here=str(Path(__file__).parent), folder=str(tmp_path), is_ended=is_ended)
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        writer = int(parent.stdout.readline())
        parent.kill()
    assert wait_for_end(writer)
