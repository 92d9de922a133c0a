"""All tables together: what migrations are compared with."""

from __future__ import annotations

from sqlalchemy import MetaData

from schemas.tables import accounts, certificates, content, desk, fields, files, pages
from schemas.tables.base import Base

# Importing a module of tables is what registers them.
MODULES = (files, pages, certificates, content, fields, accounts, desk)
METADATA: MetaData = Base.metadata
# Not Alembic's own name, which another program in the same PostgreSQL database may use.
VERSION_TABLE = "licet_schema_version"
REVISION = "0018"  # the newest of ``schemas/migrations``
