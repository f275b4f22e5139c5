"""Question-answer pairs found on real pages, and the time it takes, beside other extractors.

    python bench/extraction.py DATA

DATA is the folder that holds `pages/` (pages, truth, score.py) and `pages2/` (the same with anchors
and sections, score2.py). Prints pair precision, recall and F1 per style and overall, strings missed
and leaked, anchors and headings, milliseconds a page, and how the time grows with the size of a
page; fails below the floors. Peers that are not installed are left out, and so is the measurement
on articles if there is no `readability/` (see `extraction_articles.py`).
"""

import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

from bs4 import BeautifulSoup
from extraction_articles import measure_articles

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Page
from faqbot.extract.documents import read_document
from faqbot.extract.meta.schema_org import schema_items, schema_pairs

FLOORS = {"F1": 0.97, "precision": 0.97, "missed": 0.01, "leaked": 0.04}
# Of the anchors and of the headings' paths that are right.
PLACES_FLOOR = 0.97
MAX_MS = 10.0
MAX_S = 5.0
Extraction = dict[str, Any]


def page_of(body: bytes, name: str = "page") -> Page:
    return Page(f"https://bench.example/{name}", 200, "", {"content-type": "text/html"}, "", body)


def by_faqbot(body: bytes, name: str) -> Extraction:
    """Return what faqbot's extractor finds; the parts of a long answer are put together again."""
    try:
        document = read_document(page_of(body, name))
    except ExtractionError:
        return {}
    pairs: list[dict[str, str]] = []
    for passage in document.passages:
        last = pairs[-1]["question"] if pairs else ""
        # The rest of a long answer is a section under its question.
        if last and last == (passage.question or "".join(passage.heading_path[-1:])):
            pairs[-1]["answer_text"] += f"\n{passage.text}"
        elif passage.question:
            texts = {"question": passage.question, "answer_text": passage.text}
            pairs.append(texts | {"anchor": passage.anchor})
    return {
        "title": document.title,
        "pairs": pairs,
        "sections": [asdict(passage) for passage in document.passages],
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


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(
    pages: Path, split: str, scorer: ModuleType, find: Callable[[bytes, str], Extraction]
) -> Extraction:
    """Return the scorer's rows and the CPU milliseconds a page for one peer."""
    names = (pages / f"{split}.txt").read_text().split()
    with tempfile.TemporaryDirectory() as folder:
        took_s = 0.0
        for name in names:
            page = pages / "html" / f"{name}.html"
            original = page.with_suffix(".orig.html")  # with structured data, if it had any
            is_original = find is by_structured_data and original.exists()
            body = (original if is_original else page).read_bytes()
            started = time.process_time()
            extraction = find(body, name)
            took_s += time.process_time() - started
            (Path(folder) / f"{name}.json").write_text(json.dumps(extraction))
        rows = scorer.run(folder, split)
    # The second scorer also returns a report for each page.
    return {"ms": 1000 * took_s / len(names), "rows": rows[0] if split == "dev2" else rows}


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
            started = time.process_time()
            by_faqbot(body.encode(), name)
            times.append(time.process_time() - started)
        longest = max(longest, *times)
        print(f"{name:18} 0.6, 1.2, 2.5, 5 MB: " + ", ".join(f"{t:.2f} s" for t in times))
    return longest


def main(data: Path) -> int:
    """Measure all peers; return 1 if faqbot is below a floor."""
    results = {}
    scorer = load_scorer(data / "pages" / "score.py")
    for name, find in PEERS.items():
        try:
            results[name] = measure(data / "pages", "dev", scorer, find)
        except ImportError as error:
            print(f"{name}: left out, {error.name} is not installed")
    for style, row in sorted(results["faqbot"]["rows"].items()):
        print(f"{style:14} {line_of(row)}")
    for name, result in results.items():
        print(f"{name:16} {line_of(result['rows']['~ALL'])}  {result['ms']:.1f} ms/page")
    own = results["faqbot"]
    failures = below_floor(own["rows"]["~ALL"]) + ["ms a page"] * (own["ms"] > MAX_MS)
    scorer = load_scorer(data / "pages2" / "score2.py")
    row = measure(data / "pages2", "dev2", scorer, by_faqbot)["rows"]["~ALL"]
    print(f"pages2           {line_of(row)}\n{places_line(row)}")
    failures += below_floor(row) + misplaced(row)
    failures += measure_articles(data / "readability")
    failures += ["seconds for 5 MB"] * (growth() > MAX_S)
    print("below the floor: " + ", ".join(failures) if failures else "every floor holds")
    return int(bool(failures))


def line_of(row: Extraction) -> str:
    precision, recall, f1 = row["pair"]
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  missed {row['miss']}/{row['must']} "
        f"leaked {row['leak']}/{row['must_not']}"
    )


def places_line(row: Extraction) -> str:
    return (
        f"  anchors right {row['a_right']}, wrong {row['a_wrong']}, missing {row['a_miss']}; "
        f"headings {row['s_found']} of {row['s_n']}, with their path {row['s_path']}; "
        f"with a permalink's sign {row['dirty']}"
    )


def below_floor(row: Extraction) -> list[str]:
    """Return the names of the floors that pairs and text do not reach."""
    precision, _, f1 = row["pair"]
    failures = ["F1"] * (f1 < FLOORS["F1"]) + ["precision"] * (precision < FLOORS["precision"])
    failures += ["missed"] * (row["miss"] > FLOORS["missed"] * row["must"])
    failures += ["leaked"] * (row["leak"] > FLOORS["leaked"] * row["must_not"])
    return failures


def misplaced(row: Extraction) -> list[str]:
    """Return the names of the floors that anchors and headings do not reach."""
    anchors = row["a_right"] + row["a_wrong"] + row["a_miss"]
    failures = ["anchors"] * (row["a_right"] < PLACES_FLOOR * anchors)
    failures += ["paths of headings"] * (row["s_path"] < PLACES_FLOOR * row["s_n"])
    return failures + ["signs in headings"] * (row["dirty"] > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
