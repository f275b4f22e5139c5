"""Titles and headings found in real PDFs, bad files refused, and the time, beside other readers.

    python bench/extraction_pdf.py DATA [FOLDER]

DATA is the folder that holds `pages/truth_pdf.json` and `pages/pdf/`. Prints a line per file and
one per peer; fails unless each known title and heading is found and each bad file is refused for
the right reason. A string may be in the title, in a heading or, because one file sets its heading
like its text, in the first sentence of a paragraph. Peers know no headings: for them a string may
be anywhere in the text. faqbot's time includes starting a child process for each file; the peers
run in this process. Peers that are not installed are left out.

FOLDER holds PDF files of any kind. For each that gives text to both faqbot and poppler's
`pdftotext`, the recall is the share of the words of pdftotext that faqbot has too, as often; prints
the means and the files below the floor. Running heads, and text outside the crop box, which viewers
hide, are in pdftotext's words only.
"""

import importlib.util
import io
import json
import shutil
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from faqbot.core.errors import ExtractionError
from faqbot.core.text.words import fold, words
from faqbot.extract.pdf.reader import read_pdf

# The word in the truth's note on a bad file, and the word that the reason must have.
BAD = {"scanned": "no text", "encrypted": "encrypted", "truncated": "damaged", "empty": "empty"}
Truth = dict[str, Any]
MIN_WORDS = 50  # with fewer, one word decides
MIN_RECALL = 0.95
PDFTOTEXT_LIMIT_S = 30


class Output(NamedTuple):
    """What a reader returns for one file: strings to search, pages, and why it was refused."""

    strings: list[str]
    page_count: int
    error: str = ""


class Row(NamedTuple):
    """How one reader did on one file; `found` of `known` strings."""

    title: str
    headings: str
    found: int
    known: int
    is_right: bool
    reason: str
    page_count: int
    took_s: float


def by_faqbot(body: bytes) -> Output:
    """Return the title, the headings and the first sentence of each paragraph."""
    try:
        pdf = read_pdf(body)
    except ExtractionError as error:
        return Output([], 0, str(error))
    blocks = [block for page in pdf.pages for block in page]
    starts = [
        block.text if block.level else block.text.partition(". ")[0]
        for block in blocks
        if block.level or ". " in block.text
    ]
    return Output([pdf.title, *starts], len(pdf.pages))


def by_pypdf(body: bytes) -> Output:
    """Return the title in the metadata, and the whole text."""
    import pypdf  # a peer, not a dependency

    reader = pypdf.PdfReader(io.BytesIO(body))
    texts = [page.extract_text() for page in reader.pages]
    stated = reader.metadata.title if reader.metadata else None
    return Output([stated or "", "\n".join(texts)], len(texts))


def by_pdfplumber(body: bytes) -> Output:
    """Return the title in the metadata, and the whole text."""
    import pdfplumber  # a peer, not a dependency

    with pdfplumber.open(io.BytesIO(body)) as pdf:
        texts = [page.extract_text() or "" for page in pdf.pages]
        return Output([str(pdf.metadata.get("Title", "")), "\n".join(texts)], len(texts))


READERS: dict[str, Callable[[bytes], Output]] = {
    "faqbot": by_faqbot,
    "pypdf": by_pypdf,
    "pdfplumber": by_pdfplumber,
}


def measure(pages: Path, truth: Truth, read: Callable[[bytes], Output]) -> Row:
    """Return how a reader does on one file."""
    body = (pages / truth["file"]).read_bytes()
    started = time.perf_counter()
    try:
        output = read(body)
    except Exception as error:  # a peer may raise anything on a bad file
        output = Output([], 0, type(error).__name__)
    took_s = time.perf_counter() - started
    if not any(string.strip() for string in output.strings) and not output.error:
        output = output._replace(error="no text")
    bad = next((BAD[word] for word in BAD if plain(word) in plain(truth["note"])), "")
    title = truth["title"] or truth.get("meta_title") or ""
    known = [] if bad else [string for string in (title, *truth["headings"]) if string]
    texts = [plain(string) for string in output.strings]
    is_found = {string: any(plain(string) in text for text in texts) for string in known}
    in_headings = sum(is_found[heading] for heading in truth["headings"] if heading in is_found)
    return Row(
        title=("yes" if is_found[title] else "NO") if title in is_found else "-",
        headings=f"{in_headings}/{len(truth['headings'])}",
        found=sum(is_found.values()),
        known=len(known),
        is_right=bad in output.error if bad else not output.error and all(is_found.values()),
        reason=output.error,
        page_count=output.page_count,
        took_s=took_s,
    )


