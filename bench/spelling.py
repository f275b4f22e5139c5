"""Typos corrected, real words wrongly corrected, and milliseconds a word, beside SymSpell.

    python bench/spelling.py DATA [SEED]

DATA is the folder that holds `collections/`. Typos of six kinds are made, by seed, from words of
questions that the vocabulary of `large` has. Real words are those of passages beyond the first
20,000 that the vocabulary of the first 20,000 lacks. Fails below the floors; time is CPU time,
since on a busy machine a word may wait longer than it takes. SymSpell (`pip install symspellpy`)
is left out if it is not installed.
"""

import importlib.util
import json
import lzma
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

from faqbot.core.text.words import fold, term, terms, words
from faqbot.search.query.function_words import corrected_function_word, function_terms, stop_words
from faqbot.search.spelling.speller import PairCount, Speller
from faqbot.search.spelling.writer import build_spelling

PART = 20_000
FIELDS = ("title", "question", "text", "answer")
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
FLOORS = {
    "right": 0.9,
    "silent and wrong": 0.05,
    "real words changed": 0.08,
    "real words split": 0.05,
    "p95 CPU ms": 2.0,
    "taken for function words": 0.001,
}
COMMON = function_terms("en").common
# Takes a word; returns its correction ("" for none), and whether it is silent.
Corrector = Callable[[str], tuple[str, bool]]


def texts(path: Path) -> Iterator[str]:
    """Yield the text of each row of a collection."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield " ".join(
                str(row.get(name, "")) for name in ("title", "question", "text", "answer")
            )


def count_words(rows: Iterable[str]) -> Counter[str]:
    """Return the number of texts that have each folded word."""
    counts: Counter[str] = Counter()
    for text in rows:
        counts.update({fold(word.text) for word in words(text)})
    return counts


def neighbours(rows: Iterable[str]) -> PairCount:
    """Return the number of texts with two words side by side, as the index counts them."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in rows:
        counts.update(set(pairwise(terms(text, "en"))))
    return lambda _, first, second: counts[term(first, "en"), term(second, "en")]


def transposed(word: str, place: int, _: Random) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def left_out(word: str, place: int, _: Random) -> str:
    return word[: place + 1] + word[place + 2 :]


def put_in(word: str, place: int, random: Random) -> str:
    return word[:place] + random.choice("abcdefghijklmnopqrstuvwxyz") + word[place:]


def neighbouring(word: str, place: int, random: Random) -> str:
    for row in KEYS:
        at = row.find(word[place])
        if at >= 0:
            beside = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            return word[:place] + random.choice(beside) + word[place + 1 :]
    return word


def doubled(word: str, place: int, _: Random) -> str:
    return word[:place] + word[place] + word[place:]


def two_slips(word: str, place: int, random: Random) -> str:
    once = neighbouring(word, place, random)
    return left_out(once, random.randrange(len(once) - 1), random) if len(word) > 6 else once


KINDS = (transposed, left_out, put_in, neighbouring, doubled, two_slips)


def typos(known: list[str], random: Random) -> list[tuple[str, str, str]]:
    """Return (kind, typed, meant), one of each kind for each word."""
    return [
        (kind.__name__, kind(word, random.randrange(len(word) - 1), random), word)
        for word in known
        for kind in KINDS
    ]


def by_faqbot(spelling: Speller) -> Corrector:
    def correct(typed: str) -> tuple[str, bool]:
        correction = spelling.correct(typed, "en")
        return (correction.text, correction.kind == "silent") if correction else ("", False)

    return correct


def by_symspell(counts: Counter[str]) -> Corrector:
    """Return SymSpell's first suggestion within the same distances, always taken silently."""
    from symspellpy import SymSpell, Verbosity  # a peer, not a dependency

    peer = SymSpell(max_dictionary_edit_distance=2)
    for word, count in counts.items():
        peer.create_dictionary_entry(word, count)

    def correct(typed: str) -> tuple[str, bool]:
        edits = 1 if len(typed) < 6 else 2
        hits = peer.lookup(typed, Verbosity.TOP, max_edit_distance=edits)
        return (hits[0].term, True) if hits and hits[0].distance else ("", False)

    return correct


def measure(correct: Corrector, made: list[tuple[str, str, str]]) -> dict[str, float]:
    """Print and return shares over these typos, and the time for each."""
    waited, worked, outcomes = [], [], Counter[tuple[str, str]]()
    for kind, typed, meant in made:
        started, started_cpu = time.perf_counter(), time.thread_time()
        found, is_silent = correct(typed)
        worked.append((time.thread_time() - started_cpu) * 1000)
        waited.append((time.perf_counter() - started) * 1000)
        is_right = bool(found) and term(found, "en") == term(meant, "en")
        name = "none" if not found else f"{'silent' if is_silent else 'suggest'} {is_right}"
        outcomes[kind, name] += 1
        outcomes["all", name] += 1
    names = ("silent True", "suggest True", "silent False", "suggest False", "none")
    for kind in dict.fromkeys(kind for kind, _ in sorted(outcomes)):
        total = sum(outcomes[kind, name] for name in names)
        shares = "  ".join(f"{name} {outcomes[kind, name] / total:.3f}" for name in names)
        print(f"  {kind:<12} {total:5}  {shares}")
    for name, times in (("wall", waited), ("CPU", worked)):
        times.sort()
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(f"  {name:<4} ms a word: p50 {p50:.3f}, p95 {p95:.3f}, most {times[-1]:.3f}")
    total = len(made)
    right = outcomes["all", "silent True"] + outcomes["all", "suggest True"]
    return {
        "right": right / total,
        "silent and wrong": outcomes["all", "silent False"] / total,
        "p95 CPU ms": p95,
    }


