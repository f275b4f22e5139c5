"""How likely the first hit answers.

In: scores and the rarity of terms. Out: a probability and a level.

Others may import: paraphrases, signals.
"""
