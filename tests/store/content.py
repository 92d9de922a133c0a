"""The whole content of a database, for comparing two of them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from sqlalchemy import Connection, Table, create_engine, func, select

from pipeline.store.store import Store
from schemas.tables.schema import METADATA

_NUMBERED_AS_SAVED = {("certificate_versions", "number")}
_TIMES = ("created_at", "finished_at", "saved_at", "seconds")
_NAMES = ("companies", "issuers")  # kept when the last version that bore one goes


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


def rows(url: str) -> dict[str, Counter[str]]:
    """Every row of every table. In place of a key that the database counts stands the row that it
    leads to; left out are times, and the numbers that versions have in the order they were saved."""
    engine = create_engine(url)
    with engine.connect() as connection:
        named: dict[str, dict[Any, str]] = {}
        content: dict[str, Counter[str]] = {}
        for table in METADATA.sorted_tables:
            content[table.name] = _content(connection, table, named)
    engine.dispose()
    for name in _NAMES:
        del content[name]
    return content


def _content(connection: Connection, table: Table, named: dict[str, dict[Any, str]]) -> Counter[str]:
    told: Counter[str] = Counter()
    by_id = named.setdefault(table.name, {})
    leads = {
        element.parent.name: element.column.table.name
        for element in (element for key in table.foreign_key_constraints for element in key.elements)
        if element.column.name == "id"
    }
    if table.name == "certificate_readings":
        del leads["version_id"]  # told by the files and the content
    owners = (
        {"version_id": "certificate_versions"} if "version_id" in table.c and "position" in table.c else {}
    )
    for row in connection.execute(select(table)).mappings():
        said: dict[str, Any] = {}
        for column in table.columns:
            name, value = column.name, row[column.name]
            if name == "id" or name in _TIMES or (table.name, name) in _NUMBERED_AS_SAVED:
                continue
            target = leads.get(name) or owners.get(name)
            if target is not None and value is not None:
                value = named[target][value]
            elif table.name == "certificate_readings" and name in ("version_id", "content"):
                continue
            said[name] = value if isinstance(value, str | int | float | bool | None) else str(value)
        text = json.dumps(said, sort_keys=True, ensure_ascii=True)
        told[text] += 1
        if "id" in table.c:
            by_id[row["id"]] = text
    return told
