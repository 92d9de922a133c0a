"""Runs migrations on the connection that the caller opened, inside the caller's transaction.

The caller sets ``config.attributes["connection"]``; there is no other way in, so that one place
alone decides about locks, transactions and errors.
"""

from __future__ import annotations

from alembic import context

from schemas.tables.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    # SQLite rolls CREATE TABLE back like anything else once the transaction is begun explicitly.
    transactional_ddl=True,
)
context.run_migrations()
