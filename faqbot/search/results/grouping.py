"""Passages that say the same are grouped, and only the first is shown.

Long texts that are equal say the same wherever they stand. Texts of two pages that differ in a few
words say the same if

* they stand under the same question, heading or title;
* titles, headings and texts have the same numbers, so that the fees of two years stay two answers;
* no name, number word or negation is among the words that differ, so that branches of one library
  stay apart.

A short text ("Yes.") means something only with its question, and is never grouped.
"""

import re
from collections import Counter
from functools import cached_property

from rapidfuzz.distance import Indel

from faqbot.core.records import Document, Passage
from faqbot.core.text.words import fold, word_texts
from faqbot.search.query.function_words import decisive_words, function_words

# Comparing words takes quadratic time, so very long texts are left alone.
_MIN_CHARS, _MAX_CHARS = 80, 10_000
# Of the words of both texts in order: one of ten may differ.
_MIN_SIMILARITY = 0.9
# Length of the shorter text by that of the longer: this cheap test rules out most pairs.
_MIN_LENGTH_RATIO = 0.8
# Beyond this many texts, only equal ones are grouped: each new text is compared with all before.
_MAX_COMPARED = 20
_NUMBER = re.compile(r"\d+")
_NEGATED = ("n't", "n’t")


class Statement:
    """What a passage says and under which headings; compared with that of another passage."""

    def __init__(self, passage: Passage, document: Document) -> None:
        self._passage = passage
        self._document = document
        self.text = passage.text
        self.is_long = len(self.text) >= _MIN_CHARS

    def is_duplicate_of(self, other: "Statement") -> bool:
        """Return whether both say the same."""
        return self._passage.id == other._passage.id or (
            self.is_long
            and other.is_long
            and (self.text == other.text or self.is_near_duplicate_of(other))
        )

    def is_near_duplicate_of(self, other: "Statement") -> bool:
        """Return whether two long texts say the same in slightly different words."""
        # The cheap tests come first.
        return (
            self._document.language == other._document.language
            # Rows of one table differ in a word or two.
            and self._document.id != other._document.id
            and len(self.text) >= _MIN_LENGTH_RATIO * len(other.text)
            and len(other.text) >= _MIN_LENGTH_RATIO * len(self.text)
            and max(len(self.text), len(other.text)) <= _MAX_CHARS
            and self._shares_heading(other)
            and self._numbers == other._numbers
            and self._shares_words(other)
            and not self._has_decisive_word_beyond(other)
            and not other._has_decisive_word_beyond(self)
        )

    def _shares_heading(self, other: "Statement") -> bool:
        # One page may have a section on what is all of another page.
        return bool(self._heading) and (
            self._heading in (other._heading, other._title) or self._title == other._heading
        )

    def _shares_words(self, other: "Statement") -> bool:
        cutoff = _MIN_SIMILARITY
        return Indel.normalized_similarity(self._folded, other._folded, score_cutoff=cutoff) > 0

    def _has_decisive_word_beyond(self, other: "Statement") -> bool:
        """Return whether a word that the other lacks makes this another statement."""
        decisive = decisive_words(self._document.language)
        common = function_words(self._document.language)
        extra = Counter(self._folded) - Counter(other._folded)
        return any(
            folded in decisive
            or folded.endswith(_NEGATED)
            or (word[0].isupper() and folded not in common)
            for word, folded in zip(self._words, self._folded, strict=True)
            if folded in extra
        )

    @cached_property
    def _heading(self) -> frozenset[str]:
        heading = self._passage.question or (self._passage.heading_path or ("",))[-1]
        return self._content_words(heading) or self._title

    @cached_property
    def _title(self) -> frozenset[str]:
        return self._content_words(self._document.title)

    def _content_words(self, text: str) -> frozenset[str]:
        """Return the folded content words of a text, or all its words if it has no others."""
        folded = frozenset(map(fold, word_texts(text)))
        return folded - function_words(self._document.language) or folded

    @cached_property
    def _numbers(self) -> list[list[str]]:
        headings = (self._document.title, self._passage.question, *self._passage.heading_path[-1:])
        # A year often stands in the title and again in a heading; in a text, each number counts.
        return [sorted(set(_NUMBER.findall(" ".join(headings)))), _NUMBER.findall(self.text)]

    @cached_property
    def _words(self) -> list[str]:
        return word_texts(self.text)

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(word) for word in self._words]


class DistinctStatements:
    """The statements of a result list, each once."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._statements: list[Statement] = []

    def add(self, passage: Passage, document: Document) -> bool:
        """Return whether this says something new; if so, remember it."""
        statement = Statement(passage, document)
        if not statement.is_long:
            return True
        if statement.text in self._texts:
            return False
        if any(map(statement.is_near_duplicate_of, self._statements)):
            return False
        self._texts.add(statement.text)
        if len(self._statements) < _MAX_COMPARED:
            self._statements.append(statement)
        return True
