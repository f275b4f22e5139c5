"""A site becomes a snapshot: its pages as they came off the wire.

In: a plan (seeds, patterns, limits) and a function that fetches one URL.
Out: pages on disk and a report of what happened to each URL.

Others may import: crawler, frontier.plan, frontier.robots, frontier.sitemaps,
http.content_types, http.fetch, http.ssrf_guard, page.directives, page.soft_404, parallel,
redirects, store.reports, store.snapshots.
"""
