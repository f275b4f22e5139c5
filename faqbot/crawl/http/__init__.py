"""One request: checked addresses, bounded bytes and time, typed errors.

In: a URL. Out: a Page, or a FetchError with the reason.

Others may import: content_types, fetch, ssrf_guard.
"""
