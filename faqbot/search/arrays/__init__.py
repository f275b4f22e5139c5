"""Arrays and texts in files that are mapped into memory.

Others may import: mapped.
"""
