"""``licet sanity`` finds each thing that can be wrong, and repairs what needs no person."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options
from pipeline.run import ingest_file
from pipeline.store.store import open_store
from pipeline.watch.claim import Claims
from pipeline.watch.finish import Finisher
from pipeline.watch.folders import Folders
from pipeline.watch.inbox import Entry, path_to_stamp
from pipeline.watch.journal import Journal
from pipeline.watch.metrics import Metrics
from pipeline.watch.notify import Notifier
from pipeline.watch.options import WatchOptions
from pipeline.watch.verdict import decide, find_verdict
from tests.command import licet
from tests.executors.troubled import Troubled, picture


class Kept:
    """Three files that were read and put away, as the daemon does it, without a daemon."""

    def __init__(self, folder: Path) -> None:
        self.folders = Folders(folder / "inbox", folder / "done", folder / "failed", None)
        for made in (self.folders.inbox, self.folders.done, self.folders.failed, folder / "marks"):
            made.mkdir()
        self.database = folder / "licet.db"
        self.claims = Claims(self.folders.inbox)
        self.engine: OcrEngine = Troubled(folder / "marks")
        journal = Journal((folder / "log").open("w", encoding="utf-8"))
        notifier = Notifier(WatchOptions(), journal)
        self.finisher = Finisher(self.folders, self.claims, notifier, Metrics(), journal)
        for name, content in (("a.png", picture(201)), ("b.png", picture(202)), ("empty", b"")):
            self.read(name, content)

    def read(self, name: str, content: bytes) -> None:
        (self.folders.inbox / name).write_bytes(content)
        with open_store(str(self.database)) as store:
            claim = self.claims.take(Entry(name, path_to_stamp(self.folders.inbox / name)))
            assert claim is not None
            self.finisher.decide(claim, ingest_file(claim.file, self.engine, store, Options(threads=1)))
            self.finisher.run(store, float("inf"))
        self.claims.tidy()

    def at(self, name: str) -> Path:
        (path,) = [*self.folders.done.rglob(name), *self.folders.failed.rglob(name)]
        return path

    def sanity(self, *options: str) -> tuple[int, list[str]]:
        """Exit status and the codes of what was found."""
        places = ["--done", self.folders.done, "--failed", self.folders.failed, "--inbox", self.folders.inbox]
        run = licet("sanity", "--db", self.database, *places, *options)
        return run.status, sorted(line.split(": ")[1] for line in run.out.splitlines())


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path)
    assert made.sanity() == (0, [])
    return made


def test_a_file_that_was_moved_is_found_again(kept: Kept) -> None:
    kept.at("a.png").rename(kept.folders.done / "elsewhere.png")
    assert kept.sanity() == (1, ["leftover", "moved"])
    assert kept.sanity("--fix") == (0, ["leftover", "moved"])
    assert kept.sanity("--fix")[0] == 0
    assert kept.sanity() == (0, [])


def test_a_file_that_was_changed_is_missing(kept: Kept) -> None:
    kept.at("a.png").write_bytes(picture(77))
    assert kept.sanity() == (1, ["changed", "missing", "unknown"])


def test_what_nobody_read_is_told(kept: Kept) -> None:
    (kept.folders.done / "stray.png").write_bytes(picture(78))
    assert kept.sanity("--fix") == (1, ["unknown"])
    assert (kept.folders.done / "stray.png").exists()


def test_a_report_without_its_file(kept: Kept) -> None:
    kept.at("empty").unlink()
    assert kept.sanity() == (1, ["no_file"])


def test_unfinished_copies_go(kept: Kept) -> None:
    (kept.folders.done / ".1234.partial").write_bytes(b"half")
    assert kept.sanity("--fix") == (0, ["leftover"])
    assert kept.sanity() == (0, [])


def test_a_damaged_database(kept: Kept) -> None:
    with closing(sqlite3.connect(kept.database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM outcomes WHERE path_key IS NULL")
        connection.execute("INSERT INTO page_failures VALUES (999, 0, 1, 'x', 'y')")
        connection.commit()
    assert kept.sanity() == (1, ["damaged_database", "no_outcome", "no_outcome"])


def test_what_a_daemon_left_goes_on(kept: Kept) -> None:
    """One was killed before it read a file, another between verdict and move."""
    for name, level in (("unread.png", 203), ("read.png", 204)):
        (kept.folders.inbox / name).write_bytes(picture(level))
    gone = Claims(kept.folders.inbox)
    entries = [Entry(name, path_to_stamp(kept.folders.inbox / name)) for name in ("unread.png", "read.png")]
    unread, read = [gone.take(entry) for entry in entries]
    assert unread is not None and read is not None
    with open_store(str(kept.database)) as store:
        done = ingest_file(read.file, kept.engine, store, Options(threads=1))
    decide(read, done.outcome, done.sha256, kept.folders.done)
    shutil.copytree(gone.folder, gone.folder.with_name("dead"))  # whose process holds no lock
    gone.release(unread)
    gone.release(read)
    gone.tidy()
    found = ["abandoned", "abandoned"]
    assert kept.sanity() == (1, sorted([*found, "leftover", "missing"]))
    assert kept.sanity("--fix") == (0, found)
    assert [path.name for path in kept.folders.inbox.iterdir()] == ["unread.png"]
    assert kept.at("read.png").read_bytes() == picture(204)
    assert kept.sanity() == (0, [])


def test_a_daemon_finishes_what_another_had_decided(kept: Kept) -> None:
    """Killed before the move, and between the move and the ledger: nothing is read again."""
    for moved in (False, True):
        name = f"moved {moved}.png"
        (kept.folders.inbox / name).write_bytes(picture(205 + moved))
        claim = kept.claims.take(Entry(name, path_to_stamp(kept.folders.inbox / name)))
        assert claim is not None
        with open_store(str(kept.database)) as store:
            done = ingest_file(claim.file, kept.engine, store, Options(threads=1))
            verdict = decide(claim, done.outcome, done.sha256, kept.folders.done)
            if moved:
                claim.file.rename(verdict.target)
            left = find_verdict(claim)
            assert left == verdict
            kept.finisher.add(claim, left)
            kept.finisher.run(store, float("inf"))
        assert kept.at(name).read_bytes() == picture(205 + moved)
        assert not claim.folder.exists()
    kept.claims.tidy()
    assert kept.sanity() == (0, [])
