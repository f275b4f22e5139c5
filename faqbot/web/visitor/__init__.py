"""The search page: ask, read, vote.

Others may import: views.
"""
