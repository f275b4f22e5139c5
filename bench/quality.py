"""How well faqbot ranks five test collections, beside other engines on the same passages.

    python bench/quality.py DATA

DATA holds `collections/`; questions of the split "dev" are asked. Prints nDCG@10, P@1 and MRR@10
per collection and engine, the means, and the ratio to the best peer; fails below the floors. Peers
that are not installed (tantivy, bm25s) are left out. Each peer matches any word of a question,
stemmed in the language of the collection if it can.
"""

import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import fmean

import Stemmer
from whoosh import fields, index, query
from whoosh.analysis import LanguageAnalyzer, StemmingAnalyzer

from faqbot.core.records import Document
from faqbot.core.settings import Settings
from faqbot.evaluation.collections import Collection, read_collection
from faqbot.evaluation.evaluate import Scored, evaluate_collection, ranking_measures

FLOORS = {
    "covidfaq": 0.80,
    "medliveqa": 0.68,
    "covidqap": 0.68,
    "hint3_sofmattress": 0.85,
    "xquades": 0.97,
}
AUROC_FLOOR = 0.82
MEASURES = ("nDCG@10", "P@1", "MRR@10")
SPLIT = "dev"
DEPTH = 100
FAQBOT = "faqbot"
STEMMERS = {"en": "english", "es": "spanish"}

Measures = Mapping[str, float | None]
Search = Callable[[str], Scored]
MakeSearch = Callable[[Sequence[Document], str, Path], Search]


def parts(document: Document) -> tuple[str, str, str]:
    """Return the question with its variants, the answer and the title."""
    (passage,) = document.passages
    return " ".join((passage.question, *passage.aliases)), passage.text, document.title


def full_text(document: Document) -> str:
    return " ".join(parts(document))


def whoosh_of(names: Sequence[str]) -> MakeSearch:
    """Return a maker of Whoosh with its own BM25F and analysis, each field of weight 1."""

    def make(documents: Sequence[Document], language: str, folder: Path) -> Search:
        analyse = StemmingAnalyzer() if language == "en" else LanguageAnalyzer(language)
        schema = fields.Schema(id=fields.STORED, **{name: fields.TEXT(analyse) for name in names})
        writer = index.create_in(folder, schema).writer()
        for document in documents:
            texts = parts(document) if len(names) > 1 else [full_text(document)]
            writer.add_document(id=document.id, **dict(zip(names, texts, strict=True)))
        writer.commit()
        searcher = index.open_dir(folder).searcher()

        def search(text: str) -> Scored:
            # Not Whoosh's parser, which takes "?" for a wildcard.
            terms = dict.fromkeys(token.text for token in analyse(text, mode="query"))
            any_term = query.Or([query.Term(name, term) for term in terms for name in names])
            return tuple((hit["id"], hit.score) for hit in searcher.search(any_term, limit=DEPTH))

        return search

    return make


def by_tantivy(documents: Sequence[Document], language: str, _: Path) -> Search:
    """Return tantivy with its en_stem analysis, or the same with another stemmer."""
    import tantivy  # a peer, not a dependency

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.remove_long(40), tantivy.Filter.lowercase()):
        builder = builder.filter(step)
    analyser = builder.filter(tantivy.Filter.stemmer(STEMMERS[language])).build()
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("text", tokenizer_name="stemmed")
    built = schema.build()
    stored = tantivy.Index(built)
    stored.register_tokenizer("stemmed", analyser)
    writer = stored.writer(num_threads=1)
    for document in documents:
        writer.add_document(tantivy.Document(id=document.id, text=full_text(document)))
    writer.commit()
    writer.wait_merging_threads()
    stored.reload()
    searcher = stored.searcher()

    def search(text: str) -> Scored:
        terms = [tantivy.Query.term_query(built, "text", term) for term in analyser.analyze(text)]
        any_term = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        hits = searcher.search(any_term, DEPTH).hits
        return tuple((searcher.doc(address)["id"][0], score) for score, address in hits)

    return search


def by_bm25s(documents: Sequence[Document], language: str, _: Path) -> Search:
    """Return bm25s with its defaults, its stop words and PyStemmer."""
    import bm25s  # a peer, not a dependency

    stemmer = Stemmer.Stemmer(STEMMERS[language])

    def terms(texts: list[str]) -> list[list[str]]:
        return bm25s.tokenize(
            texts,
            stopwords=STEMMERS[language],
            stemmer=stemmer,
            return_ids=False,
            show_progress=False,
        )

    ranker = bm25s.BM25()
    ranker.index(terms([full_text(document) for document in documents]), show_progress=False)

    def search(text: str) -> Scored:
        limit = min(DEPTH, len(documents))
        rows, scores = ranker.retrieve(terms([text]), k=limit, show_progress=False)
        return tuple(
            (documents[row].id, float(score))
            for row, score in zip(rows[0], scores[0], strict=True)
            if score > 0
        )

    return search


