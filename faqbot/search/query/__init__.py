"""A visitor's question becomes a Query, with spelling corrected.

In: text. Out: a Query; corrections.

Others may import: correct, function_words, parse.
"""
