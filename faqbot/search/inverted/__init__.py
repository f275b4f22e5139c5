"""The inverted index: exact top passages by BM25 impacts.

In: terms of passages when building, keys when searching. Out: rows and scores.

Others may import: bm25, build, impacts, index, keys, weights.
"""
