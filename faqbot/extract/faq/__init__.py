"""Questions and their answers on a page, whatever the markup.

In: a tree. Out: pairs; the tree is left without labels such as "A:".

Others may import: pairs, questions, wording.
"""
