"""Postings as single numbers: the row in the upper bits, the impact in the lower.

Impacts are whole numbers, multiples of a unit that an index chooses. So a posting takes four bytes,
numbers sort by row, and sums do not depend on the order in which they are added.
"""

import numpy as np

from faqbot.search.arrays.mapped import Array

# How many bits an impact has is part of the format of the files: see `impacts_files`.
_MOST_BITS = 20
# So many impacts of the most bits add up within 32.
MOST_ADDED = 1 << 32 - _MOST_BITS
# Of fewer bits, impacts tell less than scores must.
_LEAST_BITS = 8
MOST_ROWS = 1 << 32 - _LEAST_BITS


def impact_bits(row_count: int) -> int:
    """Return how many bits an impact has among so many rows, at most MOST_ROWS.

    >>> [impact_bits(count) for count in (0, 1, 4096, 4097, 100_000, 1_000_000, MOST_ROWS)]
    [20, 20, 20, 19, 15, 12, 8]
    """
    return min(_MOST_BITS, 32 - max(row_count - 1, 0).bit_length())


def packed(rows: Array, impacts: Array, bits: int) -> Array:
    """Return the postings of these rows and impacts, as uint32.

    >>> postings = packed(np.array([3, 7]), np.array([50, 20]), bits=15)
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


def looked_up(postings: Array, rows: Array, bits: int) -> Array:
    """Return the impacts of these rows in a list sorted by row, 0 for rows that it lacks."""
    wanted = rows.astype(np.uint32, copy=False) << bits
    gains = postings.take(postings.searchsorted(wanted), mode="clip")
    gains ^= wanted
    # Of another row, bits are left above those of the impact.
    gains *= gains < 1 << bits
    return gains
