"""What makes searches faster: a directory of keys, and the impacts of frequent keys by row."""

import numpy as np

from faqbot.search.arrays.mapped import Array

# Bisecting this few keys is quick; a larger directory would not stay in the processor's cache.
_KEYS_PER_ENTRY = 16
# Keys that this share of the passages has are stored by row too, which spares many look-ups.
_FREQUENT_SHARE = 1 / 8
_MIN_FREQUENT = 1024


def build_directory(keys: Array) -> Array:
    """Return where keys with each sequence of first bits start, and where the last of all ends."""
    bits = (len(keys) // _KEYS_PER_ENTRY).bit_length()
    first = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    return np.append(np.searchsorted(keys, first), len(keys))


def frequent_keys(counts: Array, row_count: int) -> Array:
    """Return the places of keys that a large share of many passages have."""
    least = max(row_count * _FREQUENT_SHARE, _MIN_FREQUENT)
    return np.flatnonzero(counts >= least)


def impacts_by_row(
    places: Array, starts: Array, rows: Array, impacts: Array, row_count: int
) -> Array:
    """Return the impacts of some keys by row: one line of the matrix for each key."""
    matrix = np.zeros((len(places), row_count), np.uint32)
    for number, place in enumerate(places.tolist()):
        part = slice(starts[place], starts[place + 1])
        matrix[number, rows[part]] = impacts[part]
    return matrix
