"""A store that is opened while the first file is read."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from pipeline.store.opening import OpeningStore
from pipeline.store.saved import Change
from pipeline.store.store import Store, open_store
from schemas.errors import StoreError
from schemas.outcome import OutcomeStatus
from tests.store.papers import full, reading_of


def test_a_known_file_is_unknown_until_the_store_is_open_and_saved_as_known(tmp_path: Path) -> None:
    known = reading_of("full.pdf", full())
    with open_store(str(tmp_path / "archive.db")) as before:
        before.save(known)
    go_on = Event()

    def opened() -> Store:
        assert go_on.wait(60)
        return open_store(str(tmp_path / "archive.db"))

    with OpeningStore(opened) as store:
        assert store.outcome_for(known.sha256 or "") is None
        go_on.set()
        assert store.save(known).change is Change.UNCHANGED
        outcome = store.outcome_for(known.sha256 or "")
        assert outcome is not None and outcome.status is OutcomeStatus.COMPLETE


def test_who_waits_hears_why_it_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_bytes(b"no database" * 1_000)
    with OpeningStore(lambda: open_store(str(tmp_path / "notes.db"))) as store:
        with pytest.raises(StoreError):
            store.wait()
        with pytest.raises(StoreError):
            store.save(reading_of("full.pdf", full()))
