"""Pairs and blocks of text become passages with heading path, anchor and id.

In: pairs and blocks. Out: Passages.

Others may import: ids, sections.
"""
