"""What a passage says, analysed once for all parts of an index.

In: passages with their documents. Out: terms and texts, and a fingerprint of all they depend on.

Others may import: passages.
"""
