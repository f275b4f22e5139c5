"""The durable full-text index, kept by Whoosh.

Passages are analysed by `faqbot.text` before they reach Whoosh, which sees terms separated by
spaces; a visitor's text never reaches a query parser. Each language has fields of its own:
`all_en` holds everything that an English passage says, `pairs_en` its pairs of neighbouring terms,
`question_en` what it answers.
"""

import json
import pickle
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from itertools import chain, pairwise
from math import log
from pathlib import Path
from threading import Lock

from whoosh import fields, index, query, scoring
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filetables import FileFormatError
from whoosh.lang.stopwords import stoplists
from whoosh.searching import Searcher

from faqbot.errors import BuildError, NotFoundError
from faqbot.records import Document, Hit, Passage, Query
from faqbot.search.engine import Reader
from faqbot.text import fold, term, terms

_ALL = "all"
_PAIRS = "pairs"
_QUESTION = "question"
_WEIGHTS = {_ALL: 1.0, _PAIRS: 0.2, _QUESTION: 1.0}
# Where all passages have a question, it says best what they are about and counts twice. Among
# running text, that would lift each of the few that have one over better passages that have none.
_QUESTION_SHARE_WEIGHT = 1.0
# Half the weight for words such as "do" and "my", which prose avoids and so makes look rare.
_COMMON_WEIGHT = 0.5
_K1 = 1.2
_B = 0.75
_MEMORY_MB = 64
# What Whoosh raises on files that are lost or damaged: it unpickles and unpacks them unchecked.
_DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    ImportError,
    AssertionError,
    struct.error,
    pickle.UnpicklingError,
    index.IndexError,
    FileFormatError,
)


