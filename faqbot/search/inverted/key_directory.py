"""Ways to find things in impacts faster: a directory of keys, and frequent keys by row."""

import numpy as np

from faqbot.search.arrays.mapped import Array

# Halving so few keys is quick, and takes no room; less would be missed in the cache.
_KEYS_PER_ENTRY = 16
# Of keys that so large a share of the passages have, impacts by row spare many steps of a search.
_DENSE_SHARE = 1 / 8
_LEAST_DENSE = 1024


def directory(keys: Array) -> Array:
    """Return where keys with each sequence of first bits start, and where the last of all ends."""
    bits = (len(keys) // _KEYS_PER_ENTRY).bit_length()
    first = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    return np.append(np.searchsorted(keys, first), len(keys))


def frequent(counts: Array, row_count: int) -> Array:
    """Return the places of keys that a large share of many passages have."""
    least = max(row_count * _DENSE_SHARE, _LEAST_DENSE)
    return np.flatnonzero(counts >= least)


def by_row(places: Array, starts: Array, rows: Array, impacts: Array, row_count: int) -> Array:
    """Return the impacts of some keys by row: a matrix of keys by rows."""
    dense = np.zeros((len(places), row_count), np.uint32)
    for number, place in enumerate(places.tolist()):
        part = slice(starts[place], starts[place + 1])
        dense[number, rows[part]] = impacts[part]
    return dense
