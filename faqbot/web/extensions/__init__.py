"""What surrounds every request: security headers, limits, log, metrics, errors, languages.

Others may import: caching, i18n, metrics, problems, rate_limit, request_log, security.
"""