class WhooshEngine:
    """Builds and opens Whoosh indexes."""

    name = "whoosh"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Write the index of these documents into an empty folder."""
        writer = index.create_in(folder, _schema()).writer(limitmb=_MEMORY_MB)
        try:
            for document in documents:
                for passage in document.passages:
                    writer.add_document(**_fields(document, passage))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(optimize=True)

    def open(self, folder: Path) -> Reader:
        """Return a reader; raises BuildError if the files cannot be read."""
        try:
            return _WhooshReader(index.open_dir(folder).searcher(weighting=_BM25F()))
        except _DAMAGED as error:
            raise BuildError(f"{folder}: cannot be opened ({error}); run `faqbot index`") from error


class _WhooshReader:
    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        # Whoosh's readers move file cursors: two threads in one would read each other's place.
        self._lock = Lock()

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, best first."""
        with self._lock:
            found = self._searcher.search(_either(query), limit=limit)
            return [
                Hit(_passage(hit.fields()), _document(hit.fields()), hit.score, rank)
                for rank, hit in enumerate(found, start=1)
            ]

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""
        stored = self._stored("id", passage_id)
        if not stored:
            raise NotFoundError(f"no passage {passage_id!r} in the published build")
        return _passage(stored[0])

    def document(self, document_id: str) -> Document:
        """Return one document with its passages in order; raises NotFoundError."""
        stored = self._stored("document_id", document_id)
        if not stored:
            raise NotFoundError(f"no document {document_id!r} in the published build")
        passages = sorted(map(_passage, stored), key=lambda passage: passage.position)
        return replace(_document(stored[0]), passages=tuple(passages))

    def close(self) -> None:
        """Let go of the index files."""
        self._searcher.close()

    def _stored(self, field: str, value: str) -> list[dict[str, str]]:
        reader = self._searcher.reader()
        with self._lock:
            if (field, value) not in reader:
                return []
            return [
                reader.stored_fields(number) for number in reader.postings(field, value).all_ids()
            ]


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the folded function words of a language ("the", "of"), empty if it has no list."""
    return frozenset(fold(word) for word in stoplists.get(language, ()))


@cache
def common_terms(language: str) -> frozenset[str]:
    """Return the terms that function words of a language are indexed as."""
    return frozenset(term(word, language) for word in common_words(language))


class _BM25F(scoring.BM25F):  # type: ignore[misc]
    """BM25F that counts within one language, with the same rarity of a term in both fields.

    A word that is rare among questions may be common on the site, and one that is common in
    Spanish is rare on a site that is mostly English: Whoosh's own counts would mislead.
    """

    def scorer(
        self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1
    ) -> scoring.BaseScorer:
        """Return the scorer of one term in one field."""
        return _Scorer(searcher.get_parent(), searcher, fieldname, text, qf)


class _Scorer(scoring.WeightLengthScorer):  # type: ignore[misc]
    """Scores a term by Lucene's form of BM25, whose rarity is about 0 for words such as "the".

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.
    """

    def __init__(
        self, whole: Searcher, part: Searcher, fieldname: str, text: bytes, qf: int
    ) -> None:
        kind, _, language = fieldname.partition("_")
        total = whole.doc_frequency("language", language)
        counted = _ALL if kind == _QUESTION else kind
        with_term = whole.doc_frequency(f"{counted}_{language}", text)
        asked = whole.doc_frequency("asked_in", language)
        filled = asked if kind == _QUESTION else total
        if asked and text.decode() in common_terms(language):
            # Visitors say "how do I" as questions do; prose seldom does, which makes it look rare.
            in_questions = whole.doc_frequency(f"{_QUESTION}_{language}", text)
            with_term = max(with_term, total * in_questions / asked)
        weight = qf * _WEIGHTS[kind]
        if kind == _QUESTION:
            weight += qf * _QUESTION_SHARE_WEIGHT * filled / total
        self._weight: float = weight * log(1 + (total - with_term + 0.5) / (with_term + 0.5))
        self._mean_length: float = whole.field_length(fieldname) / max(1, filled)
        self.setup(part, fieldname, text)

    def _score(self, tf: float, length: float) -> float:
        norm = _K1 * (1 - _B + _B * length / self._mean_length)
        return self._weight * tf * (_K1 + 1) / (tf + norm)


def _schema() -> fields.Schema:
    schema = fields.Schema(
        id=fields.ID(unique=True),
        document_id=fields.ID,
        language=fields.ID,
        asked_in=fields.ID,
        passage=fields.STORED,
        document=fields.STORED,
    )
    for kind in _WEIGHTS:
        text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
        schema.add(f"{kind}_*", text, glob=True)
    return schema


def _fields(document: Document, passage: Passage) -> dict[str, str]:
    language = document.language
    asked = [passage.question, *passage.aliases]
    everything = [*asked, document.title, *passage.heading_path, passage.text]
    analysed = [terms(text, language) for text in everything]
    values = {
        "id": passage.id,
        "document_id": document.id,
        "language": language,
        f"{_ALL}_{language}": " ".join(chain.from_iterable(analysed)),
        f"{_PAIRS}_{language}": " ".join(chain.from_iterable(map(_pairs, analysed))),
        "passage": json.dumps(asdict(passage)),
        "document": json.dumps(asdict(replace(document, passages=()))),
    }
    if passage.question:
        question = chain.from_iterable(terms(text, language) for text in asked)
        values |= {"asked_in": language, f"{_QUESTION}_{language}": " ".join(question)}
    return values


def _pairs(analysed: Sequence[str]) -> list[str]:
    """Return each two neighbouring terms as one."""
    return [f"{first}_{second}" for first, second in pairwise(analysed)]


def _either(wanted: Query) -> query.Query:
    return query.Or(list(_term_queries(wanted)))


def _term_queries(wanted: Query) -> Iterator[query.Query]:
    for language, found in wanted.terms.items():
        weight, common = wanted.weights[language], wanted.common[language]
        for text in dict.fromkeys(found):
            boost = weight * _COMMON_WEIGHT if text in common else weight
            yield query.Term(f"{_ALL}_{language}", text, boost=boost)
            yield query.Term(f"{_QUESTION}_{language}", text, boost=boost)
        # "how do", "do I": rare in prose, and nothing that anybody looks for.
        telling = [pair for pair in pairwise(found) if not common.issuperset(pair)]
        for first, second in dict.fromkeys(telling):
            yield query.Term(f"{_PAIRS}_{language}", f"{first}_{second}", boost=weight)


def _passage(stored: Mapping[str, str]) -> Passage:
    values = json.loads(stored["passage"])
    lists = {name: tuple(values[name]) for name in ("aliases", "heading_path")}
    return Passage(**values | lists)


def _document(stored: Mapping[str, str]) -> Document:
    values = json.loads(stored["document"])
    return Document(**values | {"authors": tuple(values["authors"]), "passages": ()})
