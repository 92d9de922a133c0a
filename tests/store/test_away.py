"""A database that does not answer is told from one that refuses: a run waits for the former."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from pipeline.store import database
from pipeline.store.database import open_engine, translated, writing
from pipeline.store.store import open_store
from schemas.errors import StoreAwayError, StoreError


def test_a_connection_that_the_server_ends_is_told_from_a_refusal(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with (
        pytest.raises(StoreAwayError, match="Check that it runs"),
        translated(engine.url),
        writing(engine) as connection,
    ):
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with pytest.raises(StoreError) as caught, translated(engine.url), writing(engine) as connection:
        connection.execute(text("SELECT 1 / 0"))
    assert not isinstance(caught.value, StoreAwayError)
    engine.dispose()


def test_a_database_that_another_program_holds_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_TIMEOUT_MS", 50)
    url = f"sqlite:///{tmp_path}/licet.db"
    with (
        open_store(url),
        closing(sqlite3.connect(tmp_path / "licet.db")) as other,
        pytest.raises(StoreAwayError, match="held by another program"),
    ):
        other.execute("BEGIN EXCLUSIVE")
        open_store(url)
