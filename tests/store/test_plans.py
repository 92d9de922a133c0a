"""How PostgreSQL answers: the queries of lookup, export and joining begin at an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text

from pipeline.store.database import open_engine
from pipeline.store.store import Store
from tests.scale import fill, number, scanned_again
from tests.store.papers import main_page, reading_of
from tests.store.test_order import ASSEMBLE, MAIN_FILE

COUNT = 500
LARGE = {
    "text_lines", "field_values", "pages", "seen_paths", "source_files", "certificate_versions", "outcomes",
}  # fmt: skip


@pytest.fixture
def statements(postgres_url: str) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of a database of some size from here on."""
    fill(postgres_url, COUNT)
    yield []


def scans(url: str, told: list[tuple[str, Any]]) -> set[str]:
    """The large tables that one of the statements can only read from end to end: a table this small
    would be read so in any case, unless that is made dear."""
    engine = create_engine(url)
    found: set[str] = set()
    with engine.connect() as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")
        for statement, parameters in told:
            plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars())
            found |= set(re.findall(r"Seq Scan on (\w+)", plan))
    engine.dispose()
    return found & LARGE


def test_no_scan_over_large_tables(postgres_url: str, statements: list[tuple[str, Any]]) -> None:
    engine = open_engine(postgres_url)

    @event.listens_for(engine, "before_cursor_execute")
    def note(_: Connection, __: object, statement: str, parameters: object, ___: object, many: bool) -> None:
        if not many and statement.startswith(("SELECT", "UPDATE", "DELETE")):
            statements.append((statement, parameters))

    with Store(engine) as store:
        assert len(store.find(number(7))) == 1
        assert len(store.find_company("公司7")) == 1
        next(store.certificates())
        store.unchanged({f"/a/{at}.jpg": (1000, 1) for at in range(1, 50)})
        store.save(MAIN_FILE, assemble=ASSEMBLE)
        store.save(reading_of("x", main_page("x")))
        store.save(scanned_again(7))
        assert len(store.near(store.find(number(7))[0])) == 1
    assert len(statements) > 40
    assert scans(postgres_url, statements) == set()


def test_a_scan_is_found(postgres_url: str, statements: list[tuple[str, Any]]) -> None:
    statements.append((str(text("SELECT * FROM text_lines WHERE text = 'x'")), ()))
    assert scans(postgres_url, statements) == {"text_lines"}
