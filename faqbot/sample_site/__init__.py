"""The website of an invented alliance for community schools, for the demo and the tests.

Others may import: server, site.
"""
