"""A question becomes hits in one build of the index.

In: Documents when indexing, a question when asking. Out: a build; hits with highlights and
a level of confidence.

Others may import: autocomplete.suggester, builds.folders, calibration, confidence.signals,
engine, pipeline, ranked_engine, results.deep_link, results.result, serving.
"""
