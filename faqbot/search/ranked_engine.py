"""faqbot's own engine: the inverted index finds, n-grams refine, Whoosh stores and filters.

store/          the full-text index: passages, phrases, filters
inverted/       what each term adds to the score of each passage
ngrams/         character n-grams inside words, for the best few hundred
spelling/       words of the site, for corrections
suggestions/    questions of the site, for completion
weights.json    what each part of a score is worth
manifest.json   how the build was made

calibration.json is written after the rest, which it measures.
"""

import logging
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.core.records import Document, Hit, Passage, Query, Weights
from faqbot.core.text.words import term, terms
from faqbot.search.analysis.passages import (
    AnalysedPassage,
    heading_of,
    passage_fingerprint,
    questions_of,
)
from faqbot.search.arrays.mapped import Array
from faqbot.search.autocomplete.suggester import Suggester, Suggestion
from faqbot.search.autocomplete.writer import SuggestionWriter
from faqbot.search.builds.manifest import check_formats, unchanged_rows, write_manifest
from faqbot.search.confidence.signals import Rarity, coverage, read_calibration, weigh
from faqbot.search.engine import Part, Ranking, Reader
from faqbot.search.inverted.bm25 import idf
from faqbot.search.inverted.build import InvertedWriter
from faqbot.search.inverted.index import InvertedIndex
from faqbot.search.inverted.keys import pair_key, query_keys, term_key
from faqbot.search.inverted.weights import DEFAULT_WEIGHTS, read_weights, write_weights
from faqbot.search.ngrams.index import NgramIndex
from faqbot.search.ngrams.writer import NgramWriter
from faqbot.search.query.correct import CorrectedQuestion, correct_question
from faqbot.search.query.function_words import function_terms
from faqbot.search.results.grouping import DistinctStatements
from faqbot.search.spelling.speller import Speller
from faqbot.search.spelling.writer import SpellingWriter
from faqbot.search.store.reader import PassageStore
from faqbot.search.store.writer import StoreWriter

# Passages of the first stage that the second looks at; a larger limit looks at more.
_MIN_CANDIDATES = 200
# Whoever asks a suggested question word by word gets its passage: it scores this much more than
# the best other.
_SUGGESTED_MARGIN = 2.0**-16
# Scores of equal texts differ beyond these digits, by the order of summation.
_SCORE_DIGITS = 9
# At most this many passages that score alike are ordered by date.
_MAX_DATED = 10
_FORMATS = {
    "store": StoreWriter.FORMAT,
    "inverted": InvertedWriter.FORMAT,
    "ngrams": NgramWriter.FORMAT,
    "spelling": SpellingWriter.FORMAT,
    "suggestions": SuggestionWriter.FORMAT,
}

_log = logging.getLogger(__name__)


def check_openable(folder: Path) -> None:
    """Raise BuildError, naming the way out, unless this version can open the build in a folder.

    Reads the manifest only; `builds.folders.check_build` checks that the files are whole.
    """
    check_formats(folder, _FORMATS)


class RankedEngine:
    """Builds and opens faqbot's own indexes."""

    name = "ranked"

    def __init__(self, weights: Weights = DEFAULT_WEIGHTS) -> None:
        """Make builds with these weights; a build that is opened keeps its own."""
        self._weights = weights

    def build(
        self, documents: Iterable[Document], folder: Path, previous: Path | None = None
    ) -> None:
        """Write the index; what the previous build has is taken over and not analysed again."""
        for name in _FORMATS:
            (folder / name).mkdir(mode=0o700)
        fingerprints = array("Q")
        try:
            old_rows = unchanged_rows(previous, _FORMATS)
            store, *others = self._parts(folder, previous if old_rows else None)
        except BuildError as error:
            # Without the advice to run `faqbot index`, which is what runs.
            _log.warning("everything is indexed anew: %s", str(error).partition("; run ")[0])
            old_rows, (store, *others) = {}, self._parts(folder, None)
        with store:
            parts: list[Part] = [store, *others]
            for document in documents:
                for passage in document.passages:
                    analysed = AnalysedPassage(document, passage)
                    fingerprints.append(passage_fingerprint(document, passage))
                    # Each old row is taken over once: in Whoosh, it cannot become two.
                    old_row = old_rows.pop(fingerprints[-1], None)
                    for part in parts:
                        part.add(analysed, old_row)
            for part in parts:
                part.finish()
        write_weights(folder, self._weights)
        write_manifest(folder, _FORMATS, fingerprints)

    def open(self, folder: Path) -> Reader:
        """Return a reader; raises BuildError if this version cannot read the files."""
        check_openable(folder)
        return _RankedReader(folder)

    def _parts(self, folder: Path, previous: Path | None) -> tuple[StoreWriter, *tuple[Part, ...]]:
        """Return the parts of a new build, in the order in which they are finished.

        The store comes first: its child process then writes while the others do.
        """

        def of(name: str) -> tuple[Path, Path | None]:
            return folder / name, previous and previous / name

        ngrams = NgramWriter(*of("ngrams"))
        return (
            StoreWriter(*of("store")),
            InvertedWriter(*of("inverted"), weights=self._weights),
            ngrams,
            SpellingWriter(folder / "spelling", ngrams.vocabulary),
            SuggestionWriter(*of("suggestions")),
        )


