"""Who may write what at the same time. SQLite has one writer; PostgreSQL needs to be told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, text


def lock(connection: Connection, names: Iterable[str]) -> None:
    """Holds the names until the transaction ends; waits where another transaction holds one.
    An empty name is no name.

    Taken in one order, so that two writers with several names can't wait for each other.
    """
    if connection.dialect.name == "postgresql":
        for key in sorted({_name_to_key(name) for name in names if name}):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def _name_to_key(name: str) -> int:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