def plain(text: str) -> str:
    """Return the words of a text, folded, each between two spaces."""
    return f" {' '.join(fold(word.text) for word in words(text.replace('’', chr(39))))} "


def rows_of(pages: Path, truths: list[Truth], name: str) -> Iterator[Row]:
    """Yield the rows of one reader, and print them if it is faqbot."""
    for truth in truths:
        row = measure(pages, truth, READERS[name])
        if name == "faqbot":
            print(
                f"{truth['id']:22} title {row.title:3} headings {row.headings}  "
                f"{row.page_count:3} pages {ms_per_page([row]):6.1f} ms/page  "
                f"{'' if row.is_right else 'WRONG '}{row.reason}"
            )
        yield row


def ms_per_page(rows: list[Row]) -> float:
    """Return the mean milliseconds a page over the files that were read."""
    read = [row for row in rows if row.page_count and not row.reason]
    return sum(row.took_s for row in read) * 1000 / max(sum(row.page_count for row in read), 1)


class Recall(NamedTuple):
    """How many words pdftotext reads in one file, and the share of them that faqbot reads too."""

    name: str
    word_count: int
    share: float


def recall_of(path: Path) -> Recall | None:
    """Return the recall of one file, or None if either reader finds no text."""
    command = ["pdftotext", "-q", str(path), "-"]
    try:
        read = subprocess.run(command, capture_output=True, timeout=PDFTOTEXT_LIMIT_S, check=False)  # noqa: S603
        pdf = read_pdf(path.read_bytes())
    except (ExtractionError, subprocess.TimeoutExpired):
        return None
    expected = word_counts(read.stdout.decode("utf-8", "ignore"))
    own = word_counts("\n".join(block.text for page in pdf.pages for block in page))
    if not expected or not own:
        return None
    return Recall(path.name, expected.total(), (expected & own).total() / expected.total())


def word_counts(text: str) -> Counter[str]:
    """Return how often each word is in a text; ligatures count as their letters."""
    return Counter(fold(word.text) for word in words(unicodedata.normalize("NFKC", text)))


def measure_recall(folder: Path) -> bool:
    """Print the recall over the files of a folder; return whether it is high enough."""
    rows = [row for path in sorted(folder.glob("*.pdf")) if (row := recall_of(path))]
    long = [row for row in rows if row.word_count >= MIN_WORDS]
    for row in sorted(long, key=lambda row: row.share):
        if row.share < MIN_RECALL:
            print(f"{row.share:.2f} of {row.word_count:5} words  {row.name}")
    for label, part in (("all", rows), (f"{MIN_WORDS} words or more", long)):
        mean = sum(row.share for row in part) / max(len(part), 1)
        print(f"word recall against pdftotext, {label}: {mean:.3f} in {len(part)} files")
    return sum(row.share for row in long) >= MIN_RECALL * len(long)


def main(data: Path, folder: Path | None = None) -> int:
    """Measure all readers; return 1 if a floor does not hold."""
    is_complete = True
    if folder is None or not folder.is_dir():
        print("word recall: left out, no folder of PDF files is given")
    elif shutil.which("pdftotext") is None:
        print("word recall: left out, pdftotext is not installed (Debian: poppler-utils)")
    else:
        is_complete = measure_recall(folder)
    pages = data / "pages"
    truths = json.loads((pages / "truth_pdf.json").read_text(encoding="utf-8"))
    results: dict[str, list[Row]] = {}
    for name in READERS:
        if name != "faqbot" and importlib.util.find_spec(name) is None:
            print(f"{name}: left out, it is not installed")
        else:
            results[name] = list(rows_of(pages, truths, name))
    own = ms_per_page(results["faqbot"])
    for name, rows in results.items():
        took_ms = ms_per_page(rows)
        print(
            f"{name:10} {sum(row.found for row in rows)}/{sum(row.known for row in rows)} strings, "
            f"{sum(row.is_right for row in rows)}/{len(rows)} files right, "
            f"{took_ms:.1f} ms/page ({took_ms / own:.1f} of faqbot's)"
        )
    wrong = [
        truth["id"]
        for truth, row in zip(truths, results["faqbot"], strict=True)
        if not row.is_right
    ]
    if not is_complete:
        wrong.append("word recall")
    print("below the floor: " + ", ".join(wrong) if wrong else "every floor holds")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
