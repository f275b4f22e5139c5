"""Ranges of sorted words that begin with what was typed, or with what differs by one typo."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

# In UTF-8, which sort as the words do; in memory, as a typo takes hundreds of looks at them.
SortedWords = Sequence[bytes]
# The words from low up to, but without, high.
Range = tuple[int, int]

_MAX_TYPED_LETTERS = 32
_MAX_NEXT_LETTERS = 64
_MAX_RANGES = 32


def prefix_range(words: SortedWords, typed: str, within: Range | None = None) -> Range:
    """Return which of the sorted words begin with the typed letters."""
    low, high = within or (0, len(words))
    encoded = typed.encode("utf-8", "replace")
    low = bisect_left(words, encoded, low, high)
    if low == high or not words[low].startswith(encoded):
        return low, low
    # No UTF-8 has this byte: it sorts after everything that begins with the letters.
    return low, bisect_left(words, encoded + b"\xff", low, high)


def near_prefixes(words: SortedWords, typed: str) -> list[Range]:
    """Return the ranges of words that begin with the typed letters but for one typo.

    One letter too many, too few, another, or two transposed. The first letter is neither lacking
    nor another: people get it right, and it would take as long as all the others. At most 32
    ranges; none for more than 32 letters, which nobody types one by one.
    """
    if len(typed) > _MAX_TYPED_LETTERS:
        return []
    ranges: dict[Range, None] = {}  # in order, each once
    within = (0, len(words))
    for place in range(len(typed)):
        within = prefix_range(words, typed[:place], within)
        if within[0] == within[1]:
            break
        for variant, around in _variants(words, typed, place, within):
            low, high = prefix_range(words, variant, around)
            if low < high:
                ranges[low, high] = None
        if len(ranges) >= _MAX_RANGES:
            break
    return list(ranges)[:_MAX_RANGES]


def _variants(
    words: SortedWords, typed: str, place: int, within: Range
) -> Iterator[tuple[str, Range]]:
    """Yield the typed letters with one typo corrected at this place, and where they may stand."""
    head, rest = typed[:place], typed[place:]
    yield head + rest[1:2] + rest[:1] + rest[2:], within
    yield head + rest[1:], within
    if not place:
        return
    # Letters that words have here, in any script: most of an alphabet would find nothing.
    for letter, around in _next_letters(words, place, within):
        yield head + letter + rest[1:], around
        yield head + letter + rest, around


def _next_letters(words: SortedWords, place: int, within: Range) -> Iterator[tuple[str, Range]]:
    """Yield the letters that words with the same beginning have next, and which words have them."""
    low, high = within
    for _ in range(_MAX_NEXT_LETTERS):
        if low < high and len(words[low].decode("utf-8", "replace")) == place:
            low += 1
        if low >= high:
            return
        beginning = words[low].decode("utf-8", "replace")[: place + 1]
        # The words with this letter start here: only their end is to be found.
        end = bisect_left(words, beginning.encode("utf-8", "replace") + b"\xff", low, high)
        yield beginning[place:], (low, end)
        low = end
