"""The widget for other sites: its script, and a page that shows it.

Others may import: views.
"""
