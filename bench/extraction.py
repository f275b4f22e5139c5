"""Question-answer pairs found on real pages, and the time it takes, beside other extractors.

    python bench/extraction.py DATA

DATA is the folder that holds `pages/` (pages, truth, score.py). Prints pair precision, recall and
F1 per style and overall, strings missed and leaked, milliseconds a page, and how the time grows
with the size of a page; fails below the floors. Peers that are not installed are left out.
"""

import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from bs4 import BeautifulSoup

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Page
from faqbot.extract.documents import read_document
from faqbot.extract.meta.schema_org import schema_items, schema_pairs

FLOORS = {"F1": 0.95, "precision": 0.95, "missed": 0.01, "leaked": 0.08}
MAX_S = 10.0
Extraction = dict[str, Any]


def page_of(body: bytes, name: str = "page") -> Page:
    return Page(f"https://bench.example/{name}", 200, "", {"content-type": "text/html"}, "", body)


def by_faqbot(body: bytes, name: str) -> Extraction:
    """Return what faqbot's extractor finds."""
    try:
        document = read_document(page_of(body, name))
    except ExtractionError:
        return {}
    faqs = [passage for passage in document.passages if passage.kind == "faq"]
    return {
        "pairs": [{"question": faq.question, "answer_text": faq.text} for faq in faqs],
        "text": "\n".join(
            f"{passage.question}\n{' '.join(passage.heading_path)}\n{passage.text}"
            for passage in document.passages
        ),
    }


def by_headings(body: bytes, _: str) -> Extraction:
    """Return headings that end in a question mark, each with the text to the next heading."""
    soup = BeautifulSoup(body, "lxml")
    names = ["h1", "h2", "h3", "h4", "h5", "h6"]
    pairs = []
    for heading in soup.find_all(names):
        if heading.get_text().strip().endswith("?"):
            answer = []
            for node in heading.find_next_siblings():
                if node.name in names:
                    break
                answer.append(node.get_text(" "))
            pairs.append({"question": heading.get_text(" "), "answer_text": " ".join(answer)})
    for tag in soup(["nav", "header", "footer", "aside", "script", "style", "form"]):
        tag.extract()
    return {"pairs": pairs, "text": soup.get_text(" ")}


def by_structured_data(body: bytes, _: str) -> Extraction:
    """Return what the page states as schema.org data, read by extruct."""
    pairs = schema_pairs(schema_items(body.decode("utf-8", "replace")))
    texts = [BeautifulSoup(pair.answer_html, "lxml").get_text(" ") for pair in pairs]
    questions = [pair.question for pair in pairs]
    return {
        "pairs": [
            {"question": question, "answer_text": text}
            for question, text in zip(questions, texts, strict=True)
        ],
        "text": " ".join(texts),
    }


def by_trafilatura(body: bytes, _: str) -> Extraction:
    """Return the main text by trafilatura, which does not find pairs."""
    import trafilatura  # a peer, not a dependency

    return {"pairs": [], "text": trafilatura.extract(body.decode("utf-8", "replace")) or ""}


PEERS: dict[str, Callable[[bytes, str], Extraction]] = {
    "faqbot": by_faqbot,
    "headings": by_headings,
    "structured data": by_structured_data,
    "trafilatura": by_trafilatura,
}


def load_scorer(pages: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", pages / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(
    pages: Path, scorer: ModuleType, find: Callable[[bytes, str], Extraction]
) -> Extraction:
    """Return the scorer's rows and the milliseconds a page for one peer."""
    names = (pages / "dev.txt").read_text().split()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        for name in names:
            page = pages / "html" / f"{name}.html"
            original = page.with_suffix(".orig.html")  # with structured data, if it had any
            is_original = find is by_structured_data and original.exists()
            extraction = find((original if is_original else page).read_bytes(), name)
            (Path(folder) / f"{name}.json").write_text(json.dumps(extraction))
        took_ms = (time.perf_counter() - started) * 1000 / len(names)
        return {"ms": took_ms, "rows": scorer.run(folder, "dev")}


def growth() -> float:
    """Print the seconds for pages of 0.6 to 5 MB; return the longest."""
    longest = 0.0
    shapes = {
        "questions": "<h3>Is hall {} open?</h3><p>{}</p>",
        "nested questions": "<div><h2>Is hall {} open?</h2><p>{}",
        "paragraphs": "<p>Hall {}. {}</p>",
        "table rows": "<tr><td>Hall {}</td><td>{}</td></tr>",
        "unclosed elements": "<div><b>Hall {} {}",
        "short questions": "<h3>Is hall {0} open?</h3><p>Yes</p>",
        "one line": "hall {} {} ",
        "publications": "<li><a href=/{}.pdf>Rules</a>, 03/12/19, 340 KB, {}</li>",
        "wide tables": "<table><tr><th>Hall<th>Hours<tr><td rowspan=9>{}<td>{}</table>",
        "dates": "1 march {}, 2/3/ {} ",
    }
    for name, shape in shapes.items():
        times = []
        for size in (600_000, 1_200_000, 2_500_000, 5_000_000):
            piece = shape.format(1, "yes " * 40)
            body = "".join(shape.format(n, "yes " * 40) for n in range(size // len(piece)))
            started = time.perf_counter()
            by_faqbot(body.encode(), name)
            times.append(time.perf_counter() - started)
        longest = max(longest, *times)
        print(f"{name:18} 0.6, 1.2, 2.5, 5 MB: " + ", ".join(f"{t:.2f} s" for t in times))
    return longest


def main(data: Path) -> int:
    """Measure all peers; return 1 if faqbot is below a floor."""
    pages = data / "pages"
    scorer = load_scorer(pages)
    results = {}
    for name, find in PEERS.items():
        try:
            results[name] = measure(pages, scorer, find)
        except ImportError as error:
            print(f"{name}: left out, {error.name} is not installed")
    for style, row in sorted(results["faqbot"]["rows"].items()):
        print(f"{style:14} {line_of(row)}")
    for name, result in results.items():
        print(f"{name:16} {line_of(result['rows']['~ALL'])}  {result['ms']:.1f} ms/page")
    longest = growth()
    return below_floor(results["faqbot"]["rows"]["~ALL"], longest)


def line_of(row: Extraction) -> str:
    precision, recall, f1 = row["pair"]
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  missed {row['miss']}/{row['must']} "
        f"leaked {row['leak']}/{row['must_not']}"
    )


def below_floor(row: Extraction, longest: float) -> int:
    """Print what is below its floor; return 1 if anything is."""
    failures = [
        name for name in ("F1", "precision") if row["pair"][2 * (name == "F1")] < FLOORS[name]
    ]
    failures += ["missed"] * (row["miss"] > FLOORS["missed"] * row["must"])
    failures += ["leaked"] * (row["leak"] > FLOORS["leaked"] * row["must_not"])
    failures += ["time"] * (longest > MAX_S)
    print("below the floor: " + ", ".join(failures) if failures else "every floor holds")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
