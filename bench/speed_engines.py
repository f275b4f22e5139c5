"""The engines that bench/speed.py compares."""

import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from faqbot.core.text.words import terms, words
from faqbot.search.analysis.passages import PassageTerms
from faqbot.search.inverted.build import InvertedWriter
from faqbot.search.inverted.index import InvertedIndex
from faqbot.search.inverted.keys import query_keys
from faqbot.search.query.parse import parse_question

LIMIT = 10

NO_QUOTES = str.maketrans("'’", "  ")

Text = tuple[str, str, str]
Ask = Callable[[str], Any]


class Peer(NamedTuple):
    """An engine with its index: how to ask it, seconds to index, bytes on disk."""

    ask: Ask
    index_s: float
    size: int


def ours(texts: list[Text], folder: Path) -> Peer:
    started = time.perf_counter()
    writer = InvertedWriter(folder)
    for text in texts:
        writer.add(AnalysedText(text))
    writer.finish()
    took_s = time.perf_counter() - started
    index = InvertedIndex(folder)

    def ask(question: str) -> Any:
        return index.top(query_keys(parse_question(question, ["en"], max_chars=1000)), LIMIT)

    return Peer(ask, took_s, size_of(folder))


class AnalysedText:
    """A text as the inverted index sees a passage: without the terms of words written as one."""

    def __init__(self, text: Text) -> None:
        self._text = text

    @cached_property
    def terms(self) -> PassageTerms:
        """Return the terms; analysed when first asked for."""
        title, question, body = (terms(field, "en") for field in self._text)
        return PassageTerms("en", [question, title, body], question)


def by_tantivy(texts: list[Text], folder: Path) -> Peer:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="freq")
    started = time.perf_counter()
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for text in texts:
        writer.add_document(tantivy.Document(text="\n".join(text)))
    writer.commit()
    writer.wait_merging_threads()
    took_s = time.perf_counter() - started
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> Any:
        # Neither AND nor an apostrophe may be read as query syntax.
        spaced = " ".join(word.text.lower() for word in words(question))
        query = index.parse_query(spaced.translate(NO_QUOTES), ["text"])
        return searcher.search(query, LIMIT, count=False).hits

    return Peer(ask, took_s, size_of(folder))


def by_bm25s(texts: list[Text], folder: Path) -> Peer:
    import bm25s

    started = time.perf_counter()
    index = bm25s.BM25(k1=1.2, b=0.75, backend="numba" if has("numba") else "numpy")
    index.index([terms("\n".join(text), "en") for text in texts], show_progress=False)
    took_s = time.perf_counter() - started
    index.save(str(folder))

    def ask(question: str) -> Any:
        known = [term for term in dict.fromkeys(terms(question, "en")) if term in index.vocab_dict]
        if not known:
            return None
        return index.retrieve([known], k=LIMIT, show_progress=False, n_threads=0)

    return Peer(ask, took_s, size_of(folder))


def by_whoosh(texts: list[Text], folder: Path) -> Peer:
    started = time.perf_counter()
    from whoosh import fields, index, qparser  # a peer here, used as its manual shows
    from whoosh.analysis import StemmingAnalyzer

    writer = index.create_in(folder, fields.Schema(text=fields.TEXT(StemmingAnalyzer()))).writer()
    for passage in texts:
        writer.add_document(text=" ".join(passage))
    writer.commit(optimize=True)
    took_s = time.perf_counter() - started
    searcher = index.open_dir(folder).searcher()
    parser = qparser.QueryParser("text", searcher.schema, plugins=[], group=qparser.OrGroup)

    def ask(question: str) -> Any:
        return searcher.search(parser.parse(question), limit=LIMIT)

    return Peer(ask, took_s, size_of(folder))


def has(module: str) -> bool:
    try:
        __import__(module)
    except ImportError:
        return False
    return True


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


PEERS: dict[str, Callable[[list[Text], Path], Peer]] = {
    "faqbot": ours,
    "tantivy": by_tantivy,
    "bm25s": by_bm25s,
    "Whoosh": by_whoosh,
}
BOTH_WAYS = ("faqbot", "tantivy", "bm25s")
