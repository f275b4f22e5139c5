"""Postings as single numbers: the row in the upper half, the impact, a float32, in the lower.

What stands together is read together, with one copy for both; and numbers sort by row.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
# Impacts are multiples of this: float64 adds them up without rounding.
UNIT = 2.0**-16
_HALF = np.uint64(32)


def packed(rows: Array, impacts: Array) -> Array:
    """Return the postings of these rows and impacts, as uint64.

    >>> rows_of(packed(np.array([3, 7]), np.array([0.5, 2.0]))).tolist()
    [3, 7]
    """
    postings = rows.astype(np.uint64)
    postings <<= _HALF
    postings |= impacts.astype(np.float32, copy=False).view(np.uint32)
    return postings


def rows_of(postings: Array) -> Array:
    """Return the rows as a view of uint32.

    The postings must stand side by side, as in a slice without steps.
    """
    return postings.view(np.uint32)[1::2]


def impacts_of(postings: Array) -> Array:
    """Return the impacts as a view of float32.

    >>> impacts_of(packed(np.array([3, 7]), np.array([0.5, 2.0]))).tolist()
    [0.5, 2.0]
    """
    return postings.view(np.float32)[::2]


def looked_up(postings: Array, rows: Array) -> Array:
    """Return the impacts of these rows in a list sorted by row, 0 for rows that it lacks."""
    wanted = rows.astype(np.uint64)
    found = postings.take(postings.searchsorted(wanted << _HALF), mode="clip")
    gains: Array = impacts_of(found) * (rows_of(found) == wanted)
    return gains