def by_fts5(documents: Sequence[Document], _language: str, _: Path) -> Search:
    """Return SQLite's FTS5 with its Porter stemmer, made for English."""
    store = sqlite3.connect(":memory:")
    store.execute(
        "CREATE VIRTUAL TABLE passage USING fts5"
        "(id UNINDEXED, question, answer, title, tokenize = 'porter unicode61')"
    )
    rows = [(document.id, *parts(document)) for document in documents]
    store.executemany("INSERT INTO passage VALUES (?, ?, ?, ?)", rows)
    select = (
        "SELECT id, -bm25(passage) AS score FROM passage WHERE passage MATCH ? "
        "ORDER BY score DESC LIMIT ?"
    )

    def search(text: str) -> Scored:
        any_word = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        return tuple(store.execute(select, (any_word, DEPTH))) if any_word else ()

    return search


PEERS: dict[str, MakeSearch] = {
    "Whoosh": whoosh_of(["text"]),
    "Whoosh fields": whoosh_of(["question", "answer", "title"]),
    "tantivy": by_tantivy,
    "bm25s": by_bm25s,
    "FTS5": by_fts5,
}


def measure_peer(collection: Collection, make: MakeSearch) -> Measures:
    """Return the measures of one peer on the judged questions of the split."""
    language = collection.documents[0].language
    questions = {one.id: one.text for one in collection.questions if one.split == SPLIT}
    judged = {
        question_id: grades
        for question_id, grades in collection.grades.items()
        if question_id in questions and any(grade > 0 for grade in grades.values())
    }
    with tempfile.TemporaryDirectory() as folder:
        search = make(collection.documents, language, Path(folder))
        return ranking_measures({one: search(questions[one]) for one in judged}, judged)


def measure(folder: Path) -> dict[str, Measures]:
    """Print and return the measures of faqbot and of every peer on one collection."""
    results: dict[str, Measures] = {
        FAQBOT: evaluate_collection(Settings(), folder, lambda _: None, split=SPLIT).measures
    }
    collection = read_collection(folder)
    for name, make in PEERS.items():
        try:
            results[name] = measure_peer(collection, make)
        except ImportError as error:
            print(f"{name}: left out, {error.name} is not installed")
    show(folder.name, results)
    return results


def show(name: str, results: Mapping[str, Measures]) -> None:
    """Print one row for each engine; faqbot's has the ratio to the best peer."""
    best = max((row["nDCG@10"] or 0 for engine, row in results.items() if engine != FAQBOT))
    for engine, row in results.items():
        cells = "".join(f"  {measure} {row[measure] or 0:.4f}" for measure in MEASURES)
        if engine == FAQBOT:
            cells += f"  {(row['nDCG@10'] or 0) / best:.3f} of the best peer"
            cells += f"  AUROC {row['AUROC'] or 0:.4f}"
        print(f"{name:<18} {engine:<14}{cells}")


def mean(results: Mapping[str, Mapping[str, Measures]], engine: str, measure: str) -> float:
    return fmean(rows[engine].get(measure) or 0 for rows in results.values())


def below_floor(results: Mapping[str, Mapping[str, Measures]]) -> list[str]:
    """Return the measures that are below their floor or below a peer."""
    failures = []
    for name, rows in results.items():
        ours = rows[FAQBOT]["nDCG@10"] or 0
        if ours < FLOORS[name]:
            failures.append(f"{name} {ours:.4f} (floor {FLOORS[name]:.2f})")
        for peer, row in rows.items():
            if ours < (row["nDCG@10"] or 0):
                failures.append(f"{name} {ours:.4f} ({peer} {row['nDCG@10']:.4f})")
    mean_auroc = mean(results, FAQBOT, "AUROC")
    if mean_auroc < AUROC_FLOOR:
        failures.append(f"AUROC {mean_auroc:.4f} (floor {AUROC_FLOOR:.2f})")
    return failures


def main(data: Path) -> int:
    """Measure all engines on all collections; return 1 if faqbot is below a floor."""
    results = {name: measure(data / "collections" / name) for name in FLOORS}
    engines = [engine for engine in (FAQBOT, *PEERS) if engine in results["covidfaq"]]
    measures = (*MEASURES, "AUROC")
    means = {engine: {one: mean(results, engine, one) for one in measures} for engine in engines}
    show("mean", means)
    failures = below_floor(results)
    print("below the floor: " + "; ".join(failures) if failures else "every floor holds")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
