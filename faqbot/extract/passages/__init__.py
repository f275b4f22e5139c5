"""Pairs and blocks of text become passages with heading path and anchor.

In: pairs and blocks. Out: Passages.

Others may import: ids, sections.
"""
