"""How good the answers are, and which answers a build would change.

In: a collection or two builds. Out: measures, a preview.

Others may import: evaluate, preview.
"""
