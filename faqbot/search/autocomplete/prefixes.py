"""Ranges of sorted words that begin with what was typed, or with what differs by one typo."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

# Words in UTF-8, which sort as the words do; in memory, as a typo takes hundreds of looks at them.
Known = Sequence[bytes]
# The words from low up to, but without, high.
Range = tuple[int, int]

_MAX_TYPED_LETTERS = 32
_MAX_NEXT_LETTERS = 64
_MAX_RANGES = 32


def prefix_range(known: Known, typed: str, within: Range | None = None) -> Range:
    """Return which of the sorted words begin with the typed letters."""
    low, high = within or (0, len(known))
    encoded = typed.encode("utf-8", "replace")
    low = bisect_left(known, encoded, low, high)
    if low == high or not known[low].startswith(encoded):
        return low, low
    # No UTF-8 has this byte: it stands behind everything that begins with the letters.
    return low, bisect_left(known, encoded + b"\xff", low, high)


def near_prefixes(known: Known, typed: str) -> list[Range]:
    """Return the ranges of words that begin with the typed letters but for one typo.

    One letter too many, too few, another, or two transposed. The first letter is neither lacking
    nor another: people get it right, and it would take as long as all the others. At most 32
    ranges; none for more than 32 letters, which nobody types one by one.
    """
    if len(typed) > _MAX_TYPED_LETTERS:
        return []
    found: dict[Range, None] = {}
    within = (0, len(known))
    for place in range(len(typed)):
        within = prefix_range(known, typed[:place], within)
        if within[0] == within[1]:
            break
        for variant, around in _variants(known, typed, place, within):
            low, high = prefix_range(known, variant, around)
            if low < high:
                found[low, high] = None
        if len(found) >= _MAX_RANGES:
            break
    return list(found)[:_MAX_RANGES]


def _variants(known: Known, typed: str, place: int, within: Range) -> Iterator[tuple[str, Range]]:
    """Yield the typed letters with one typo mended at this place, and where they may stand."""
    head, rest = typed[:place], typed[place:]
    yield head + rest[1:2] + rest[:1] + rest[2:], within
    yield head + rest[1:], within
    if not place:
        return
    for letter, around in _next_letters(known, place, within):
        yield head + letter + rest[1:], around
        yield head + letter + rest, around


def _next_letters(known: Known, place: int, within: Range) -> Iterator[tuple[str, Range]]:
    """Yield the letters that words with the same beginning have next, and which words have them."""
    low, high = within
    for _ in range(_MAX_NEXT_LETTERS):
        if low < high and len(known[low].decode("utf-8", "replace")) == place:
            low += 1
        if low >= high:
            return
        beginning = known[low].decode("utf-8", "replace")[: place + 1]
        # The words with this letter start here: only their end is to be found.
        end = bisect_left(known, beginning.encode("utf-8", "replace") + b"\xff", low, high)
        yield beginning[place:], (low, end)
        low = end
