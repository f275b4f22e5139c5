"""What a fetched page says to crawlers, and whether it holds anything.

In: a Page. Out: its links and directives; a verdict.

Others may import: directives, soft_404.
"""
