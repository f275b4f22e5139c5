"""Questions that staff keep in .csv, .xlsx, .jsonl, .json and .md files.

In: bytes. Out: rows, then Documents.

Others may import: conflicts, documents, expected_links, reader.
"""
