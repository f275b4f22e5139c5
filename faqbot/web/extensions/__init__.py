"""What every request passes through: security, rate limit, log, metrics, errors, languages.

Others may import: caching, charset, error_handlers, i18n, metrics, rate_limit, request_log,
security.
"""
