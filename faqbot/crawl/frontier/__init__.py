"""Which URLs to fetch, in which order.

In: links, sitemaps and robots.txt. Out: one URL after another, each once.

Others may import: plan, robots, scheduler, sitemaps.
"""
