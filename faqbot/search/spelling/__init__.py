"""What an unknown word was meant to be.

In: a word. Out: words of the site.

Others may import: keyboard, speller, writer.
"""
