"""Text fragments: links that lead to words of a page, for passages without an anchor.

Browsers look for whole words without regard to case, each part of a fragment within one block, and
jump to the first place that fits.
Source: https://wicg.github.io/scroll-to-text-fragment/
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import UNSPACED, word_spans, word_texts

# A fragment names at most this many words; a few short words may stand anywhere.
_WORDS = 8
_MIN_WORDS = 3
_MIN_CHARS = 12
_MIN_UNSPACED_CHARS = 5
_CONTEXT_WORDS = 4
# Labels and separators are at the start of a line, so a later word that is on the page is content.
_MAX_LINES = 5
_MAX_STARTS = 30
# Of words that stand more often, only the first places are looked at.
_MAX_PLACES = 100
# The words of a longer page would take too much memory.
_MAX_READ_CHARS = 500_000
# Between two letters or digits these end no word: "don't", "3.5", "file_name" (UAX 29).
_JOINERS = frozenset("'’._:,·")


class TextFragments:
    """Makes text fragments for the passages of a page, which must come in reading order.

    `text` is what a browser shows, with a line break wherever no part of a fragment may go on:
    between blocks, between cells, and where several spaces are shown.
    """

    def __init__(self, text: str) -> None:
        self._text = text if len(text) <= _MAX_READ_CHARS else ""
        self._last = 0

    @cached_property
    def _page(self) -> "_PageWords":
        return _PageWords(self._text)

    def find(self, lines: Iterable[str]) -> str:
        """Return the part of a link after ":~:text=" that leads to a passage, or "".

        It names the first words of the passage that stand on the page in one block, as its labels,
        bullets and separators do not. If the same words stand earlier on the page, as they do in a
        table of contents, it names the words beside them too.
        """
        first_lines = [_keys(line) for line in islice(lines, _MAX_LINES + 1)]
        run = self._first_run(first_lines[:_MAX_LINES])
        if run is None:
            return ""
        after = self._first_run(first_lines[run.line + 1 :])
        place = self._best_place(run, after.places if after else [])
        self._last = place
        return self._page.fragment(place, self._page.run_length(place, run.wanted))

    def _first_run(self, lines: list[list[str]]) -> "_Run | None":
        """Return the first words of these lines that stand on the page."""
        for number, line in enumerate(lines):
            for start in range(min(len(line), _MAX_STARTS)):
                wanted = line[start : start + _WORDS]
                if places := self._page.starts(wanted):
                    return _Run(number, wanted, places)
        return None

    def _best_place(self, run: "_Run", after: list[int]) -> int:
        """Return the place with most of the wanted words.

        Of equal ones, it is the nearest to what follows in the passage, else the next after the
        passage before.
        """
        page = self._page

        def rank(place: int) -> tuple[int, int, bool]:
            at = bisect_left(after, place + 1)
            gap = after[at] - place if at < len(after) else page.count
            return -page.run_length(place, run.wanted), gap, place <= self._last

        return min(run.places, key=rank)


class _Run(NamedTuple):
    """Words of a passage, the number of their line, and the places where they start on the page."""

    line: int
    wanted: list[str]
    places: list[int]


class _PageWords:
    """The words of a page; the place of a word is its number."""

    def __init__(self, text: str) -> None:
        self._lines = [line for line in map(squeeze, text.split("\n")) if line]
        self._keys: list[str] = []
        self._line_numbers: list[int] = []
        self._spans: list[tuple[int, int]] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        # Where the runs start that can be linked to, by their first words.
        self._starts: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            self._add(number, line)
        self.count = len(self._keys)

    def starts(self, wanted: list[str]) -> list[int]:
        """Return the places where a run starts that leads to these words, or to the first ones."""
        for count in range(min(_MIN_WORDS, len(wanted)), 0, -1):
            if places := self._starts.get(tuple(wanted[:count])):
                return places
        return []

    def run_length(self, place: int, wanted: list[str]) -> int:
        """Return how many of these words stand at a place in one line."""
        line = self._line_numbers[place]
        for count, key in enumerate(wanted):
            at = place + count
            if at == self.count or self._keys[at] != key or self._line_numbers[at] != line:
                return count
        return len(wanted)

    def fragment(self, place: int, count: int) -> str:
        """Return the fragment that leads to this place, with words beside it if it needs them."""
        end = self._end(place + count)
        first, last = self._context_start(place), self._context_end(end)
        choices = ((place, end), (place, last), (first, end), (first, last))
        start, stop = next((each for each in choices if self._is_first(*each)), choices[-1])
        left, right = self._spans[place][0], self._spans[end - 1][1]
        before = after = ""
        # Between words and context browsers skip spaces, but no other sign.
        if start < place:
            left, context = self._split_before(start, place)
            before = f"{_escaped(context)}-,"
        if stop > end:
            right, context = self._split_after(end, stop)
            after = f",-{_escaped(context)}"
        return f"{before}{_escaped(self._line(place)[left:right])}{after}"

    def _add(self, number: int, line: str) -> None:
        """Add a line, and the runs that start at its words: some words, a long one, or all."""
        keys, spans = _keys(line), word_spans(line)
        first = len(self._keys)
        self._keys += keys
        self._spans += spans
        self._line_numbers += [number] * len(keys)
        last_end = -1
        for at, (key, (start, end)) in enumerate(zip(keys, spans, strict=True)):
            place = first + at
            self._places[key].append(place)
            is_inside = start == last_end + 1 and line[last_end] in _JOINERS
            last_end = end
            if at and is_inside:
                continue
            run = tuple(keys[at : at + _MIN_WORDS])
            if len(run) == _MIN_WORDS or not at:
                self._add_start(run, place)
            if len(run) > 1 and _is_long(key):
                self._add_start((key,), place)

    def _add_start(self, run: tuple[str, ...], place: int) -> None:
        places = self._starts[run]
        if len(places) < _MAX_PLACES:
            places.append(place)

    def _line(self, place: int) -> str:
        return self._lines[self._line_numbers[place]]

    def _is_inside(self, place: int) -> bool:
        """Return whether a word continues the one before it, as the 5 of "3.5" does."""
        if not 0 < place < len(self._keys):
            return False
        end, start = self._spans[place - 1][1], self._spans[place][0]
        is_same_line = self._line_numbers[place - 1] == self._line_numbers[place]
        return is_same_line and start == end + 1 and self._line(place)[end] in _JOINERS

    def _end(self, place: int) -> int:
        """Return this place, or the next at which a word of its own starts."""
        while self._is_inside(place):
            place += 1
        return place

    def _context_start(self, place: int) -> int:
        """Return where the context starts that ends before a place: a few words of one line."""
        start = place
        while start and place - start < _CONTEXT_WORDS:
            if self._line_numbers[start - 1] != self._line_numbers[place - 1]:
                break
            start -= 1
        while start < place and self._is_inside(start):
            start += 1
        return start

    def _context_end(self, place: int) -> int:
        """Return where the context ends that starts at a place."""
        end = place
        while end < self.count and end - place < _CONTEXT_WORDS:
            if self._line_numbers[end] != self._line_numbers[place]:
                break
            end += 1
        return self._end(end)

    def _is_first(self, start: int, stop: int) -> bool:
        """Return whether the words from start to stop stand nowhere earlier on the page."""
        wanted = self._keys[start:stop]
        # The rarest word has the fewest places to look at.
        offset, key = min(enumerate(wanted), key=lambda item: len(self._places[item[1]]))
        for at in self._places[key]:
            if at - offset >= start:
                return True
            if self._keys[max(0, at - offset) :][: len(wanted)] == wanted:
                return False
        return True

    def _split_before(self, start: int, place: int) -> tuple[int, str]:
        """Return where the words at a place start in their line, and the context before them."""
        line, before = self._line(place), self._line(start)
        first = self._spans[place][0]
        is_same_line = self._line_numbers[start] == self._line_numbers[place]
        edge = self._spans[place - 1][1] if is_same_line else 0
        left = max(edge, line.rfind(" ", 0, first) + 1)
        end = left if is_same_line else len(before)
        return left, before[self._spans[start][0] : end].rstrip()

    def _split_after(self, place: int, stop: int) -> tuple[int, str]:
        """Return where the words before a place end in their line, and the context after them."""
        line, after = self._line(place - 1), self._line(place)
        last = self._spans[place - 1][1]
        is_same_line = self._line_numbers[place - 1] == self._line_numbers[place]
        edge = self._spans[place][0] if is_same_line else len(line)
        space = line.find(" ", last)
        right = min(edge, space) if space >= 0 and is_same_line else edge
        begin = right if is_same_line else 0
        return right, after[begin : self._spans[stop - 1][1]].lstrip()


def _keys(line: str) -> list[str]:
    """Return the words of a line in lower case."""
    if line.isascii():
        return word_texts(line.lower())
    return [word.lower().replace("’", "'") for word in word_texts(line)]


def _is_long(key: str) -> bool:
    """Return whether a word alone is long enough for a link to it."""
    chars = len(key)
    return chars >= _MIN_CHARS or (chars >= _MIN_UNSPACED_CHARS and bool(UNSPACED.match(key)))


def _escaped(text: str) -> str:
    # "-" and "," are syntax, and quote() does not escape "-".
    return quote(text, safe="").replace("-", "%2D")
