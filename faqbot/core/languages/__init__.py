"""What faqbot knows of languages, one file for each: `en.toml`, `es.toml` and so on.

In: the files of this folder, named by the two-letter code (ISO 639-1). Out: one `Language` for a
code, and the words of all languages together, for texts whose language is not known yet. To add a
language, add its file; `language` lists the fields, docs/languages.md what each language lacks.

Others may import: registry.
"""
