"""The register's lines, which are written with the readings, say what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from pipeline.store.database import open_engine, reading, writing
from pipeline.store.register import refresh_register
from pipeline.store.store import Store
from schemas.outcome import FileReading
from schemas.tables.certificates import CertificateRow
from schemas.tables.desk import RegisterEntry, SearchDocument
from tests.store.test_order import ARCHIVES, ASSEMBLE

TABLES = (RegisterEntry, SearchDocument)


def entries(url: str, *, anew: bool) -> list[list[Mapping[str, Any]]]:
    """What register and index hold, without the numbers that the database counts; ``anew``: from the rows."""
    engine = open_engine(url)
    if anew:
        with writing(engine) as connection:
            refresh_register(connection, connection.scalars(select(CertificateRow.id)))
    with reading(engine) as connection:
        found = [[dict(row) for row in connection.execute(select(table)).mappings()] for table in TABLES]
    engine.dispose()
    for row in found[1]:
        del row["id"]
    return [sorted(rows, key=lambda row: (row["certificate_id"] or 0, repr(row))) for rows in found]


@pytest.mark.parametrize("archive", ARCHIVES.values(), ids=ARCHIVES)
def test_what_is_written_is_what_the_rows_say(url: str, store: Store, archive: Sequence[FileReading]) -> None:
    for again in (False, True):
        for file in archive:
            store.save(file, replace=again, assemble=ASSEMBLE)
            written = entries(url, anew=False)
            assert any(written)
            assert entries(url, anew=True) == written
