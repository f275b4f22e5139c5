"""Which passages say the same, so that it is shown once.

Long texts that are equal say the same wherever they stand. Where a few words differ, two pages say
the same if all of this holds: it stands under the same question, heading or title; titles, headings
and texts have the same numbers, so that fees of two years stay two answers; and no name, number
word or negation is among the words that differ, so that branches of one library stay apart. A short
text ("Yes.") says something with its question only, and stands alone.
"""

import re
from collections import Counter
from functools import cached_property

from rapidfuzz.distance import Indel

from faqbot.core.records import Document, Passage
from faqbot.core.text.words import fold, word_texts
from faqbot.search.query.function_words import decisive_words, function_words

_SHORTEST, _LONGEST = 80, 10_000  # characters
# Of the words of both texts in order: one of ten may be another.
_LEAST_ALIKE = 0.9
# The shorter text beside the longer, in characters: most pairs need no other look.
_LEAST_SIZE = 0.8
# Further down, only equal texts are found.
_MOST_COMPARED = 20
_NUMBER = re.compile(r"\d+")
_NEGATED = ("n't", "n’t")


class Said:
    """What a passage says, and under which headings; parts are made when they are needed."""

    def __init__(self, passage: Passage, document: Document) -> None:
        self._passage = passage
        self._document = document
        self.text = passage.text
        self.is_long = len(self.text) >= _SHORTEST

    def is_like(self, other: "Said") -> bool:
        """Return whether both say the same."""
        if self._passage.id == other._passage.id:
            return True
        if not (self.is_long and other.is_long):
            return False
        return self.text == other.text or self.is_nearly(other)

    def is_nearly(self, other: "Said") -> bool:
        """Return whether both texts are long and say the same in other words."""
        return (
            self._document.language == other._document.language
            # Rows of one table differ in a word or two.
            and self._document.id != other._document.id
            and _LEAST_SIZE * len(self.text) <= len(other.text) <= len(self.text) / _LEAST_SIZE
            and max(len(self.text), len(other.text)) <= _LONGEST
            and self._stands_with(other)
            and self._numbers == other._numbers
            and self._shares_words(other)
            and not self._decides_beside(other)
            and not other._decides_beside(self)
        )

    def _stands_with(self, other: "Said") -> bool:
        return bool(self._heading) and (
            self._heading in (other._heading, other._title) or self._title == other._heading
        )

    def _shares_words(self, other: "Said") -> bool:
        least = _LEAST_ALIKE
        return Indel.normalized_similarity(self._folded, other._folded, score_cutoff=least) > 0

    def _decides_beside(self, other: "Said") -> bool:
        """Return whether a word that the other lacks makes this another statement."""
        decisive = decisive_words(self._document.language)
        common = function_words(self._document.language)
        lacking = Counter(self._folded) - Counter(other._folded)
        return any(
            folded in decisive
            or folded.endswith(_NEGATED)
            or (word[0].isupper() and folded not in common)
            for word, folded in zip(self._words, self._folded, strict=True)
            if folded in lacking
        )

    @cached_property
    def _heading(self) -> frozenset[str]:
        above = self._passage.question or (self._passage.heading_path or ("",))[-1]
        return self._telling(above) or self._title

    @cached_property
    def _title(self) -> frozenset[str]:
        return self._telling(self._document.title)

    def _telling(self, text: str) -> frozenset[str]:
        said = frozenset(map(fold, word_texts(text)))
        return said - function_words(self._document.language) or said

    @cached_property
    def _numbers(self) -> list[list[str]]:
        above = (self._document.title, self._passage.question, *self._passage.heading_path[-1:])
        return [sorted(set(_NUMBER.findall(" ".join(above)))), _NUMBER.findall(self.text)]

    @cached_property
    def _words(self) -> list[str]:
        return word_texts(self.text)

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(word) for word in self._words]


class Shown:
    """What is shown so far."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._said: list[Said] = []

    def add(self, passage: Passage, document: Document) -> bool:
        """Return whether this says something new; if so, take it in."""
        said = Said(passage, document)
        if not said.is_long:
            return True
        if said.text in self._texts or any(map(said.is_nearly, self._said)):
            return False
        self._texts.add(said.text)
        if len(self._said) < _MOST_COMPARED:
            self._said.append(said)
        return True
