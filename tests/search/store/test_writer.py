"""The process that writes with Whoosh reports its failures and never outlives its parent."""

import os
import resource
import select
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from faqbot.core.errors import BuildError
from faqbot.core.records import Document, Passage, Query
from faqbot.core.text.words import terms
from faqbot.search.analysis.passages import PassageTerms
from faqbot.search.store.reader import PassageStore
from faqbot.search.store.writer import StoreWriter

PASSAGE = Passage("p", "d", "text", "The ferry leaves at noon.")
DOCUMENT = Document("d", "https://example.org/d", "page", "Ferry", "en", passages=(PASSAGE,))


def children() -> list[int]:
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def write(store: StoreWriter, *texts: str) -> None:
    passage = Passage("p", "d", "text", " ".join(texts))
    analysed = PassageTerms("en", [terms(text, "en") for text in texts])
    store.add(SimpleNamespace(document=DOCUMENT, passage=passage, terms=analysed))


def has_ended(pid: int) -> bool:
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
        writer.finish()
    store = PassageStore(tmp_path)
    phrases = ("ferry leaves", "at noon", "leaves at")
    queries = [Query("", {"en": ()}, phrases=(phrase,)) for phrase in phrases]
    assert [store.allowed(query).tolist() for query in queries] == [[True], [True], [False]]
    store.close()


def write_without_room(folder: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    # The child inherits the limit, this process is freed from it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    with ExitStack() as stack:
        try:
            writer = stack.enter_context(StoreWriter(folder))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        writer.finish()


def write_and_kill(folder: Path) -> None:
    before = children()
    with StoreWriter(folder) as writer:
        (pid,) = set(children()) - set(before)
        os.kill(pid, signal.SIGKILL)
        writer.finish()


def test_a_full_disk_is_reported(tmp_path):
    with pytest.raises(BuildError, match=r"written \(File too large\); run `faqbot index"):
        write_without_room(tmp_path)


def test_a_writer_that_crashes_is_reported(tmp_path):
    with pytest.raises(BuildError, match="status -9"):
        write_and_kill(tmp_path)


def test_an_abandoned_build_leaves_no_process(tmp_path):
    before = children()
    with pytest.raises(KeyError), StoreWriter(tmp_path):
        raise KeyError("lost")
    assert children() == before


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_writer import StoreWriter, children, write

writer = StoreWriter(Path({folder!r})).__enter__()
for number in range(2000):
    write(writer, f"The ferry number {{number}} leaves at noon.")
if {is_ended}:
    writer.finish()
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
    assert has_ended(writer)
