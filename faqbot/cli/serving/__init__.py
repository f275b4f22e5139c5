"""Commands that start the web service, and the scheduler beside it.

In: arguments. Out: a running service.
"""
