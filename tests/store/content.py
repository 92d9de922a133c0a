"""The whole content of a database, for comparing two of them."""

from __future__ import annotations

from sqlalchemy import create_engine, func, select

from pipeline.store.store import Store
from schemas.tables.schema import METADATA


def row_counts(url: str) -> dict[str, int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        counts = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in METADATA.sorted_tables
        }
    engine.dispose()
    return counts


def dump(store: Store) -> tuple[str, ...]:
    """Every version with everything that it holds, without ids, version numbers and order."""
    versions = store.certificates(all_versions=True)
    return tuple(sorted(stored.certificate.model_dump_json() for stored in versions))
