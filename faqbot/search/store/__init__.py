"""The durable full-text index, kept by Whoosh: stored passages, phrases, filters.

In: Documents. Out: Passages by row; rows that satisfy filters.

Others may import: reader, writer.
"""
