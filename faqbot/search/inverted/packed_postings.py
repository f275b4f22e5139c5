"""Postings as single numbers: the row in the upper bits, the impact in the lower.

Impacts are whole numbers, multiples of a unit that an index chooses. So a posting takes four bytes,
numbers sort by row, and sums do not depend on the order in which they are added.
"""

import numpy as np

from faqbot.search.arrays.mapped import Array

# The number of bits is part of the file format, see `files`.
_MAX_BITS = 20
# Sums of this many impacts of the most bits fit into 32 bits.
MAX_SUMMANDS = 1 << 32 - _MAX_BITS
# With fewer bits, ranking would suffer.
_MIN_BITS = 8
MAX_ROWS = 1 << 32 - _MIN_BITS


def impact_bits(row_count: int) -> int:
    """Return how many bits an impact has in an index of `row_count` rows, at most MAX_ROWS.

    >>> [impact_bits(count) for count in (0, 1, 4096, 4097, 100_000, 1_000_000, MAX_ROWS)]
    [20, 20, 20, 19, 15, 12, 8]
    """
    return min(_MAX_BITS, 32 - max(row_count - 1, 0).bit_length())


def pack(rows: Array, impacts: Array, bits: int) -> Array:
    """Return the postings of these rows and impacts, as uint32.

    >>> postings = pack(np.array([3, 7]), np.array([50, 20]), bits=15)
    >>> rows_of(postings, 15).tolist(), impacts_of(postings, 15).tolist()
    ([3, 7], [50, 20])
    """
    postings = rows.astype(np.uint32)
    postings <<= bits
    postings |= impacts.astype(np.uint32, copy=False)
    return postings


def rows_of(postings: Array, bits: int) -> Array:
    """Return the rows of postings."""
    return postings >> bits


def impacts_of(postings: Array, bits: int) -> Array:
    """Return the impacts of postings."""
    return postings & (1 << bits) - 1


def look_up(postings: Array, rows: Array, bits: int) -> Array:
    """Return the impacts of these rows in a list sorted by row, 0 for rows that it lacks."""
    first = rows.astype(np.uint32, copy=False) << bits
    impacts = postings.take(postings.searchsorted(first), mode="clip")
    impacts ^= first
    # A posting of another row leaves bits above those of the impact.
    impacts *= impacts < 1 << bits
    return impacts
