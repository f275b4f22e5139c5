"""The ground that everything stands on; imports nothing from above.

Records that pass between parts, errors, settings, URLs, files, text and languages.

Others may import: errors, files, html, languages.registry, records, settings, settings_reader,
text.charset, text.hashing, text.iso, text.sentences, text.unicode, text.words, urls.
"""
