"""A store that is opened while the first file is read."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

import pipeline.run
from pipeline.load.file import LoadedFile
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options
from pipeline.run import ingest_file
from pipeline.store.opening import OpeningStore
from pipeline.store.saved import Change
from pipeline.store.store import Store, open_store
from schemas.errors import StoreError
from schemas.outcome import OutcomeStatus, PageFailure
from schemas.page import Page
from tests.files import encoded, marked_picture
from tests.lines import main_lines, page
from tests.store.papers import full, reading_of
from tests.test_folders import NoEngine


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


def test_a_known_file_that_was_read_meanwhile_is_told_as_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def opened() -> Store:
        assert go_on.wait(60)
        return open_store(str(tmp_path / "archive.db"))

    def read(_: LoadedFile, __: OcrEngine, ___: int) -> tuple[list[Page], list[PageFailure]]:
        go_on.set()
        return [page(*main_lines())], []

    monkeypatch.setattr(pipeline.run, "read_pages", read)
    first, moved = tmp_path / "first.png", tmp_path / "moved.png"
    first.write_bytes(encoded(marked_picture(60, 40), "PNG"))
    with open_store(str(tmp_path / "archive.db")) as before:
        outcome = ingest_file(first, NoEngine(), before, Options()).outcome
    first.rename(moved)
    go_on.clear()
    with OpeningStore(opened) as store:
        again = ingest_file(moved, NoEngine(), store, Options())
    assert (again.saved, again.outcome) == (None, outcome)
    with open_store(str(tmp_path / "archive.db")) as after:
        assert str(moved) in next(iter(after.files())).paths
