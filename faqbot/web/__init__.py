"""HTTP: pages, JSON API, widget.

In: requests. Out: responses.

Others may import: app, server.
"""
