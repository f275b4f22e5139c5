"""Work in the background: reindexes, their schedule, status and notices.

In: settings. Out: recorded jobs.

Others may import: control, reindex, schedule, status.
"""
