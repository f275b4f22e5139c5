"""PDF files, read in a child process under limits.

In: bytes. Out: blocks of text and metadata.

Others may import: reader.
"""
