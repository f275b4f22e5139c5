"""Words of articles kept and lost, and words of other things among them; used by `extraction.py`.

The pages are the test pages of Mozilla's Readability: a folder for each, with `source.html` and
what that library should leave of it, `expected.html`. Source: https://github.com/mozilla/readability
"""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Document, Page
from faqbot.extract.documents import read_document

# Of half the pages, on which no weight was chosen.
FLOORS = {"F1": 0.92, "recall": 0.95}
# Neighbouring passages share a sentence.
MAX_SHARED_CHARS = 300
Words = Counter[str]


def by_faqbot(html: bytes) -> str:
    """Return the text of all passages."""
    page = Page("https://bench.example/", 200, "", {"content-type": "text/html"}, "", html)
    try:
        return text_of(read_document(page))
    except ExtractionError:
        return ""


def text_of(document: Document) -> str:
    """Return questions, headings and text of a document, what passages share only once."""
    pieces: list[str] = []
    path: tuple[str, ...] = ()
    before = ""
    for passage in document.passages:
        pieces += [heading for heading in passage.heading_path if heading not in path]
        path = passage.heading_path
        text = passage.text
        lengths = range(min(len(text), MAX_SHARED_CHARS), 9, -1)
        shared = (length for length in lengths if before.endswith(text[:length]))
        pieces += [passage.question, text[next(shared, 0) :]]
        before = text
    return "\n".join(pieces)


def by_trafilatura(html: bytes) -> str:
    """Return the main text by trafilatura."""
    import trafilatura  # a peer, not a dependency

    return trafilatura.extract(html.decode("utf-8", "replace")) or ""


PEERS: dict[str, Callable[[bytes], str]] = {
    "faqbot": by_faqbot,
    "trafilatura": by_trafilatura,
}


def measure_articles(folder: Path) -> list[str]:
    """Print precision, recall and F1 of the words for both halves; return what is below a floor."""
    if not folder.is_dir():
        print(f"articles: left out, {folder} is missing (test-pages of mozilla/readability)")
        return []
    failures: list[str] = []
    for peer, extract in PEERS.items():
        for half, names in halves(folder).items():
            started = time.perf_counter()
            try:
                texts = [extract((folder / name / "source.html").read_bytes()) for name in names]
            except ImportError as error:
                print(f"articles {peer}: left out, {error.name} is not installed")
                break
            took_ms = (time.perf_counter() - started) * 1000 / len(names)
            scores = [
                score(words_of(text), expected_words(folder / name))
                for text, name in zip(texts, names, strict=True)
            ]
            precision, recall, f1 = (sum(each) / len(scores) for each in zip(*scores, strict=True))
            print(
                f"articles {peer:12} {half:11} {len(names)} pages  P {precision:.3f} "
                f"R {recall:.3f} F1 {f1:.3f}  {took_ms:.1f} ms/page"
            )
            if (peer, half) == ("faqbot", "unseen"):
                reached = {"F1": f1, "recall": recall}
                failures += [f"{key} of articles" for key in FLOORS if reached[key] < FLOORS[key]]
    return failures


def halves(folder: Path) -> dict[str, list[str]]:
    """Return the names of the pages that weights were chosen on, and of the others."""
    found: dict[str, list[str]] = {"development": [], "unseen": []}
    for path in sorted(folder.iterdir()):
        is_odd = int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % 2
        found["unseen" if is_odd else "development"].append(path.name)
    return found


def expected_words(page: Path) -> Words:
    html = (page / "expected.html").read_text(encoding="utf-8", errors="replace")
    return words_of(BeautifulSoup(html, "lxml").get_text(" "))


def words_of(text: str) -> Words:
    return Counter(re.findall(r"\w+", text.lower()))


def score(words: Words, expected: Words) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words of one page, each counted as often as it is."""
    common = (words & expected).total()
    precision = common / max(words.total(), 1)
    recall = common / max(expected.total(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
