"""Second stage: character n-grams inside words.

In: texts when building; rows and a question when searching. Out: scores.

Others may import: index, writer.
"""
