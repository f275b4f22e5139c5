"""faqbot's own engine: impacts find, runs of characters refine, Whoosh stores and filters.

store/       the full-text index: passages, phrases, filters
impacts/     what each term adds to the score of each passage
grams/       runs of characters inside words, for the best few hundred
weights.json is what each part of a score is worth; calibration.json is written after the rest,
which it measures
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.core.records import Document, Hit, Passage, Query
from faqbot.core.text.words import joined_terms, term, terms
from faqbot.search.arrays.mapped import Array
from faqbot.search.autocomplete import suggester
from faqbot.search.autocomplete.candidates import Offers, heading_of
from faqbot.search.autocomplete.suggester import Suggester, Suggestion, build_suggestions
from faqbot.search.builds.manifest import reusable, state
from faqbot.search.confidence.signals import Rarity, coverage, idf, read_calibration, weigh
from faqbot.search.engine import Reader
from faqbot.search.inverted.build import LazyPassage, compile_impacts
from faqbot.search.inverted.count import PassageTerms
from faqbot.search.inverted.index import Impacts
from faqbot.search.inverted.keys import pair_key, term_key, wanted_keys
from faqbot.search.inverted.weights import DEFAULT_WEIGHTS, Weights, read_weights, write_weights
from faqbot.search.ngrams import writer as ngrams_writer
from faqbot.search.ngrams.index import Grams
from faqbot.search.ngrams.writer import GramsWriter
from faqbot.search.query.correct import CorrectedQuestion, correct_question
from faqbot.search.query.function_words import function_terms
from faqbot.search.results.grouping import DistinctStatements
from faqbot.search.spelling.speller import Spelling, build_spelling
from faqbot.search.store import writer as store_writer
from faqbot.search.store.reader import Store
from faqbot.search.store.writer import StoreWriter, passage_print

_CANDIDATES = 200
# Who asks what is suggested, word by word, gets the passage it came from: a little more than the
# best other.
_AHEAD = 2.0**-16
# Scores of texts that say the same differ behind these digits, by the order of summation.
_SCORE_DIGITS = 9
# So many passages that score alike are put in the order of their days.
_MOST_DATED = 10
_PARTS = ("store", "impacts", "grams", "spelling", "suggest")
# What a build is made by. Raise "passages" when `_texts` or `_analysed` return something else.
_FORMATS = {
    "passages": 3,
    "store": store_writer.FORMAT,
    "grams": ngrams_writer.FORMAT,
    "suggest": suggester.FORMAT,
}


class RankedEngine:
    """Builds and opens faqbot's own indexes."""

    name = "ranked"

    def __init__(self, weights: Weights = DEFAULT_WEIGHTS) -> None:
        """Make builds with these weights; a build that is opened keeps its own."""
        self._weights = weights

    def build(
        self, documents: Iterable[Document], folder: Path, previous: Path | None = None
    ) -> None:
        """Write the index of these documents into an empty folder.

        What the previous build of this engine has is taken from there and not analysed again; it
        stays as it is, and one that another version made is not used.
        """
        for part in _PARTS:
            (folder / part).mkdir(mode=0o700)
        whole = reusable(previous, _FORMATS)
        before = {part: whole / part if whole else None for part in _PARTS}
        grams = GramsWriter(before["grams"])
        offers = Offers()
        languages: list[str] = []

        def passages() -> Iterable[LazyPassage]:
            for document in documents:
                for passage in document.passages:
                    print_ = passage_print(document, passage)
                    analyse = partial(_analysed, document, passage)
                    kept = store.keep(document, print_)
                    if kept is None:
                        analysed = analyse()
                        store.add(document, passage, analysed.everything)
                        grams.add(*_texts(document, passage))
                        analyse = partial(_same, analysed)
                    else:
                        grams.keep(kept)
                    offers.add(document, passage)
                    languages.append(document.language)
                    yield LazyPassage(print_, analyse)
            store.end()

        with StoreWriter(folder / "store", before["store"]) as store:
            compile_impacts(
                passages(),
                folder / "impacts",
                functional=function_terms,
                previous=before["impacts"],
                weights=self._weights,
            )
            vocabulary = grams.write(folder / "grams", languages)
            build_spelling(folder / "spelling", vocabulary)
            build_suggestions(folder / "suggest", offers.rows(), before["suggest"])
            store.wait()
        write_weights(folder, self._weights)
        state(folder, _FORMATS)

    def open(self, folder: Path) -> Reader:
        """Return a reader; raises BuildError if the files cannot be read or do not fit together."""
        return _RankedReader(folder)


class _Scored(NamedTuple):
    passage: Passage
    document: Document
    score: float


