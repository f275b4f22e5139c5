"""How sure it is that the first hit answers.

In: scores and shares. Out: a probability and a level.

Others may import: paraphrases, signals.
"""
