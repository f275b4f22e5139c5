"""The metadata of a page: title, language, dates, authors.

In: a tree or text. Out: metadata.

Others may import: bylines, dates, language, metadata, schema_org, titles.
"""
