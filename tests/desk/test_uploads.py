"""Uploads are read whatever happens meanwhile: a database that goes away, a desk that ends."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.load.source import read_source
from pipeline.options import Limits, Options
from pipeline.review import uploads
from pipeline.review.uploads import Read, UploadReader
from pipeline.run import read_file
from pipeline.store.desk import Desk
from pipeline.store.jobs import JobState, StoredJob, add_job, find_job, list_jobs, take_job
from schemas.errors import StoreError
from schemas.outcome import OutcomeStatus
from tests.desk.conftest import settings_for
from tests.desk.people import PAGE, Client
from tests.files import encoded, marked_picture
from tests.test_folders import NoEngine

DONE = Read(OutcomeStatus.COMPLETE, "read", "已读取 / read", ())


def _fails_first(times: int, then: Callable[..., Any]) -> Callable[..., Any]:
    left = [times]

    def run(*args: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] >= 0:
            raise StoreError("The database could not be used.")
        return then(*args, **more)

    return run


def _add(desk: Desk, name: str = "a.pdf") -> None:
    with desk.writing() as connection:
        add_job(connection, job_id="j1", user_id=1, file_name=name, path="/x", sha256="0" * 64)


def _read(desk: Desk, db: str, folder: Path) -> StoredJob:
    """What became of the job when the reader has had its time."""
    reader = UploadReader(desk, settings_for(db, folder))
    reader.start()
    last = time.monotonic() + 60
    try:
        while True:
            with desk.reading() as connection:
                job = find_job(connection, "j1")
            assert job is not None
            if job.finished_at is not None or time.monotonic() > last:
                return job
            time.sleep(0.01)
    finally:
        reader.close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_PAUSE", 0.01)


def test_a_database_that_is_away_when_the_file_was_read(
    db: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job stayed “being read” for ever, until the desk was started anew."""
    monkeypatch.setattr("pipeline.review.worker.Worker.run", lambda *_: DONE)
    monkeypatch.setattr(uploads, "finish_job", _fails_first(3, uploads.finish_job))
    _add(desk)
    assert _read(desk, db, tmp_path).state is JobState.DONE


def test_a_database_that_is_away_while_the_file_is_read(
    db: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That says nothing of the file: it is read again, and fails when there is no end to it."""
    monkeypatch.setattr("pipeline.review.worker.Worker.run", _fails_first(3, lambda *_: DONE))
    _add(desk)
    assert _read(desk, db, tmp_path).state is JobState.DONE
    monkeypatch.setattr("pipeline.review.worker.Worker.run", _fails_first(99, lambda *_: DONE))
    with desk.writing() as connection:
        connection.exec_driver_sql("DELETE FROM jobs")
    _add(desk)
    failed = _read(desk, db, tmp_path)
    assert (failed.state, failed.code) == (JobState.FAILED, "database")


def test_a_desk_that_ended_in_the_middle(
    db: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(desk)
    with desk.writing() as connection:
        assert take_job(connection) is not None  # and then it was killed
    monkeypatch.setattr("pipeline.review.worker.Worker.run", lambda *_: DONE)
    assert _read(desk, db, tmp_path).state is JobState.DONE


def test_the_page_of_uploads(
    client: Client, db: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It loads itself anew while something is read, and tells outcomes in words."""
    client.log_in("admin")
    _add(desk, "<b>.pdf")
    shown = client.get("/uploads", headers=PAGE).text
    assert "uploads.js" in shown and "&lt;b&gt;.pdf" in shown and ".ofd" in shown
    told = "已读取 / read。注意 / noted: 文件含附件，未打开 / the file holds attachments"
    read = Read(OutcomeStatus.COMPLETE, "doubtful", told, ())
    monkeypatch.setattr("pipeline.review.worker.Worker.run", lambda *_: read)
    _read(desk, db, tmp_path)
    shown = client.get("/uploads", headers=PAGE).text
    assert "uploads.js" not in shown
    assert "已读取，有值待核<br>" in shown and "文件含附件，未打开</span>" in shown and "noted" not in shown


@pytest.mark.parametrize(
    ("language", "words", "others"),
    [
        ("zh", "首先是第 1 页：页面有 60 × 40 像素，上限为 1,000，请以较低分辨率扫描", "The page has"),
        ("en", "page 1: The page has 60 × 40 pixels, the limit is 1,000. Scan it at", "像素"),
    ],
)
def test_why_a_page_failed_is_told_in_the_language_of_the_desk(
    client: Client, db: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    language: str, words: str, others: str,
) -> None:  # fmt: skip
    """Chinese had "the first is page 1" and not why: that was in English alone, at the end."""
    path, options = tmp_path / "a.tif", Options(limits=Limits(max_pixels=1000))
    path.write_bytes(encoded(marked_picture(), "TIFF"))
    outcome = read_file(read_source(path, options.limits), NoEngine(), options).outcome
    read = Read(outcome.status, outcome.code, outcome.message, ())
    monkeypatch.setattr("pipeline.review.worker.Worker.run", lambda *_: read)
    client.log_in("admin")
    client.cookies.set("licet_language", language)
    _add(desk, "a.pdf")
    _read(desk, db, tmp_path)
    shown = client.get("/uploads", headers=PAGE).text
    assert words in shown and others not in shown


def test_what_is_sent_together_is_a_batch(client: Client, desk: Desk, tmp_path: Path) -> None:
    client.log_in("reviewer")
    sent = [
        ("files", (name, name.encode() + bytes([at]))) for at, name in enumerate(("a.jpg", "a.jpg", "b.jpg"))
    ]
    assert client.post("/uploads", files=sent, headers={"x-form-token": client.token}).status_code == 303
    assert client.post("/uploads", files=sent[:1], headers={"x-form-token": client.token}).status_code == 303
    with desk.reading() as connection:
        paths = [Path(job.path) for job in list_jobs(connection, None)]
    assert len(set(paths)) == 4 and all(path.is_file() for path in paths)
    assert sorted(Counter(path.parent for path in paths).values()) == [1, 3]
    assert {path.parent.parent for path in paths} == {tmp_path / "uploads"}
