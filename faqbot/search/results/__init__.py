"""Hits made ready to show.

In: hits. Out: highlights, best sentence, deep link; groups.

Others may import: grouping, highlights.
"""
