"""The command line: one module for each group of commands.

In: arguments. Out: text or JSON, and an exit status.
"""
