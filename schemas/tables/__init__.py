"""The database: normalized tables, the same on SQLite and PostgreSQL.

Rows that live and die with a parent are keyed by it and their place under it (0-based
``position``), so that order survives and a row can't be there twice.
"""
