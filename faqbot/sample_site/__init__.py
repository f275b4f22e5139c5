"""The website of an invented alliance for community schools: the demo and the tests read it.

Every page, name and number in it was written for this purpose.
"""
