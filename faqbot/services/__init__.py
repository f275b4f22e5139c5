"""What people do: ask, crawl, index, publish.

In: settings. Out: answers, reports, builds.

Others may import: answer_json, answering, checking, crawling, indexing, inspect, publishing,
survey, visitors.
"""
