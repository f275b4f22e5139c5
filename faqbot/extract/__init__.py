"""A page or file becomes a document with passages.

In: a Page as the crawler stored it, or a file's bytes. Out: Documents.

Others may import: documents, extraction_cache, meta.language, passages.sections,
publications.linkage, sheets.conflicts, sheets.documents, sheets.expected_links, sheets.reader.
"""
