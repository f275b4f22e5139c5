"""The web: search page, JSON API and widget.

In: HTTP requests. Out: HTTP responses.

Others may import: app, server.
"""
