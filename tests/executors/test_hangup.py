"""A terminal that is closed ends a run after the files at hand; one that nohup keeps goes on."""

from __future__ import annotations

import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import PAGE

FILES = 10
INGEST = (sys.executable, "-c", "from pipeline.cli import app; app()", "ingest")


@pytest.fixture(autouse=True)
def hangups_end() -> Iterator[None]:
    """Programs that are started here end with a hangup, whether or not these tests run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def write_pages(folder: Path) -> Path:
    """A photo again and again, each another file and in another folder: half a second's work at least."""
    pages = folder / "pages"
    for index in range(FILES):
        page = pages / str(index) / "page.jpg"
        page.parent.mkdir(parents=True)
        page.write_bytes(PAGE.read_bytes() + bytes([index]))
    return pages


def start_on_terminal(pages: Path, database: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The command on a terminal of its own, and the descriptor that holds this open."""
    terminal, side = pty.openpty()
    process = subprocess.Popen(
        [*INGEST, pages, "--db", database, "--workers", "1"],
        stdin=side, stdout=side, stderr=side, start_new_session=True,
    )  # fmt: skip
    os.close(side)
    return process, terminal


def wait_for_first(database: Path, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + 60
    while time.monotonic() < last and process.poll() is None:
        if database.exists() and database.stat().st_size and count_read(database):
            return
        time.sleep(0.05)
    raise AssertionError("no file was read")


def count_read(database: Path) -> int:
    """Files with an outcome; all of them were read."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            rows = connection.execute("SELECT status FROM outcomes").fetchall()
        except sqlite3.OperationalError:  # its tables are being made
            return 0
    assert {status for (status,) in rows} <= {"complete"}
    return len(rows)


def test_a_closed_terminal_ends_a_run_after_the_files_at_hand(tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    process, terminal = start_on_terminal(write_pages(tmp_path), database)
    wait_for_first(database, process)
    os.close(terminal)
    time.sleep(0.5)  # in which the bar is drawn, where nothing can be written any more
    process.send_signal(signal.SIGHUP)  # as a shell does to its jobs
    assert process.wait(30) == 130
    assert 0 < count_read(database) < FILES


def test_a_run_outlives_its_terminal_where_no_signal_comes(tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    process, terminal = start_on_terminal(write_pages(tmp_path), database)
    wait_for_first(database, process)
    os.close(terminal)
    assert process.wait(60) == 0
    assert count_read(database) == FILES


def test_under_nohup_a_run_goes_on(tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    process = subprocess.Popen(
        ["nohup", *INGEST, write_pages(tmp_path), "--db", database, "--workers", "1", "--quiet"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_for_first(database, process)
    process.send_signal(signal.SIGHUP)
    assert process.wait(60) == 0
    assert count_read(database) == FILES
