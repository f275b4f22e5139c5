"""The staff database: SQLite or PostgreSQL, its schema and migrations.

In: a URL. Out: transactions.

Others may import: schema, transactions.
"""
