"""PDF files, read in a child process with limits.

In: bytes. Out: blocks of text and what the file states about itself.

Others may import: reader.
"""
