"""Questions and their answers, whatever the markup.

In: a tree. Out: pairs, and what is left of the page.

Others may import: pairs, questions, wording.
"""
