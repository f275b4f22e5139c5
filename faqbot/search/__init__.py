"""A question becomes hits, hits become an answer."""
