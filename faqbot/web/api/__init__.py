"""JSON API v1, its OpenAPI description and its webhooks.

Others may import: openapi, views, webhooks.
"""
