"""A run whose database is away for good ends with the reason, and one that is to end does not wait."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.commands import outage
from pipeline.commands.outage import Outage
from pipeline.store.store import open_store
from schemas.errors import StoreAwayError, StoreError

AWAY = "postgresql+psycopg://licet@127.0.0.1:1/licet"


def test_a_database_that_stays_away_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outage, "PATIENCE", 1.0)
    monkeypatch.setattr(outage, "_FIRST", 0.3)
    told: list[str] = []
    wait = Outage(AWAY, lambda: False, told.append)
    with pytest.raises(StoreAwayError, match="Check that it runs"):
        wait.wait(StoreAwayError("gone"))
    assert len(told) == 1
    assert told[0].endswith("gone")


def test_who_wants_the_run_to_end_is_heard() -> None:
    began = time.monotonic()
    wait = Outage(AWAY, lambda: time.monotonic() > began + 0.5, list[str]().append)
    wait.wait(StoreAwayError("gone"))
    assert time.monotonic() < began + 3


def test_an_outage_lasts_until_a_file_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that answers here, and to no worker, is not asked for ever."""
    monkeypatch.setattr(outage, "_FIRST", 0.01)
    url = f"sqlite:///{tmp_path}/licet.db"
    open_store(url).close()
    told: list[str] = []
    wait = Outage(url, lambda: False, told.append)
    for _ in range(2):
        wait.wait(StoreAwayError("gone"))
    assert len(told) == 1
    monkeypatch.setattr(outage, "PATIENCE", 0.0)
    with pytest.raises(StoreAwayError, match="gone"):
        wait.wait(StoreAwayError("gone"))
    wait.end()
    assert told[1:] == ["数据库已恢复，继续读取 / the database is there again, reading goes on"]


def test_a_database_that_is_lost_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outage, "_FIRST", 0.01)
    wait = Outage(f"sqlite:///{tmp_path}/none.db", lambda: False, list[str]().append)
    with pytest.raises(StoreError, match="no database of licet"):
        wait.wait(StoreAwayError("gone"))
