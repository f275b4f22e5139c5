"""Pages and their history on disk, below `scraped/`.

In: Pages and outcomes. Out: snapshots, the journal, the crawl log.

Others may import: crawl_log, journal, reports, shrink_check, snapshots.
"""
