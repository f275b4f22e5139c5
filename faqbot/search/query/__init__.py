"""A visitor's question as a Query, with slips corrected.

In: text. Out: a Query; corrections.

Others may import: correct, function_words, parse.
"""