def changed(correct: Corrector, real: list[str]) -> dict[str, float]:
    """Print what happens to real words; return the shares silently changed and silently split."""
    outcomes = Counter[str]()
    for text, is_silent in map(correct, real):
        what = "split" if " " in text else "changed" if text else "left alone"
        outcomes[f"{what} silently" if text and is_silent else what] += 1
    shares = ", ".join(f"{name} {count / len(real):.3f}" for name, count in outcomes.most_common())
    print(f"  {len(real)} real words that the vocabulary lacks: {shares}")
    return {
        f"real words {how}": outcomes[f"{how} silently"] / len(real) for how in ("changed", "split")
    }


def function_words(real: list[str], random: Random) -> dict[str, float]:
    """Print how many swapped function words are corrected; return the share of false matches."""
    known = sorted(word for word in stop_words("en") if term(word, "en") in COMMON)
    slips = {
        transposed(word, random.randrange(len(word) - 1), random): word
        for word in known
        if len(word) > 2
    }
    slips = {typed: word for typed, word in slips.items() if typed not in stop_words("en")}
    mended = sum(corrected_function_word(typed, "en") == word for typed, word in slips.items())
    taken = [word for word in real if corrected_function_word(word, "en")]
    print(f"  function words with two letters swapped: {mended} of {len(slips)} corrected")
    print(f"  {len(real)} real words: {len(taken)} taken for function words {taken}")
    return {"taken for function words": len(taken) / len(real)}


def accents(data: Path) -> None:
    """Print how many accented words of Spanish questions are known without their accents."""
    counts = count_words(texts(data / "xquades" / "corpus.jsonl"))
    asked = [
        word.text for text in texts(data / "xquades" / "queries.jsonl") for word in words(text)
    ]
    plain = {
        word: "".join(letter for letter in unicodedata.normalize("NFD", word) if letter < "\u0300")
        for word in asked
    }
    with tempfile.TemporaryDirectory() as folder:
        build_spelling(Path(folder), {"es": counts})
        spelling = Speller(Path(folder), lambda *_: 0)
        marked = [word for word in plain if plain[word] != word and spelling.knows(word, "es")]
        known = sum(spelling.knows(plain[word], "es") for word in marked)
    print(f"accents left out (Spanish): {known} of {len(marked)} still known")


def main(data: Path, seed: int) -> int:
    random = Random(seed)  # noqa: S311
    found = list(texts(data / "large" / "corpus.jsonl.xz"))
    part = count_words(found[:PART])
    rest = count_words(found[PART:])
    every = part + rest
    asked = count_words(texts(data / "large" / "queries.jsonl"))
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as part_folder:
        started = time.perf_counter()
        build_spelling(Path(folder), {"en": every})
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        print(f"{len(every)} words: built in {time.perf_counter() - started:.1f} s, {size} bytes")
        build_spelling(Path(part_folder), {"en": part})
        spelling = Speller(Path(folder), neighbours(found))
        smaller = Speller(Path(part_folder), neighbours(found[:PART]))

        known = sorted(word for word in asked if len(word) >= 4 and word.isalpha() and every[word])
        touched = [word for word in every if spelling.correct(word, "en")]
        made = [slip for slip in typos(known, random) if not spelling.knows(slip[1], "en")]
        real = sorted(word for word, count in rest.items() if count >= 3 and word.isalpha())
        real = [word for word in real if len(word) >= 4 and not smaller.knows(word, "en")]
        real = random.sample(real, min(2000, len(real)))

        print(f"known words touched: {len(touched)} of {len(every)}")
        print("faqbot")
        shares = measure(by_faqbot(spelling), made)
        shares |= changed(by_faqbot(smaller), real)
        telling = {word for word, count in every.items() if count >= 20 and word.isalpha()}
        shares |= function_words(sorted(telling - stop_words("en")), random)
        if importlib.util.find_spec("symspellpy"):
            print("SymSpell, first suggestion")
            measure(by_symspell(every), made)
            changed(by_symspell(part), real)
    accents(data)
    failed = [
        name
        for name, floor in FLOORS.items()
        if (shares[name] < floor if name == "right" else shares[name] > floor)
    ]
    print("failed: " + ", ".join(failed) if failed or touched else "all floors held")
    return 1 if failed or touched else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) / "collections", int(sys.argv[2]) if sys.argv[2:] else 1))
