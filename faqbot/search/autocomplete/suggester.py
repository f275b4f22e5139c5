"""Questions of the site that complete what a visitor has typed so far.

Questions are numbered shortest first, so that a smaller number is a better suggestion. Their words
stand sorted: the words that begin with what was typed are a range, and so are the questions that
have them. What begins as typed comes first, then what has the words in order, then in any order;
then the same without function words, and with one typo in a word.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import UNSPACED, fold, words
from faqbot.search.arrays.mapped import Array, Texts, damaged, is_rising, read_array
from faqbot.search.autocomplete.prefixes import Range, near_prefixes, prefix_range
from faqbot.search.query.function_words import function_words

_MAX_TYPED_CHARS = 300
_PIECE = re.compile(f"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern}).)+")
_APOSTROPHE = re.compile("['’]")
_MIN_TYPO_LETTERS = 4
# Longer input is only compared with the beginnings of questions; at most two words may have a typo.
_MAX_WORDS = 24
_MAX_TYPOS = 2
# Questions are compared in chunks until enough are found. Only the first letters of common words
# match more than this; there, the shortest questions will do.
_CHUNK = 1024
_MAX_CHUNKS = 8


@dataclass(frozen=True)
class Suggestion:
    """A question of the site, and the URL to open for it."""

    text: str
    url: str


class Suggester:
    """Completes questions; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Map the files of `writer`; raises BuildError if they are damaged."""
        self._questions = Texts(folder, "questions")
        self._urls = Texts(folder, "urls")
        self._places = read_array(folder, "places")
        self._keys = Texts(folder, "keys")
        self._by_key = read_array(folder, "by_key")
        self._words = Texts(folder, "words").all_raw()
        # The questions of word n: holders[holder_starts[n] : holder_starts[n + 1]], rising.
        self._holder_starts = read_array(folder, "holder_starts")
        self._holders = read_array(folder, "holders")
        # The words of question n, in order: has[has_starts[n] : has_starts[n + 1]].
        self._has_starts = read_array(folder, "has_starts")
        self._has = read_array(folder, "has")
        if not self._is_whole():
            raise damaged(folder / "questions.utf8")
        languages = Texts(folder, "languages")
        self._common = frozenset(chain.from_iterable(map(function_words, languages)))

    def complete(self, typed: str, limit: int) -> list[Suggestion]:
        """Return at most `limit` questions that complete what is typed, best first.

        Each typed word must begin a word of the question, in any order; see the module for the
        order of suggestions. A word that no question has may have one typo, any word if nothing
        is found otherwise.
        """
        tokens = _tokens(squeeze(typed[:_MAX_TYPED_CHARS]))
        if not tokens or limit < 1:
            return []
        runs = _unspaced_runs(typed[:_MAX_TYPED_CHARS])
        # A dict keeps the order, and each question once.
        numbers = dict.fromkeys(self._best_beginning(" ".join(tokens), limit))
        for ranges in self._readings(tokens, numbers):
            if len(numbers) >= limit:
                break
            # Those chosen already may come again, and count once.
            for number in self._with_words(ranges, limit + len(numbers)):
                # Letters of scripts without spaces are words each; here their order counts again.
                key = self._keys[number] if runs else ""
                if all(run in key for run in runs):
                    numbers[number] = None
        best = list(numbers)[:limit]
        return [Suggestion(self._questions[number], self._urls[number]) for number in best]

    def row_of(self, question: str) -> int:
        """Return the row of the passage that has these words as question or heading, or -1."""
        if len(question) > _MAX_TYPED_CHARS:
            return -1
        key = question_key(question).encode("utf-8", "replace")
        # The key itself sorts before all others that begin with it.
        for number in self._beginning(key)[:1].tolist():
            if self._keys.raw(number) == key:
                return int(self._places[number])
        return -1

    def _is_whole(self) -> bool:
        questions, words = len(self._questions), len(self._words)
        by_question = (self._urls, self._places, self._keys, self._by_key)
        return (
            all(len(each) == questions for each in by_question)
            and len(self._holder_starts) == words + 1
            and len(self._has_starts) == questions + 1
            and is_rising(self._holder_starts, last=len(self._holders))
            and is_rising(self._has_starts, last=len(self._has))
            and bool((self._by_key < questions).all())
            and bool((self._holders < questions).all())
            and bool((self._has < words).all())
        )

    def _beginning(self, key: bytes) -> Array:
        """Return the questions whose keys begin so, in order of their keys."""
        order, raw = self._by_key.data, self._keys.raw
        low = bisect_left(order, key, key=raw)
        # No UTF-8 has this byte: it sorts after everything that begins with the letters.
        return self._by_key[low : bisect_left(order, key + b"\xff", low, key=raw)]

    def _best_beginning(self, typed: str, limit: int) -> list[int]:
        """Return the best questions that begin with the typed text."""
        numbers = self._beginning(typed.encode("utf-8", "replace"))
        # Smaller numbers are better: only the smallest need sorting.
        if len(numbers) > limit:
            numbers = np.partition(numbers, limit - 1)[:limit]
        return sorted(numbers.tolist())

    def _readings(self, tokens: Sequence[str], numbers: Sized) -> Iterator[list[list[Range]]]:
        """Yield, strictest first, the ranges of words of which a question must have one each."""
        if len(tokens) > _MAX_WORDS:
            return
        strict = [prefix_range(self._words, token) for token in tokens]
        yield [[exact] for exact in strict]
        content = [
            (token, exact)
            for token, exact in zip(tokens, strict, strict=True)
            if token not in self._common
        ]
        if content and len(content) < len(tokens):
            yield [[exact] for _, exact in content]
        long = [(token, exact) for token, exact in content if len(token) >= _MIN_TYPO_LETTERS]
        unknown = [token for token, (low, high) in long if low == high]
        if content and (unknown or not numbers):
            doubted = set((unknown or [token for token, _ in long])[-_MAX_TYPOS:])
            yield [
                [exact, *near_prefixes(self._words, token)] if token in doubted else [exact]
                for token, exact in content
            ]

    def _with_words(self, required: list[list[Range]], limit: int) -> list[int]:
        """Return questions with a word from each list of ranges, those in this order first."""
        counts = [self._question_count(ranges) for ranges in required]
        if not min(counts):
            return []
        # Starting from the rarest word leaves the fewest questions to compare.
        candidates = self._having(required[counts.index(min(counts))])
        ordered: list[int] = []
        others: list[int] = []
        for start in range(0, min(len(candidates), _MAX_CHUNKS * _CHUNK), _CHUNK):
            chunk = candidates[start : start + _CHUNK]
            have_all, in_order = self._compare(chunk, required)
            ordered += chunk[in_order].tolist()
            others += chunk[have_all & ~in_order].tolist()
            if len(ordered) >= limit:
                break
        return [*ordered, *others][:limit]

    def _question_count(self, ranges: list[Range]) -> int:
        return sum(
            int(self._holder_starts[high]) - int(self._holder_starts[low]) for low, high in ranges
        )

    def _having(self, ranges: list[Range]) -> Array:
        """Return the questions that have a word of one of these ranges, rising."""
        starts = self._holder_starts
        is_holder = np.zeros(len(self._questions), dtype=bool)
        for low, high in ranges:
            is_holder[self._holders[starts[low] : starts[high]]] = True
        return np.flatnonzero(is_holder)

    def _compare(self, chunk: Array, required: list[list[Range]]) -> tuple[Array, Array]:
        """Return which questions have a word of each list, and which in this order."""
        starts = self._has_starts[chunk].astype(np.int64)
        lengths = self._has_starts[chunk + 1] - starts
        owners = np.repeat(np.arange(len(chunk)), lengths)
        # Of each word: its place within its question.
        places = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        word_numbers = self._has[np.repeat(starts, lengths) + places]
        have_all = np.ones(len(chunk), dtype=bool)
        # Where the words so far end in each question; behind everything once one is not in order.
        reached = np.full(len(chunk), -1)
        for ranges in required:
            fits = np.zeros(len(word_numbers), dtype=bool)
            for low, high in ranges:
                fits |= (word_numbers >= low) & (word_numbers < high)
            have_all &= np.bincount(owners[fits], minlength=len(chunk)) > 0
            later = np.flatnonzero(fits & (places > reached[owners]))[::-1]
            reached = np.full(len(chunk), len(word_numbers))
            # Written backwards: the first place of each question is what stays.
            reached[owners[later]] = places[later]
        return have_all, reached < len(word_numbers)


def question_key(question: str) -> str:
    """Return the folded words of a question, by which it is completed and found again."""
    return " ".join(_tokens(question))


def _tokens(text: str) -> list[str]:
    """Return the folded words of a text; letters of scripts without spaces are words each."""
    return list(chain.from_iterable(_pieces(word.text) for word in words(text)))


def _pieces(word: str) -> list[str]:
    # What follows an apostrophe ("l'école") can be typed alone; "whats" is a typo in "what's".
    parts = _APOSTROPHE.sub(" ", fold(word)).split()
    return [piece for part in parts for piece in _PIECE.findall(part)]


def _unspaced_runs(typed: str) -> list[str]:
    """Return, as they stand in keys, the words of scripts without spaces: parts of a question."""
    return [
        " ".join(_pieces(word.text)) for word in words(squeeze(typed)) if UNSPACED.search(word.text)
    ]
