"""HTML as a tree, and what of it is main content.

In: bytes or a tree. Out: blocks of text, tables, safe HTML.

Others may import: blocks, boilerplate, main_content, sanitize, tables, tree.
"""
