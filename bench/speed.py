"""Time to find the ten best passages, and the cost of the index, beside other engines.

    python bench/speed.py DATA [--passages 1000,10000,100000] [--seed 1] [--rounds 5]

DATA is the folder that holds `collections/large`. All engines answer all questions in one process
and one thread, in an order that changes each round, so that noise hits all alike; a question's time
is the best of its rounds, and includes its analysis. The first three engines get the questions both
as typed and without stop words; faqbot also searches pairs of words. Fails if our median or 95th
percentile is above tantivy's at the largest size, either way. Peers that are not installed are left
out.
"""

import argparse
import json
import lzma
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from speed_engines import BOTH_WAYS, LIMIT, PEERS, AnalysedText, Ask, Peer, Text

from faqbot.core.text.words import fold, words
from faqbot.search.inverted.build import InvertedWriter
from faqbot.search.inverted.index import InvertedIndex
from faqbot.search.inverted.keys import query_keys
from faqbot.search.query.function_words import function_words
from faqbot.search.query.parse import parse_question

# Whoosh would take minutes to index more, and 0.1 s for each question.
WHOOSH_PASSAGES = 10_000
WHOOSH_QUESTIONS = 50
CHANGED = 100


def read(data: Path, limit: int) -> list[Text]:
    """Return title, question ("" for none) and text of the first passages."""
    found: list[Text] = []
    with lzma.open(data / "collections" / "large" / "corpus.jsonl.xz", "rt") as lines:
        for line in lines:
            if len(found) == limit:
                break
            stated = json.loads(line)
            body = stated.get("text") or stated.get("answer", "")
            found.append((stated.get("title", ""), stated.get("question", ""), body))
    return found


def without_stop_words(question: str) -> str:
    """Return the content words of a question, or all its words if it has none."""
    content = [word.text for word in words(question) if fold(word.text) not in function_words("en")]
    return " ".join(content) or question


def open_peers(texts: list[Text], folder: Path) -> dict[str, Peer]:
    peers = {}
    for name, make in PEERS.items():
        if name == "Whoosh" and len(texts) > WHOOSH_PASSAGES:
            continue
        (folder / name).mkdir()
        try:
            peers[name] = make(texts, folder / name)
        except ImportError as error:
            print(f"{name}: left out, {error.name} is not installed")
    return peers


def measure(
    peers: dict[str, Peer], questions: list[str], rounds: int, seed: int
) -> dict[str, list[float]]:
    """Return the best milliseconds of each question for each peer and way of asking."""
    plain = {question: without_stop_words(question) for question in questions}
    ways: dict[str, tuple[Ask, list[str]]] = {}
    for name, peer in peers.items():
        few = questions[:WHOOSH_QUESTIONS] if name == "Whoosh" else questions
        ways[name] = (peer.ask, few)
        if name in BOTH_WAYS:
            ways[f"{name}, no stop words"] = (peer.ask, [plain[question] for question in few])
    best = {name: [float("inf")] * len(few) for name, (_, few) in ways.items()}
    order = random.Random(seed)  # noqa: S311
    for _ in range(rounds):
        for number in order.sample(range(len(questions)), len(questions)):
            for name in order.sample(list(ways), len(ways)):
                ask, few = ways[name]
                if number < len(few):
                    started = time.perf_counter()
                    ask(few[number])
                    took_ms = (time.perf_counter() - started) * 1000
                    best[name][number] = min(best[name][number], took_ms)
    return best


def percentiles(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def report(peers: dict[str, Peer], times: dict[str, list[float]]) -> bool:
    """Print a table; return whether faqbot is at or below tantivy, both ways."""
    print(f"{'':24} {'p50 ms':>8} {'p95 ms':>8}   ours is ×    index s       MB")
    for name, found in times.items():
        engine, _, way = name.partition(",")
        p50, p95 = percentiles(times[f"faqbot,{way}" if way else "faqbot"])
        theirs, peer = percentiles(found), peers[engine]
        print(
            f"{name:24} {theirs[0]:8.3f} {theirs[1]:8.3f}   "
            f"{p50 / theirs[0]:4.2f} {p95 / theirs[1]:4.2f}   "
            f"{peer.index_s:8.1f} {peer.size / 1e6:8.1f}"
        )
    is_fast = True
    for name in (name for name in times if name.startswith("tantivy")):
        p50, p95 = percentiles(times[name.replace("tantivy", "faqbot")])
        rival = percentiles(times[name])
        beats = p50 <= rival[0] and p95 <= rival[1]
        print(f"{'at or below' if beats else 'ABOVE'} {name} at p50 and p95")
        is_fast = is_fast and beats
    return is_fast


def serve(folder: Path, questions: list[str]) -> None:
    """Print the time to open a build, and the memory after all questions."""
    before = memory_mb("RssAnon")
    started = time.perf_counter()
    index = InvertedIndex(folder)
    took_ms = (time.perf_counter() - started) * 1000
    for question in questions:
        index.top(query_keys(parse_question(question, ["en"], max_chars=1000)), LIMIT)
    print(
        f"faqbot opens in {took_ms:.1f} ms; after all questions {memory_mb('RssAnon'):.0f} MB of "
        f"its own ({before:.0f} before), {memory_mb('RssFile'):.0f} MB of files (shared)"
    )


def memory_mb(kind: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(kind))


def reindex(texts: list[Text], folder: Path, before: Path, full_s: float) -> None:
    """Print the cost of a build with a few changed passages, beside a full one."""
    step = max(1, len(texts) // CHANGED)
    changed = [
        (title, question, f"{body} This was changed." if number % step == 0 else body)
        for number, (title, question, body) in enumerate(texts)
    ]
    folder.mkdir()
    started = time.perf_counter()
    writer = InvertedWriter(folder, before)
    for row, (old, new) in enumerate(zip(texts, changed, strict=True)):
        writer.add(AnalysedText(new), row if old == new else None)
    writer.finish()
    took_s = time.perf_counter() - started
    changed_count = len(range(0, len(texts), step))
    print(
        f"reindex with {changed_count} of {len(texts):,} changed: {took_s:.2f} s, "
        f"{took_s / full_s:.3f} of a full build ({full_s:.1f} s)"
    )


def main(data: Path, sizes: list[int], rounds: int, seed: int) -> int:
    """Measure all sizes; return 1 if faqbot is slower than tantivy at the largest."""
    lines = (data / "collections" / "large" / "queries.jsonl").read_text().splitlines()
    questions = [json.loads(line)["text"] for line in lines]
    texts = read(data, max(sizes))
    is_fast = True
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            peers = open_peers(texts[:size], folder)
            print(f"\n{len(texts[:size]):,} passages, {len(questions)} questions, top {LIMIT}")
            is_fast = report(peers, measure(peers, questions, rounds, seed))
            command = [sys.executable, __file__, str(data), "--serve", str(folder / "faqbot")]
            subprocess.run(command, check=True)  # noqa: S603
            reindex(texts[:size], folder / "new", folder / "faqbot", peers["faqbot"].index_s)
    return 0 if is_fast else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--passages", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--serve", type=Path, help="only measure one process on this build")
    arguments = parser.parse_args()
    if arguments.serve:
        queries = (arguments.data / "collections" / "large" / "queries.jsonl").read_text()
        serve(arguments.serve, [json.loads(line)["text"] for line in queries.splitlines()])
        sys.exit()
    counts = [int(count) for count in arguments.passages.split(",")]
    sys.exit(main(arguments.data, counts, arguments.rounds, arguments.seed))
