"""The widget for other sites: its script, and a page with the snippet to copy.

Others may import: views.
"""
