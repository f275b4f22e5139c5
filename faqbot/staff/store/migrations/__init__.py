"""Alembic migrations, one file for each step."""
