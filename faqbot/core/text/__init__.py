"""Text as words and sentences, and bytes as text.

Others may import: charset, sentences, words.
"""
