"""Hits made ready to show.

In: hits. Out: results with highlights, best sentence and deep link; duplicates left out.

Others may import: deep_link, grouping, result.
"""
