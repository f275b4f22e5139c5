"""The cost of a build in which 100 passages changed, beside a full one.

    python bench/reindex.py DATA [--passages 99993] [--changed 100] [--generations 1]

DATA is the folder that holds `collections/large`. Each build runs in a separate process, which
reads the passages first and then times the build: the seconds of each part (the process that
writes with Whoosh runs in parallel), and the peak memory of the process and its child. With more
generations, each changes other passages and reuses the one before. Fails if any takes a tenth of
the full build or more.
"""

import argparse
import json
import lzma
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

from faqbot.core.records import Document, Passage
from faqbot.search.analysis import passages
from faqbot.search.autocomplete.writer import SuggestionWriter
from faqbot.search.inverted.build import InvertedWriter
from faqbot.search.ngrams.writer import NgramWriter
from faqbot.search.ranked_engine import RankedEngine
from faqbot.search.spelling.writer import SpellingWriter
from faqbot.search.store.writer import StoreWriter

GOAL = 0.1
STEPS = ("__init__", "add", "finish")
PARTS = {
    "analysis": (passages, ("analyse",)),
    "store: to the child": (StoreWriter, STEPS),
    "inverted index": (InvertedWriter, STEPS),
    "n-grams": (NgramWriter, STEPS),
    "spelling": (SpellingWriter, STEPS),
    "suggestions": (SuggestionWriter, STEPS),
    "store: wait for it": (StoreWriter, ("__exit__",)),
}


def read(data: Path, limit: int) -> Iterator[Document]:
    """Yield the first passages of the collection, as a document each."""
    with lzma.open(data / "collections" / "large" / "corpus.jsonl.xz", "rt") as lines:
        for line in islice(lines, limit):
            stated = json.loads(line)
            name, question = stated["id"], stated.get("question", "")
            text = stated.get("text") or stated.get("answer", "")
            passage = Passage(name, name, "faq" if question else "text", text, question)
            url = f"https://example.org/{name}"
            yield Document(name, url, "page", stated.get("title", ""), "en", passages=(passage,))


def edited(document: Document, generation: int) -> Document:
    passage = document.passages[0]
    text = f"{passage.text} This was changed in generation {generation}."
    changed = Passage(**{**vars(passage), "text": text})
    return Document(**{**vars(document), "passages": (changed,)})


def documents(data: Path, limit: int, changed: int, generation: int) -> list[Document]:
    """Return the documents after some generations of changes."""
    corpus = list(read(data, limit))
    step = max(1, len(corpus) // changed)
    for number in range(1, generation + 1):
        for place in range((number - 1) % step, step * changed, step):
            corpus[place] = edited(corpus[place], number)
    return corpus


class Stopwatch:
    """Seconds spent in functions, without those in other watched functions that they call."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def watch(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a function so that its seconds count towards this part."""

        def watched(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            self._inner.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                took = time.perf_counter() - started
                self.spent[part] += took - self._inner.pop()
                self._inner[-1] += took

        return watched


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cpu_s() -> float:
    return time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


class ChildMemory(Thread):
    """Reads the peak memory of a child process, ten times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_mb = 0.0
        self.start()

    def run(self) -> None:
        """Read until the process ends."""
        while True:
            for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
                with suppress(OSError):  # it may have ended
                    # Before exec, a child has the memory of its parent.
                    if b"whoosh_child" in Path("/proc", child, "cmdline").read_bytes():
                        self._look(Path("/proc", child, "status").read_text())
            time.sleep(0.1)

    def _look(self, status: str) -> None:
        peaks = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        self.peak_mb = max(self.peak_mb, *(peak / 1024 for peak in peaks), 0.0)


def build(corpus: list[Document], folder: Path, previous: Path | None) -> dict[str, Any]:
    """Make one build in this process and return its cost."""
    watch = Stopwatch()
    for part, (owner, names) in PARTS.items():
        for name in names:
            setattr(owner, name, watch.watch(part, getattr(owner, name)))
    before_mb, before_cpu_s, child = peak_mb(), cpu_s(), ChildMemory()
    started = time.perf_counter()
    RankedEngine().build(corpus, folder, previous)
    return {
        "seconds": time.perf_counter() - started,
        "parts": watch.spent,
        "documents_mb": before_mb,
        "cpu_s": cpu_s() - before_cpu_s,
        "peak_mb": peak_mb(),
        "child_mb": child.peak_mb,
        "segments": len(json.loads((folder / "store" / "segments.json").read_bytes())),
    }


def in_own_process(arguments: argparse.Namespace, home: Path, generation: int) -> dict[str, Any]:
    command = [sys.executable, __file__, str(arguments.data)]
    command += ["--passages", str(arguments.passages), "--changed", str(arguments.changed)]
    command += ["--build", str(generation), "--home", str(home)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(done.stdout)


def main(arguments: argparse.Namespace) -> int:
    """Measure all generations; return 1 if one misses the goal."""
    with tempfile.TemporaryDirectory() as name:
        runs = [in_own_process(arguments, Path(name), n) for n in range(arguments.generations + 1)]
    full, columns = runs[0], (runs[1], runs[-1]) if arguments.generations > 1 else (runs[1],)
    heads = ["full", *(f"changed {arguments.changed}" for _ in columns)]
    print(f"{arguments.passages:,} passages; seconds")
    print(f"{'':22}" + "".join(f"{head:>14}" for head in heads))
    for part in PARTS:
        took = [run["parts"].get(part, 0.0) for run in (full, *columns)]
        print(f"{part:22}" + "".join(f"{each:14.2f}" for each in took))
    rows = {
        "all": "seconds",
        "CPU, both": "cpu_s",
        "MB: documents": "documents_mb",
        "MB: at most": "peak_mb",
    }
    for label, key in {**rows, "MB: Whoosh's process": "child_mb"}.items():
        print(f"{label:22}" + "".join(f"{run[key]:14.1f}" for run in (full, *columns)))
    ratios = [run["seconds"] / full["seconds"] for run in runs[1:]]
    for number, (run, ratio) in enumerate(zip(runs[1:], ratios, strict=True), start=1):
        verdict = "under" if ratio < GOAL else "NOT under"
        print(
            f"generation {number}: {run['seconds']:.2f} s, {ratio:.3f} of a full build, "
            f"{verdict} {GOAL}; {run['segments']} segments"
        )
    return 0 if max(ratios) < GOAL else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--passages", type=int, default=99_993)
    parser.add_argument("--changed", type=int, default=100)
    parser.add_argument("--generations", type=int, default=1)
    parser.add_argument("--build", type=int, help="only make the build of this generation")
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    if arguments.build is None:
        sys.exit(main(arguments))
    made = documents(arguments.data, arguments.passages, arguments.changed, arguments.build)
    into = arguments.home / str(arguments.build)
    into.mkdir()
    last = arguments.home / str(arguments.build - 1) if arguments.build else None
    print(json.dumps(build(made, into, last)))