class _RankedReader:
    def __init__(self, folder: Path) -> None:
        self._store = Store(folder / "store")
        self._impacts = Impacts.open(folder / "impacts")
        weights = read_weights(folder)
        self._grams = Grams(folder / "grams", weights)
        self._grams_weight = weights.grams
        self._spelling = Spelling(folder / "spelling", partial(_together, self._impacts))
        self._suggester = Suggester(folder / "suggest")
        self.calibration = read_calibration(folder)
        if not self._store.row_count == self._impacts.row_count == self._grams.row_count:
            raise BuildError(f"{folder}: its parts do not fit together; run `faqbot index`")

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, best first; what several passages say alike comes once."""
        found, first = self._impacts.top(
            wanted_keys(query), max(limit, _CANDIDATES), self._store.allowed(query)
        )
        scores = first + self._grams_weight * self._grams.scores(found, query.text)
        own = found == self._suggester.place_of(query.question)
        scores[own] = np.maximum(scores[own], scores[~own].max(initial=0.0) + _AHEAD)
        hits: list[Hit] = []
        shown = DistinctStatements()
        for passage, document, score in self._in_order(found, scores):
            if len(hits) >= limit:
                break
            if shown.add(passage, document):
                hits.append(Hit(passage, document, score, len(hits) + 1))
        return hits

    def _in_order(self, rows: Array, scores: Array) -> Iterator[_Scored]:
        """Yield passages, best first; of those that score alike, the later dated first."""

        def stored(place: int) -> _Scored:
            return _Scored(*self._store.at(int(rows[place])), float(scores[place]))

        rounded = np.round(scores, _SCORE_DIGITS)
        order = np.argsort(-rounded, kind="stable").tolist()
        for _, alike in groupby(order, rounded.tolist().__getitem__):
            found = map(stored, alike)
            yield from sorted(islice(found, _MOST_DATED), key=_day, reverse=True)
            yield from found

    def rarity(self, query: Query, language: str) -> Rarity:
        """Return how rare the terms of a query are among the passages of a language."""
        wanted = list(dict.fromkeys(query.terms.get(language, ())))
        frequencies = self._impacts.frequencies([term_key(language, term) for term in wanted])
        telling = [term not in query.common[language] for term in wanted]
        return weigh(frequencies.tolist(), telling, self._impacts.passage_count(language))

    def coverage(self, query: Query, hit: Hit) -> float:
        """Return the share of one wording of the hit's question that the query says; 0 if more.

        Of a passage without a question, 1 if the query says its heading, else 0.
        """
        language = hit.document.language
        said = self._weights(query.terms.get(language, ()), language)
        asked, _ = _texts(hit.document, hit.passage)
        shares = [coverage(said, self._weights(terms(each, language), language)) for each in asked]
        if not hit.passage.question:
            heading = terms(heading_of(hit.document, hit.passage), language)
            shares.append(float(bool(said) and said.keys() == set(heading)))
        return max(shares)

    def _weights(self, found: Iterable[str], language: str) -> dict[str, float]:
        """Return the idf of different terms, half of it for function words."""
        wanted = list(dict.fromkeys(found))
        frequencies = self._impacts.frequencies([term_key(language, term) for term in wanted])
        common = function_terms(language).common
        total = self._impacts.passage_count(language)
        return {
            term: idf(count, total) * (0.5 if term in common else 1.0)
            for term, count in zip(wanted, frequencies.tolist(), strict=True)
        }

    def correct(self, query: Query) -> CorrectedQuestion | None:
        """Return the query's question with unknown words corrected, None if all is well."""
        return correct_question(query, self._spelling)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return at most `limit` questions that complete what is typed, best first."""
        return self._suggester.complete(typed, limit)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage; raises NotFoundError."""
        return self._store.passage(passage_id)

    def document(self, document_id: str) -> Document:
        """Return one document with its passages in order; raises NotFoundError."""
        return self._store.document(document_id)

    def close(self) -> None:
        """Let go of the index files."""
        self._store.close()


def _day(found: _Scored) -> str:
    return max(found.document.published, found.document.modified)


def _together(impacts: Impacts, language: str, first: str, second: str) -> int:
    """Return the number of passages in which two words stand side by side."""
    key = pair_key(language, term(first, language), term(second, language))
    return int(impacts.frequencies([key])[0])


def _same(analysed: PassageTerms) -> PassageTerms:
    return analysed


def _texts(document: Document, passage: Passage) -> tuple[list[str], list[str]]:
    """Return the question and its other wordings, and everything else that a passage says."""
    asked = [text for text in (passage.question, *passage.aliases) if text]
    return asked, [document.title, *passage.heading_path, passage.text]


def _analysed(document: Document, passage: Passage) -> PassageTerms:
    language = document.language
    asked, texts = _texts(document, passage)
    shown = [text for text in (passage.question, *texts) if text]
    joined = [term for text in shown for term in joined_terms(text, language)]
    everything = [*(terms(text, language) for text in shown), joined]
    question = _asked_terms(passage.question, language)
    others = [term for alias in passage.aliases for term in _asked_terms(alias, language)]
    if not passage.question and passage.heading_path:
        question = terms(passage.heading_path[-1], language)
    return PassageTerms(language, everything, question, others, is_heading=not asked)


def _asked_terms(text: str, language: str) -> list[str]:
    return [*terms(text, language), *joined_terms(text, language)]
