"""The history of the database schema, run by Alembic. Found by package, so a wheel carries it."""
