"""HTML as a tree, and its main content.

In: bytes or a tree. Out: blocks of text, labelled tables, safe HTML.

Others may import: anchors, blocks, boilerplate, main_content, omissions, sanitize, tables,
text_fragments, tree.
"""