class _ScoredPassage(NamedTuple):
    passage: Passage
    document: Document
    score: float


class _RankedReader:
    def __init__(self, folder: Path) -> None:
        self._store = PassageStore(folder / "store")
        self._inverted = InvertedIndex(folder / "inverted")
        weights = read_weights(folder)
        self._ngrams = NgramIndex(folder / "ngrams", weights)
        self._ngrams_weight = weights.ngrams
        self._speller = Speller(folder / "spelling", partial(_pair_count, self._inverted))
        self._suggester = Suggester(folder / "suggestions")
        self.calibration = read_calibration(folder)
        if not self._store.row_count == self._inverted.row_count == self._ngrams.row_count:
            raise BuildError(f"{folder}: its parts do not fit together; run `faqbot index`")

    def search(self, query: Query, limit: int) -> Ranking:
        rows, first_scores = self._inverted.top(
            query_keys(query), max(limit, _MIN_CANDIDATES), self._store.allowed(query)
        )
        scores = first_scores + self._ngrams_weight * self._ngrams.scores(rows, query.text)
        # -1, for none, is no row.
        is_suggested = rows == self._suggester.row_of(query.question)
        others = scores[~is_suggested].max(initial=0.0)
        scores[is_suggested] = np.maximum(scores[is_suggested], others + _SUGGESTED_MARGIN)
        hits: list[Hit] = []
        statements = DistinctStatements()
        for candidate in self._in_order(rows, scores):
            if len(hits) >= limit:
                break
            if statements.add(candidate.passage, candidate.document):
                hits.append(Hit(*candidate, len(hits) + 1))
        language = hits[0].document.language if hits else next(iter(query.terms))
        return Ranking(hits, self._rarity(query, language), self._coverage(query, hits))

    def correct(self, query: Query) -> CorrectedQuestion | None:
        return correct_question(query, self._speller)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        return self._suggester.complete(typed, limit)

    def passage(self, passage_id: str) -> Passage:
        return self._store.passage(passage_id)

    def document(self, document_id: str) -> Document:
        return self._store.document(document_id)

    def close(self) -> None:
        self._store.close()

    def _in_order(self, rows: Array, scores: Array) -> Iterator[_ScoredPassage]:
        """Yield passages, best first; of those that score alike, the later dated first."""

        def load(place: int) -> _ScoredPassage:
            return _ScoredPassage(*self._store.at(int(rows[place])), float(scores[place]))

        rounded = np.round(scores, _SCORE_DIGITS)
        order = np.argsort(-rounded, kind="stable").tolist()
        for _, places in groupby(order, rounded.tolist().__getitem__):
            candidates = map(load, places)
            # What is read from the store is paid for: a tie of thousands is not read whole.
            yield from sorted(islice(candidates, _MAX_DATED), key=_day, reverse=True)
            yield from candidates

    def _rarity(self, query: Query, language: str) -> Rarity:
        """Return how rare the terms of a query are among the passages of a language."""
        query_terms = list(dict.fromkeys(query.terms.get(language, ())))
        is_content = [term not in query.common[language] for term in query_terms]
        total = self._inverted.passage_count(language)
        return weigh(self._frequencies(query_terms, language), is_content, total)

    def _coverage(self, query: Query, hits: Sequence[Hit]) -> float:
        """Return how much of the first hit's question is asked; 0 for a heading of two documents.

        Of a passage without a question, 1 if its heading is asked, else 0.
        """
        if not hits:
            return 0.0
        first, *others = hits
        share = self._covered_share(query, first)
        if not share or first.passage.question:
            return share
        others = [hit for hit in others if hit.document.id != first.document.id]
        return 0.0 if any(self._covered_share(query, hit) == 1 for hit in others) else share

    def _covered_share(self, query: Query, hit: Hit) -> float:
        language = hit.document.language
        weights = self._weights(query.terms.get(language, ()), language)
        shares = [
            coverage(weights, self._weights(terms(text, language), language))
            for text in questions_of(hit.passage)
        ]
        if not hit.passage.question:
            heading = terms(heading_of(hit.document, hit.passage), language)
            shares.append(float(bool(weights) and weights.keys() == set(heading)))
        return max(shares)

    def _weights(self, text_terms: Iterable[str], language: str) -> dict[str, float]:
        """Return the idf of different terms, half of it for function words."""
        distinct = list(dict.fromkeys(text_terms))
        common = function_terms(language).common
        frequencies = self._frequencies(distinct, language)
        rarities = idf(frequencies, self._inverted.passage_count(language)).tolist()
        return {
            term: rarity * (0.5 if term in common else 1.0)
            for term, rarity in zip(distinct, rarities, strict=True)
        }

    def _frequencies(self, distinct: Iterable[str], language: str) -> list[int]:
        """Return the number of passages that have each term."""
        return self._inverted.frequencies([term_key(language, term) for term in distinct])


def _day(candidate: _ScoredPassage) -> str:
    return max(candidate.document.published, candidate.document.modified)


def _pair_count(inverted: InvertedIndex, language: str, first: str, second: str) -> int:
    """Return the number of passages in which two words stand side by side."""
    key = pair_key(language, term(first, language), term(second, language))
    return inverted.frequencies([key])[0]
