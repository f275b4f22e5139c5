"""Questions that complete what is typed.

In: questions and headings of passages. Out: suggestions.

Others may import: suggester, writer.
"""
