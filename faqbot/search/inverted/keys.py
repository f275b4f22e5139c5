"""What is looked up in the inverted index: keys of terms and pairs, and their hashes.

A key names a term or two neighbouring terms in one language: "en:librari", "en:open hour". Terms
never contain a space, so keys of both kinds never meet. The index stores 64-bit hashes,
whose highest bit is 0 for terms and 1 for pairs: terms sort before pairs.
"""

from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from faqbot.core.records import Query

FIRST_PAIR_HASH = 1 << 63
# 2**64 divided by the golden ratio: multiplying by it spreads close numbers (Knuth, The Art of
# Computer Programming, volume 3, 6.4).
_ODD = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def term_key(language: str, term: str) -> str:
    """Return the key of one term.

    >>> term_key("en", "hour")
    'en:hour'
    """
    return f"{language}:{term}"


def pair_key(language: str, first: str, second: str) -> str:
    """Return the key of two neighbouring terms.

    >>> pair_key("en", "open", "hour")
    'en:open hour'
    """
    return f"{language}:{first} {second}"


def query_keys(query: Query) -> dict[str, float]:
    """Return the keys of a query with their weights.

    Repeated terms count once. Pairs of two function words ("how do") are left out: they are rare
    in prose, and nobody searches for them.
    """
    keys: dict[str, float] = {}
    for language, terms in query.terms.items():
        weight, common = query.weights[language], query.common[language]
        for term in (*terms, *query.joined.get(language, ())):
            keys[term_key(language, term)] = weight
        for first, second in pairwise(terms):
            if first not in common or second not in common:
                keys[pair_key(language, first, second)] = weight
    return keys


@lru_cache(maxsize=100_000)
def term_hash(language: str, term: str) -> int:
    """Return the hash of a term's key, below 2**63."""
    key = f"{language}:{term}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "little") >> 1


def key_hash(key: str) -> int:
    """Return the hash of any key."""
    language, _, terms = key.partition(":")
    first, is_pair, second = terms.partition(" ")
    if not is_pair:
        return term_hash(language, first)
    # Mixed, not hashed anew: numpy does this for all pairs of many passages at once.
    mixed = (term_hash(language, first) * _ODD + term_hash(language, second)) & _MASK
    mixed = ((mixed ^ mixed >> 29) * _ODD) & _MASK
    return (mixed ^ mixed >> 32) | FIRST_PAIR_HASH


def pair_hashes(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hashes of pairs whose terms have these hashes, as `key_hash` does."""
    odd = np.uint64(_ODD)
    mixed = first * odd + second
    mixed = (mixed ^ mixed >> np.uint64(29)) * odd
    return (mixed ^ mixed >> np.uint64(32)) | np.uint64(FIRST_PAIR_HASH)
