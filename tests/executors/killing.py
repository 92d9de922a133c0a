"""Runs over one archive whose programs are killed at random moments, until it is read.

``python -m tests.executors.killing --kills 100`` is the long form; it prints its figures.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from pipeline.executors.executor import ingest_files
from pipeline.executors.serial import SerialExecutor
from pipeline.inputs import find_files
from pipeline.options import Options
from pipeline.store.store import open_store
from tests.executors.recorded import Recorded, write_archive
from tests.store.content import rows

ROOT = Path(__file__).parents[2]
NO_WORKER = 6  # the exit status where worker after worker was killed before it was ready


@dataclass
class Figures:
    """What was done to the runs, and what is left."""

    kills: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    lost: int = 0
    doubled: int = 0


def read_serially(archive: Path, records: Path, database: Path) -> dict[str, Counter[str]]:
    """What one process, never disturbed, makes of the archive."""
    with SerialExecutor(Recorded(records), open_store(str(database)), Options(threads=1)) as executor:
        assert len(list(ingest_files(executor, find_files([archive])))) == len(find_files([archive]))
    return rows(f"sqlite:///{database}")


def start(archive: Path, records: Path, url: str, *options: str) -> subprocess.Popen[bytes]:
    """A run of two workers."""
    command = [sys.executable, "-m", "tests.executors.archive_run", str(archive), str(records), url, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def read_killed(
    archive: Path, records: Path, url: str, kills: int, seed: int, longest: float = 4.0
) -> Figures:
    """Runs until the archive is read, of which parents and workers are killed on the way: ``kills``
    times, if it takes as long as that, no more than ``longest`` seconds apart."""
    draw = random.Random(seed)
    figures = Figures()
    while True:
        figures.runs += 1
        undisturbed = True
        process = start(archive, records, url)
        while figures.kills.total() < kills and _works(process):
            if not _runs_for(process, draw.uniform(0.0, longest)):
                break
            workers = _children(process.pid)
            victim = draw.choice(workers) if workers and draw.random() < 0.5 else process.pid
            os.kill(victim, signal.SIGKILL)
            figures.kills["parent" if victim == process.pid else "worker"] += 1
            undisturbed = False
            if victim == process.pid:
                break
        _, told = process.communicate()
        if process.returncode not in (0, 4, NO_WORKER, -signal.SIGKILL):
            raise AssertionError(told.decode())
        if undisturbed:  # files that a killed worker had twice were failures, and are read again
            return figures


def _works(process: subprocess.Popen[bytes]) -> bool:
    """Waits for the first workers; false where the run ends before."""
    while not _children(process.pid):
        if not _runs_for(process, 0.05):
            return False
    return True


def _runs_for(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def _children(process_id: int) -> Sequence[int]:
    try:
        text = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [int(child) for child in text.split()]


def compare(figures: Figures, found: dict[str, Counter[str]], expected: dict[str, Counter[str]]) -> None:
    """Count rows that are missing, and rows that are too many."""
    for table, rows_expected in expected.items():
        figures.lost += (rows_expected - found[table]).total()
        figures.doubled += (found[table] - rows_expected).total()


def main(
    kills: int = 100, certificates: int = 300, seed: int = 1, longest: float = 3.0, url: str = ""
) -> None:
    """Kill runs over one archive at random moments, and compare with a run that was left alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive, records = folder / "archive", folder / "records"
        files = write_archive(archive, records, certificates)
        begun = time.monotonic()
        figures = read_killed(archive, records, url or f"sqlite:///{folder}/killed.db", kills, seed, longest)
        seconds = time.monotonic() - begun
        found = rows(url or f"sqlite:///{folder}/killed.db")
        compare(figures, found, read_serially(archive, records, folder / "serial.db"))
    print(
        f"{len(files)} files, {figures.runs} runs, {seconds:.0f} s, killed: {dict(figures.kills)};"
        f" rows lost {figures.lost}, doubled {figures.doubled}"
    )


if __name__ == "__main__":
    typer.run(main)
