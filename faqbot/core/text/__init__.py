"""Text: bytes decoded, cleaned, and cut into words and sentences.

Others may import: charset, hashing, iso, sentences, unicode, words.
"""
