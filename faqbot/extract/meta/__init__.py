"""What a page says about itself: title, language, days, authors.

In: a tree. Out: metadata.

Others may import: dates, language, metadata, schema_org, titles.
"""
